import type { Ask, Finding, RequiredApproval } from './analysis.ts'
import { isWithin, nextOpening, timesOf } from './hours.ts'
import type { Approval, Rule } from './policy.ts'

/** What one rule demands of this ask: its own approvals, those for outside its hours, those for when its limit is used up. */
export function approvalsOf(rule: Rule, ask: Pick<Ask, 'at' | 'usage'>): readonly RequiredApproval[] {
  const own = rule.approvals.map((approval) => required(rule, approval))
  const outside = rule.hours && !isWithin(rule.hours, ask.at) ? (rule.hours.outside ?? []) : []
  const then = isUsedUp(rule, ask) ? (rule.limits?.then ?? []) : []
  return [
    ...own,
    ...outside.map((approval) => ({ ...required(rule, approval), because: 'outside hours' as const })),
    ...then.map((approval) => ({ ...required(rule, approval), because: 'unattended used up' as const })),
  ]
}

/** What hours and limits refuse outright: where the rule does not say who is to be asked instead. */
export function limitFindings(rules: Iterable<Rule>, ask: Ask): Finding[] {
  const findings: Finding[] = []
  for (const rule of rules) {
    if (rule.deny !== undefined) continue
    const { name, hours, limits } = rule
    if (hours && !hours.outside && !isWithin(hours, ask.at)) {
      const next = nextOpening(hours, ask.at)
      const told = { kind: 'outside hours', rule: name, hours: timesOf(hours), zone: hours.zone, at: ask.at } as const
      findings.push({ ...told, ...(next === undefined ? {} : { next }) })
    }
    if (isUsedUp(rule, ask) && !limits?.then)
      findings.push({ kind: 'unattended used up', rule: name, max: limits?.unattendedPerPersonPerDay ?? 0 })
    const open = ask.usage?.open[name] ?? 0
    const max = limits?.openPerPerson
    // What is extended is counted already.
    const asked = ask.standingMs === undefined ? ask.targets.length : 0
    if (ask.usage && max !== undefined && open + asked > max)
      findings.push({ kind: 'too many open', rule: name, open, asked, max })
  }
  return findings
}

/** Whether this rule has let its person in unattended as often today as it may. Where nothing is known of that, it has not. */
function isUsedUp({ name, limits }: Rule, { usage }: Pick<Ask, 'usage'>): boolean {
  const most = limits?.unattendedPerPersonPerDay
  return most !== undefined && usage !== undefined && (usage.unattended[name] ?? 0) >= most
}

function required({ name, escalate }: Rule, { count, from }: Approval): RequiredApproval {
  return { rule: name, count, from, ...(escalate ? { escalate } : {}) }
}
