import type { PortRule, Protocol, Vm } from '../vm.ts'
import { defaultRules, recommendedRules, usualMaximumMs, withRules } from './port-rules.ts'

/**
 * The port rules that somebody named, as far as they named them. `set`: these and no others; `add`: these on top of what is there;
 * `remove`: what is there without these ports. `recommended`: the ports that Defender recommends.
 */
export interface WantedRules {
  readonly mode: 'set' | 'add' | 'remove'
  readonly recommended: boolean
  readonly ports?: readonly { readonly number: number; readonly protocol?: Protocol }[]
  readonly maxDurationMs?: number
  readonly sources?: readonly string[]
}

/** The rules of a VM after that: what is not named stays as it is, and where nothing is there yet it is as Defender proposes. */
export function wantedRules(os: Vm['os'], before: readonly PortRule[], wanted: WantedRules): readonly PortRule[] {
  const { mode, ports, recommended, maxDurationMs, sources } = wanted
  if (mode === 'remove') return before.filter(({ number }) => !ports?.some((port) => port.number === number))
  const changed = (rule: PortRule): PortRule => ({
    ...rule,
    ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
    ...(sources === undefined ? {} : { sources }),
  })
  if (ports === undefined && !recommended) return (before.length > 0 ? before : defaultRules(os)).map(changed)
  const named = (ports ?? []).map(({ number, protocol }): PortRule => {
    const known = before.find((rule) => rule.number === number)
    const otherwise = { number, protocol: 'TCP', sources: ['*'], maxDurationMs: usualMaximumMs } as const
    return changed({ ...(known ?? otherwise), ...(protocol === undefined ? {} : { protocol }) })
  })
  const rules = withRules(recommended ? recommendedRules.map(changed) : [], named)
  return mode === 'add' ? withRules(before, rules) : rules
}
