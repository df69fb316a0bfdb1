import type { Journal } from '../journal.ts'
import { type ActivityLog, openActivityLog } from './activity-log.ts'
import type { Estate } from './estate.ts'
import type { JitPolicy } from './jit-policy.ts'
import { isForgotten, type JitRequest } from './jit-request.ts'
import { openRuleChanges, type RuleChanges } from './rule-changes.ts'
import type { AzureSimulatorSettings } from './simulator-settings.ts'

/** Everything the simulated Azure knows. Changes are in the journal before they are in memory. */
export type World = {
  readonly estate: Estate
  readonly settings: AzureSimulatorSettings
  readonly activities: ActivityLog
  readonly rules: RuleChanges
  now(): number
  /** By the lower-cased id. */
  policy(id: string): JitPolicy | undefined
  policies(): JitPolicy[]
  /** The policies that name the VM, by its lower-cased id, oldest first. */
  policiesOfVm(vmId: string): readonly JitPolicy[]
  /** What is not yet forgotten, oldest first. */
  requestsOfPolicy(policyId: string): JitRequest[]
  requestsOfVm(vmId: string): JitRequest[]
  nextSequence(): number
  savePolicy(policy: JitPolicy): void
  /** Its requests go with it. */
  deletePolicy(policy: JitPolicy): void
  /** A JIT policy that names it does so for ever. */
  deleteVm(id: string): void
  /** Also replaces a request of the same sequence. */
  saveRequest(request: JitRequest): void
}

const deleted = 'deleted'

/** The estate with whatever the journal says has happened to it. Unknown keys of the journal are left alone. */
export function openWorld(
  estate: Estate,
  settings: AzureSimulatorSettings,
  journal: Journal,
  now: () => number,
): World {
  const policies = new Map(estate.policies.map((policy) => [policy.id.toLowerCase(), policy]))
  const requests = new Map<number, JitRequest>()
  const byVm: PoliciesByVm = new Map()
  const requestsByVm = new Map<string, Map<number, JitRequest>>()
  let last = 0

  const remember = (request: JitRequest) => {
    requests.set(request.sequence, request)
    for (const vm of request.virtualMachines) {
      const id = vm.id.toLowerCase()
      const known = requestsByVm.get(id) ?? new Map<number, JitRequest>()
      requestsByVm.set(id, known.set(request.sequence, request))
    }
  }

  for (const [key, value] of journal.entries()) {
    const [kind, ...rest] = key.split(' ')
    if (kind === 'policy' && value === deleted) policies.delete(rest.join(' '))
    else if (kind === 'policy') policies.set(rest.join(' '), value as JitPolicy)
    else if (kind === 'vm') estate.vms.delete(rest.join(' '))
    else if (kind === 'request') remember(value as JitRequest)
  }
  for (const sequence of requests.keys()) last = Math.max(last, sequence)
  reindex(byVm, policies)

  // A kill in the middle of deleting a policy may leave requests behind.
  const alive = (request: JitRequest) => !isForgotten(request, now()) && policies.has(request.policyId)

  const forget = (request: JitRequest) => {
    journal.put(`request ${request.sequence}`, null)
    requests.delete(request.sequence)
    for (const vm of request.virtualMachines) requestsByVm.get(vm.id.toLowerCase())?.delete(request.sequence)
  }

  return {
    estate,
    settings,
    activities: openActivityLog(journal, now),
    rules: openRuleChanges(journal),
    now,
    policy: (id) => policies.get(id),
    policies: () => [...policies.values()],
    policiesOfVm: (vmId) => byVm.get(vmId) ?? [],
    requestsOfPolicy: (policyId) =>
      [...requests.values()].filter((request) => request.policyId === policyId && alive(request)),
    requestsOfVm: (vmId) => [...(requestsByVm.get(vmId)?.values() ?? [])].filter(alive),
    nextSequence: () => ++last,
    savePolicy(policy) {
      const id = policy.id.toLowerCase()
      journal.put(`policy ${id}`, policy)
      policies.set(id, policy)
      reindex(byVm, policies)
    },
    deletePolicy(policy) {
      const id = policy.id.toLowerCase()
      journal.put(`policy ${id}`, deleted)
      policies.delete(id)
      reindex(byVm, policies)
      for (const request of [...requests.values()]) if (request.policyId === id) forget(request)
    },
    deleteVm(id) {
      journal.put(`vm ${id}`, deleted)
      estate.vms.delete(id)
    },
    saveRequest(request) {
      journal.put(`request ${request.sequence}`, request)
      remember(request)
      for (const old of [...requests.values()]) if (!alive(old)) forget(old)
    },
  }
}

type PoliciesByVm = Map<string, JitPolicy[]>

function reindex(byVm: PoliciesByVm, policies: ReadonlyMap<string, JitPolicy>): void {
  byVm.clear()
  for (const policy of policies.values()) {
    for (const vm of policy.virtualMachines) {
      const id = vm.id.toLowerCase()
      const known = byVm.get(id)
      if (known === undefined) byVm.set(id, [policy])
      else known.push(policy)
    }
  }
}
