import { configurationIdFrom, type JitPolicyId, partsOf, type RequestId } from '../domain/ids.ts'
import type {
  Configuration,
  ConfigurationTarget,
  ConfigurationVerb,
} from '../domain/jit-configuration/configuration.ts'
import { redrafted } from '../domain/jit-configuration/configuration.ts'
import type { ConfigurationFinding } from '../domain/jit-configuration/finding.ts'
import { isSamePlace, policiesFor } from '../domain/jit-configuration/place.ts'
import type { Person } from '../domain/person.ts'
import type { PortRule, Vm } from '../domain/vm.ts'
import type { Clock } from '../ports/clock.ts'
import type { ConfigurationStore } from '../ports/configuration-store.ts'
import type { Estate } from '../ports/estate.ts'
import type { ConfiguredPolicy, JitConfiguration } from '../ports/jit-configuration.ts'
import type { RequestStore } from '../ports/store.ts'
import { inAllLanguages, type Told } from '../words/text.ts'
import { openWindows } from './open-windows.ts'

export interface DraftDeps {
  readonly configurations: ConfigurationStore
  readonly jitConfiguration: JitConfiguration
  readonly estate: Estate
  readonly store: RequestStore
  readonly clock: Clock
  readonly newRequestId: () => RequestId
}

/** What an admin wants; `rulesFor` makes the rules out of those that are there now. */
export interface Wanted {
  readonly author: Person
  readonly verb: ConfigurationVerb
  readonly vms: readonly Vm[]
  readonly rulesFor: (vm: Vm, before: readonly PortRule[]) => readonly PortRule[]
}

/** `findings`: why it can not be confirmed as it is. It is stored in any case, but where a VM can not be configured at all. */
export type Drafted =
  | {
      readonly kind: 'drafted'
      readonly configuration: Configuration
      readonly findings: readonly ConfigurationFinding[]
    }
  | { readonly kind: 'refused'; readonly findings: readonly ConfigurationFinding[] }

/** Reads what Azure has now and stores a draft of before and after. Asks nothing of Azure but reads. Throws `AzureError`. */
export async function draftConfiguration(deps: DraftDeps, { author, verb, vms, rulesFor }: Wanted): Promise<Drafted> {
  const refusals = vms.flatMap((vm) => refusalsOf(vm, verb))
  if (refusals.length > 0) return { kind: 'refused', findings: refusals }
  // Disabled is a VM only when no JIT policy holds it; otherwise its first policy is the one that is changed.
  const places = vms.flatMap((vm) =>
    policiesFor(vm)
      .slice(0, verb === 'disable' ? undefined : 1)
      .map((policy) => ({ vm, policy })),
  )
  const read = await readAll(
    deps,
    places.map(({ policy }) => policy),
  )
  const unkept = [...read].flatMap(([policy, found]): ConfigurationFinding[] =>
    found && found.unkept.length > 0 ? [{ kind: 'cannot keep', policy, what: found.unkept }] : [],
  )
  if (unkept.length > 0) return { kind: 'refused', findings: unkept }
  const targets = places.map(({ vm, policy }): ConfigurationTarget => {
    const before = read.get(policy)?.rules.get(vm.id) ?? []
    return {
      vm: vm.id,
      vmName: vm.name,
      os: vm.os,
      policy,
      before,
      after: rulesFor(vm, before),
      state: 'draft',
      ...alsoIn(vm, verb),
    }
  })
  const configuration: Configuration = {
    id: configurationIdFrom(deps.newRequestId()),
    version: 1,
    author,
    verb,
    draftedAt: deps.clock.now(),
    targets,
  }
  if (!(await deps.configurations.save({ configuration, jobs: [], ledger: [], postings: [] })))
    throw new Error(`the id ${configuration.id} was taken already`)
  return { kind: 'drafted', configuration, findings: await findingsOf(deps, configuration) }
}

/** Puts other rules into a draft, the same for each of its VMs, on top of what Azure has now. Undefined: it was changed meanwhile. Throws `AzureError`. */
export async function redraft(
  deps: DraftDeps,
  draft: Configuration,
  rulesFor: (target: ConfigurationTarget) => readonly PortRule[],
): Promise<Configuration | undefined> {
  const read = await readAll(
    deps,
    draft.targets.map(({ policy }) => policy),
  )
  const targets = draft.targets.map(({ why: _past, ...target }): ConfigurationTarget => {
    const before = read.get(target.policy)?.rules.get(target.vm) ?? []
    return {
      ...target,
      before,
      after: rulesFor({ ...target, before }),
      state: 'draft',
      ...alsoIn(deps.estate.get(target.vm), draft.verb),
    }
  })
  const change = redrafted(draft, targets)
  return (await deps.configurations.save(change)) ? change.configuration : undefined
}

/** Why a draft can not be confirmed. */
export async function findingsOf(
  deps: Pick<DraftDeps, 'store'>,
  { targets, verb }: Configuration,
): Promise<ConfigurationFinding[]> {
  const empty = targets.filter(({ after }) => verb !== 'disable' && after.length === 0)
  if (empty.length > 0) return empty.map(({ vmName }) => ({ kind: 'no port', vmName }))
  return (await Promise.all(targets.map((target) => openWindows(deps, target)))).flat()
}

function refusalsOf(vm: Vm, verb: ConfigurationVerb): ConfigurationFinding[] {
  const vmName = vm.name
  if (vm.jit.kind === 'unsupported') return [{ kind: 'unsupported', vmName, why: vm.jit.why }]
  if (verb === 'disable' && vm.jit.kind === 'not configured') return [{ kind: 'not configured', vmName }]
  const policies = policiesFor(vm)
  if (policies.length === 0) return [{ kind: 'names too long', vmName }]
  return policies
    .filter((policy) => !isSamePlace(policy, vm))
    .map((policy) => ({ kind: 'other place', vmName, policy }))
}

/** A VM can be in several JIT policies, and then only the first is changed: whoever confirms is to know. */
function alsoIn(vm: Vm | undefined, verb: ConfigurationVerb): { readonly why?: Told } {
  const others = vm && verb !== 'disable' ? policiesFor(vm).slice(1) : []
  if (!vm || others.length === 0) return {}
  const names = others.map((policy) => partsOf(policy).name).join(', ')
  return { why: inAllLanguages(({ words }) => words.jit.alsoIn(vm.name, names)) }
}

async function readAll(
  deps: DraftDeps,
  policies: readonly JitPolicyId[],
): Promise<Map<JitPolicyId, ConfiguredPolicy | undefined>> {
  const found = await Promise.all(
    [...new Set(policies)].map(async (policy) => [policy, await deps.jitConfiguration.read(policy)] as const),
  )
  return new Map(found)
}
