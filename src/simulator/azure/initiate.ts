import { initiateActivity } from './activity.ts'
import type { Actor } from './actor.ts'
import { freeAllowPriority } from './free-allow-priority.ts'
import type { JitPolicy } from './jit-policy.ts'
import type { AllowRule, JitRequest, RequestPort } from './jit-request.ts'
import { statusOf } from './jit-request.ts'
import { requestToWire } from './policy-wire.ts'
import { type PortAsked, readInitiateBody } from './read-initiate-body.ts'
import { eachPort } from './same-port-again.ts'
import { checkSubset } from './subset.ts'
import type { World } from './world.ts'

/** Accepts a request and answers it as Azure's 202 does; throws ArmError and changes nothing when any part is refused. */
export function initiate(
  world: World,
  policy: JitPolicy,
  body: unknown,
  by: { readonly actor: Actor; readonly initiatedAfterMs?: number | 'never' },
): object {
  const { settings } = world
  const nowMs = world.now()
  const asked = readInitiateBody(body, { nowMs, callerAddress: settings.callerAddress })
  const { initiatedAfterMs = settings.initiatedAfterMs } = by
  const initiatedAtMs = initiatedAfterMs === 'never' ? null : nowMs + initiatedAfterMs
  const effectiveAtMs = initiatedAtMs === null ? null : initiatedAtMs + settings.effectiveAfterMs

  const sharedRules = new Map<string, number>()
  const virtualMachines = asked.virtualMachines.map((vm) => {
    const vmId = vm.id.toLowerCase()
    const ports = eachPort(vm.ports, settings.samePortAgain).map((port): RequestPort => {
      const rule = checkSubset(world, policy, vmId, port)
      const mappedPort = world.estate.vms.get(vmId)?.firewall?.mappedPorts[port.number]
      return {
        ...port,
        protocol: rule.protocol,
        initiatedAtMs,
        effectiveAtMs,
        ruleIndex: ruleIndex(sharedRules, vmId, port, rule.protocol),
        ...(mappedPort !== undefined && { mappedPort }),
      }
    })
    return { id: vm.id, ports }
  })

  const request: JitRequest = {
    sequence: world.nextSequence(),
    policyId: policy.id.toLowerCase(),
    startMs: nowMs,
    requestor: by.actor.requestor,
    ...(asked.justification !== undefined && { justification: asked.justification }),
    virtualMachines,
    allowRules: initiatedAtMs === null ? [] : allowRules(world, virtualMachines),
  }
  const replaced = settings.newerReplaces === 'never' ? [] : replacedRequests(world, request)
  world.saveRequest(request)
  for (const older of replaced) world.saveRequest(older)
  world.activities.record(initiateActivity(by.actor, policy, request, filtersWritten(world, request)))
  return requestToWire(request, nowMs)
}

/** The ids of the filters that get a rule, as they are written. */
function filtersWritten(world: World, { allowRules }: JitRequest): string[] {
  const ids = new Set(allowRules.map(({ filterId }) => filterId))
  return [...ids].flatMap((id) => world.estate.filters.get(id)?.id ?? [])
}

/** Ports of one VM that are the same in source, end and protocol share an allow rule. */
function ruleIndex(shared: Map<string, number>, vmId: string, port: PortAsked, protocol: string): number {
  const key = JSON.stringify([vmId, port.sources, port.endMs, protocol])
  const index = shared.get(key) ?? shared.size
  shared.set(key, index)
  return index
}

function allowRules(world: World, virtualMachines: JitRequest['virtualMachines']): AllowRule[] {
  const rules: AllowRule[] = []
  for (const entry of virtualMachines) {
    const vmId = entry.id.toLowerCase()
    for (const filterId of world.estate.vms.get(vmId)?.filterIds ?? []) {
      const filter = world.estate.filters.get(filterId)
      if (filter === undefined) continue
      for (const index of new Set(entry.ports.map((port) => port.ruleIndex))) {
        const taken = rules.filter((rule) => rule.filterId === filterId).map((rule) => rule.priority)
        rules.push({
          ruleIndex: index,
          vmId,
          filterId,
          priority: freeAllowPriority(world, filter, vmId, new Set(taken)),
        })
      }
    }
  }
  return rules
}

/** The older requests that this one takes the place of, as they are once it is initiated. */
function replacedRequests(world: World, newer: JitRequest): JitRequest[] {
  const bySource = world.settings.newerReplaces === 'vm-port-source'
  const wins = (vmId: string, old: RequestPort) =>
    newer.virtualMachines
      .filter((vm) => vm.id.toLowerCase() === vmId)
      .flatMap((vm) => vm.ports)
      .find((port) => port.number === old.number && (!bySource || port.sources.join() === old.sources.join()))
  const vmIds = new Set(newer.virtualMachines.map((vm) => vm.id.toLowerCase()))
  const older = new Set([...vmIds].flatMap((vmId) => world.requestsOfVm(vmId)))
  return [...older].flatMap((request) => {
    let changed = false
    const virtualMachines = request.virtualMachines.map((vm) => {
      const ports = vm.ports.map((port) => {
        const replacedAtMs = wins(vm.id.toLowerCase(), port)?.initiatedAtMs
        if (typeof replacedAtMs !== 'number' || port.replacedAtMs !== undefined) return port
        if (statusOf(port, world.now()).status === 'Revoked') return port
        changed = true
        return { ...port, replacedAtMs }
      })
      return { ...vm, ports }
    })
    return changed ? [{ ...request, virtualMachines }] : []
  })
}
