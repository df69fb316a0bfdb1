import type { PortRule } from '../vm.ts'
import { decidingRules } from './deciding-rules.ts'
import type { GuardedInterface, NetworkRule } from './network-rule.ts'

/** What Defender and others have written for the ports of one machine. */
export interface JitGuard {
  /** Defender's allow rules: one for each window and group. */
  readonly allows: readonly NetworkRule[]
  /** Ports that Defender's deny rule keeps shut at other times, and those for which there is none. */
  readonly denied: readonly number[]
  readonly open: readonly number[]
  /** Other people's that let in before Defender's deny rule is asked. */
  readonly outranking: readonly NetworkRule[]
}

/** By all interfaces that a group guards: a port is denied where each of them has the deny rule. */
export function jitGuard(interfaces: readonly GuardedInterface[], rules: readonly PortRule[]): JitGuard {
  const guarded = interfaces.filter(({ groups }) => groups.length > 0)
  const found = rules.flatMap(({ number, protocol }) =>
    guarded.map((each) => ({ number, ...decidingRules(each, number, protocol) })),
  )
  const open = new Set(found.filter(({ jitDenies }) => jitDenies.length === 0).map(({ number }) => number))
  const numbers = [...new Set(found.map(({ number }) => number))].sort((a, b) => a - b)
  return {
    allows: distinct(found.flatMap(({ jitAllows }) => jitAllows)),
    denied: numbers.filter((number) => !open.has(number)),
    open: numbers.filter((number) => open.has(number)),
    outranking: distinct(found.flatMap(({ outranking, jitDenies }) => (jitDenies.length === 0 ? [] : outranking))),
  }
}

function distinct(rules: readonly NetworkRule[]): NetworkRule[] {
  return [...new Map(rules.map((rule) => [`${rule.group}/${rule.name}`, rule])).values()]
}
