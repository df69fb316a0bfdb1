import type { Ask, Bound, Requirement } from './analysis.ts'
import type { DefenderLimits } from './defender.ts'
import { approvalsOf } from './limits.ts'
import type { AccessPolicy, Rule } from './policy.ts'

/** What holds for a rule that does not say: 8 hours at most, 4 hours to be decided. The bound is then named `default`. */
const defaultMaxDurationMs = 8 * 3_600_000
const defaultWithinMs = 4 * 3_600_000

/**
 * The strictest of all matching rules; their order never matters. A rule that leaves a bound out counts with the default, so that a
 * second rule can tighten it but never loosen it.
 */
export function combine(
  policy: AccessPolicy,
  matching: ReadonlySet<Rule>,
  ask: Ask,
  defender: DefenderLimits,
): Requirement {
  const all = [...matching].sort((a, b) => compare(a.name, b.name) || compare(JSON.stringify(a), JSON.stringify(b)))
  const rules = all.filter((rule) => rule.deny === undefined)
  return {
    requester: ask.requester.id,
    rules: all.map((rule) => rule.name),
    approvals: rules.flatMap((rule) => approvalsOf(rule, ask)),
    selfApproval: rules.length > 0 && rules.every((rule) => rule.selfApproval),
    within: smallest(rules, policy.defaults?.withinMs ?? defaultWithinMs, (rule) => rule.withinMs),
    maxDuration: smallest(
      rules,
      policy.defaults?.maxDurationMs ?? defaultMaxDurationMs,
      (rule) => rule.maxDurationMs,
      defender.durations,
    ),
    // Defender bounds one call and not what several add up to.
    maxTotal: smallest(
      rules,
      policy.defaults?.maxDurationMs ?? defaultMaxDurationMs,
      (rule) => rule.maxTotalMs ?? rule.maxDurationMs,
    ),
    reason: rules.flatMap(reasonOf),
    sources: [...rules.flatMap((rule) => sourcesOf(policy, rule)), ...defender.sources],
    ...limitsOf(rules),
    ...remindersOf(rules, policy),
    notify: [...new Set(rules.flatMap((rule) => rule.notify))].sort(),
  }
}

function limitsOf(rules: readonly Rule[]): Pick<Requirement, 'limits'> {
  const limits = rules.flatMap(({ name, limits }) => {
    if (!limits) return []
    const { then: _then, ...counted } = limits
    return [{ rule: name, ...counted }]
  })
  return limits.length === 0 ? {} : { limits }
}

/** What any rule asks for; the default where none says. */
function remindersOf(rules: readonly Rule[], { defaults }: AccessPolicy): Pick<Requirement, 'remind'> {
  const said = rules.flatMap(({ remindMs }) => (remindMs ? [remindMs] : []))
  const remind = said.length > 0 ? [...new Set(said.flat())].sort((a, b) => a - b) : defaults?.remindMs
  return remind ? { remind } : {}
}

/** By code units: the same on every machine. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function smallest(
  rules: readonly Rule[],
  whenUnsaid: number,
  said: (rule: Rule) => number | undefined,
  others: readonly Bound<number>[] = [],
): Bound<number> {
  const unsaid = { value: whenUnsaid, rule: 'default' }
  const bounds = rules.map((rule): Bound<number> => {
    const value = said(rule)
    return value === undefined ? unsaid : { value, rule: rule.name }
  })
  if (bounds.length === 0) bounds.push(unsaid)
  return [...bounds, ...others].reduce((least, bound) => (bound.value < least.value ? bound : least))
}

function reasonOf({ name, reason }: Rule): Requirement['reason'] {
  if (!reason || (!reason.required && reason.pattern === undefined)) return []
  const { required, pattern, hint } = reason
  return [
    {
      rule: name,
      ...(pattern === undefined ? {} : { pattern }),
      ...(hint === undefined ? {} : { hint }),
      ...(required ? {} : { optional: true }),
    },
  ]
}

function sourcesOf(policy: AccessPolicy, { name, sources }: Rule): Requirement['sources'] {
  if (!sources) return []
  const { networks, narrowest } = sources
  const prefixes = networks?.flatMap((network) =>
    Object.hasOwn(policy.networks, network) ? (policy.networks[network] ?? []) : [],
  )
  return [
    {
      rule: name,
      ...(networks === undefined ? {} : { networks }),
      ...(prefixes === undefined ? {} : { prefixes }),
      ...(narrowest === undefined ? {} : { narrowest }),
    },
  ]
}
