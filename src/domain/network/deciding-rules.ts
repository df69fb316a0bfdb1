import type { Protocol } from '../vm.ts'
import { addressRange } from './address-range.ts'
import { concerns } from './first-match.ts'
import { isJitAllow, jitRuleKind } from './jit-rule.ts'
import type { GuardedInterface, NetworkRule } from './network-rule.ts'

/** The rules that decide on one port of one VM, by group and priority. */
export interface DecidingRules {
  /** Defender's, one per request and group. */
  readonly jitAllows: readonly NetworkRule[]
  readonly jitDenies: readonly NetworkRule[]
  /** Everybody else's that let in before Defender's deny rule is asked. */
  readonly outranking: readonly NetworkRule[]
}

/** Azure's own rules, which every group ends with, start here. */
const firstDefault = 65_000

/** The rules of a VM's interface that decide on the port, whatever the source. Of another VM in the same group none is among them. */
export function decidingRules(guarded: GuardedInterface, port: number, protocol: Protocol): DecidingRules {
  const destination = addressRange(guarded.address)
  const protocols = protocol === '*' ? (['TCP', 'UDP'] as const) : [protocol]
  const isConcerned = (rule: NetworkRule) =>
    destination !== undefined && protocols.some((one) => concerns(rule, { destination, port, protocol: one }) !== 'no')
  const found = guarded.groups.map(({ rules }) => {
    const concerned = rules.filter(isConcerned).sort((a, b) => a.priority - b.priority)
    const jitDenies = concerned.filter(({ name, access }) => access === 'deny' && jitRuleKind(name) === 'deny')
    const denied = Math.min(firstDefault, ...jitDenies.map(({ priority }) => priority))
    const outranking = concerned.filter(
      (rule) => rule.access === 'allow' && !isJitAllow(rule) && rule.priority < denied,
    )
    return { jitAllows: concerned.filter(isJitAllow), jitDenies, outranking }
  })
  return {
    jitAllows: found.flatMap(({ jitAllows }) => jitAllows),
    jitDenies: found.flatMap(({ jitDenies }) => jitDenies),
    outranking: found.flatMap(({ outranking }) => outranking),
  }
}
