import type { Activity } from '../domain/activity.ts'
import type { RecordedWindow } from '../domain/drift.ts'
import { partsOf, type VmId } from '../domain/ids.ts'
import { jitRuleKind } from '../domain/network/jit-rule.ts'
import { type RuleDrift, ruleDriftKey, ruleDrifts } from '../domain/rule-drift.ts'
import type { Vm } from '../domain/vm.ts'
import { AzureError } from '../ports/jit.ts'
import type { NetworkReading } from '../ports/network.ts'
import { noOne } from '../words/reader.ts'
import type { LogBook } from './ask-log.ts'
import { type DriftDeps, logPatienceMs, tellDrift } from './tell-drift.ts'

/** So many machines' rules are looked at each time. */
const mostMachines = 40
/** So far back somebody's rule is looked for in the activity log. */
const logDaysMs = 14 * 24 * 3_600_000

/**
 * Tells of rules of the machines that were used of late, the latest first; each costs a call for its security groups. `updating`: machines
 * whose JIT policy Azure is busy with. True: something is to be looked at again soon.
 */
export async function tellRules(
  deps: DriftDeps,
  book: LogBook,
  { recent, updating }: { readonly recent: readonly RecordedWindow[]; readonly updating: ReadonlySet<VmId> },
  now: number,
): Promise<boolean> {
  const latest = recent.toSorted((a, b) => b.endsAt - a.endsAt).map(({ vm }) => vm)
  const machines = [...new Set(latest)].filter((id) => !updating.has(id)).slice(0, mostMachines)
  const read: Vm[] = []
  const found: { readonly vm: Vm; readonly drift: RuleDrift; readonly key: string; readonly subject: string }[] = []
  for (const id of machines) {
    const vm = deps.estate.get(id)
    const reading = vm && (await rulesOf(deps, vm))
    if (!vm || reading?.kind !== 'read') continue
    read.push(vm)
    for (const drift of ruleDrifts(vm, reading.interfaces, recent, now))
      found.push({ vm, drift, key: ruleDriftKey(drift), subject: subjectOf(vm) })
  }
  if (read.length === 0) return false
  const since = await deps.drifts.standing(read.map(subjectOf), found, now)
  let soon = false
  for (const { vm, drift, key } of found)
    if (!(await tellRule(deps, book, vm, drift, since.get(key) ?? now, now))) soon = true
  return soon
}

const subjectOf = ({ id }: Vm) => `rules|${id}`

/** False: not told yet. A deny rule is away for a moment while Defender writes it anew, so that it has to be missed twice. */
async function tellRule(
  deps: DriftDeps,
  book: LogBook,
  vm: Vm,
  found: RuleDrift,
  firstSeen: number,
  now: number,
): Promise<boolean> {
  const key = ruleDriftKey(found)
  if (await deps.drifts.isNoted(key)) return true
  if (found.kind === 'no deny' && firstSeen >= now) return false
  const who = await writerOf(book, vm, found, now)
  if (who?.waits && found.kind !== 'outlives' && now - firstSeen < logPatienceMs) return false
  // A rule that Defender left behind is nobody's doing.
  const isTold = who && (found.kind !== 'outlives' || 'callers' in who.told)
  const drift: RuleDrift = isTold ? { ...found, log: who.told } : found
  const content = { kind: 'rule drift', drift } as const
  if (await tellDrift(deps, { key, at: now, content, fact: { type: 'drift rule', drift } }))
    deps.log.warn(
      { vm: vm.id, drift: drift.kind, rule: drift.rule?.name, log: drift.log },
      'a network rule is not as it should be',
    )
  return true
}

async function writerOf(book: LogBook, vm: Vm, { rule }: RuleDrift, now: number) {
  const since = now - logDaysMs
  if (rule) {
    const { subscription } = partsOf(rule.group)
    const resource = `${rule.group}/securityrules/${rule.name.toLowerCase()}`
    return await book.callers(
      { subscription, since, only: { resource } },
      ({ operation }) => operation === 'write rule',
    )
  }
  const groups = (vm.interfaces ?? []).flatMap(({ securityGroups }) => securityGroups)
  const [group] = groups
  if (!group) return undefined
  const { subscription, resourceGroup } = partsOf(group)
  const isOfGroup = ({ resource }: Activity) => groups.some((id) => resource === id || resource.startsWith(`${id}/`))
  const tookAway = (activity: Activity) =>
    activity.operation === 'delete rule'
      ? jitRuleKind(activity.resource.split('/').at(-1) ?? '') === 'deny'
      : activity.operation === 'write group' || activity.operation === 'delete group'
  return await book.callers(
    { subscription, since: now - 24 * 3_600_000, only: { resourceGroup } },
    (activity) => isOfGroup(activity) && tookAway(activity),
  )
}

/** Undefined where Azure does not tell: one machine must not keep the others from being looked at. */
async function rulesOf({ network, log }: DriftDeps, vm: Vm): Promise<NetworkReading | undefined> {
  try {
    return await network.read(vm)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const { code, status, explanation } = error
    log.warn(
      { vm: vm.id, code, status, said: explanation(noOne) },
      'the network rules of a machine cannot be watched for drift',
    )
    return undefined
  }
}
