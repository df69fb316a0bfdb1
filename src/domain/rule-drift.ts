import type { RecordedWindow } from './drift.ts'
import type { NsgId, VmId } from './ids.ts'
import { decidingRules } from './network/deciding-rules.ts'
import type { GuardedInterface, NetworkRule } from './network/network-rule.ts'
import type { ToldByLog } from './policy-drift.ts'
import { showSource } from './source.ts'
import type { PortRule, Vm } from './vm.ts'

/**
 * A rule of the network that is not as Defender would have it.
 * - `outlives`: one of Defender's allow rules, and no window stands for it.
 * - `outranks`: somebody's allow rule that is asked before Defender's deny rule.
 * - `no deny`: Defender's deny rule for these ports is not there.
 */
export interface RuleDrift {
  readonly kind: 'outlives' | 'outranks' | 'no deny'
  readonly vm: VmId
  readonly ports: readonly number[]
  /** Absent for `no deny`. */
  readonly rule?: { readonly group: NsgId; readonly name: string; readonly sources: readonly string[] }
  /** Who wrote it, by the activity log. */
  readonly log?: ToldByLog
}

/** Azure takes a while to remove the rule of a window that is over. */
const graceMs = 10 * 60_000

/** What of a VM's rules is drift, by the windows of Defender's record. An interface that no group guards has none. */
export function ruleDrifts(
  vm: Vm,
  interfaces: readonly GuardedInterface[],
  windows: readonly RecordedWindow[],
  now: number,
): RuleDrift[] {
  const ports = vm.jit.kind === 'configured' ? vm.jit.covers.flatMap(({ rules }) => rules) : []
  const found = interfaces
    .filter(({ groups }) => groups.length > 0)
    .flatMap((guarded) => ports.flatMap((port) => driftsOn(vm.id, guarded, port, windows, now)))
  const byKey = new Map<string, RuleDrift>()
  for (const drift of found) {
    const key = ruleDriftKey(drift)
    const all = [...(byKey.get(key)?.ports ?? []), ...drift.ports]
    byKey.set(key, { ...drift, ports: [...new Set(all)].sort((a, b) => a - b) })
  }
  return [...byKey.values()]
}

/** The same for the same rule of the same VM; its ports may become more. */
export function ruleDriftKey({ kind, vm, rule }: RuleDrift): string {
  return [kind, vm, ...(rule ? [rule.group, rule.name, rule.sources.join()] : [])].join('|')
}

function driftsOn(
  vm: VmId,
  guarded: GuardedInterface,
  { number, protocol }: PortRule,
  windows: readonly RecordedWindow[],
  now: number,
): RuleDrift[] {
  const { jitAllows, jitDenies, outranking } = decidingRules(guarded, number, protocol)
  const drift = (kind: RuleDrift['kind'], { group, name, sources }: NetworkRule): RuleDrift => ({
    kind,
    vm,
    ports: [number],
    rule: { group, name, sources },
  })
  const isMissed = (rule: NetworkRule) => !windows.some((window) => explains(window, vm, number, rule, now))
  return [
    ...jitAllows.filter(isMissed).map((rule) => drift('outlives', rule)),
    ...(jitDenies.length === 0
      ? [{ kind: 'no deny', vm, ports: [number] } as const]
      : outranking.map((rule) => drift('outranks', rule))),
  ]
}

function explains(window: RecordedWindow, vm: VmId, port: number, rule: NetworkRule, now: number): boolean {
  const sources = new Set(window.sources.map(showSource))
  return (
    window.vm === vm &&
    (window.alive || window.endsAt > now - graceMs) &&
    window.ports.includes(port) &&
    rule.sources.every((source) => sources.has(showSource(source)))
  )
}
