import type { RequiredApproval, Requirement } from '../domain/access-policy/analysis.ts'
import { strictest } from '../domain/access-policy/escalation.ts'

/** What is demanded when both requirements hold: nothing that was demanded once is forgiven later. Pure. */
export function stricter(then: Requirement, now: Requirement): Requirement {
  const seen = new Set<string>()
  const today = new Map(now.approvals.map((approval) => [keyOf(approval), approval]))
  const approvals = [...then.approvals, ...now.approvals]
    .filter((approval) => !seen.has(keyOf(approval)) && seen.add(keyOf(approval)))
    .map((approval) => {
      const same = today.get(keyOf(approval))
      if (!same || same === approval) return approval
      const { escalate, ...plain } = approval
      const both = strictest(escalate, same.escalate)
      return both ? { ...plain, escalate: both } : plain
    })
  return {
    ...now,
    rules: [...new Set([...then.rules, ...now.rules])].sort(),
    approvals,
    selfApproval: then.selfApproval && now.selfApproval,
  }
}

function keyOf({ rule, count, from }: RequiredApproval): string {
  return JSON.stringify([rule, count, [...from].sort()])
}
