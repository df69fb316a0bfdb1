import type { Requirement } from '../domain/access-policy/analysis.ts'

/** What is demanded when both requirements hold: nothing that was demanded once is forgiven later. Pure. */
export function stricter(then: Requirement, now: Requirement): Requirement {
  const seen = new Set<string>()
  const approvals = [...then.approvals, ...now.approvals].filter((approval) => {
    const key = JSON.stringify([approval.rule, approval.count, [...approval.from].sort()])
    return !seen.has(key) && seen.add(key)
  })
  return {
    ...now,
    rules: [...new Set([...then.rules, ...now.rules])].sort(),
    approvals,
    selfApproval: then.selfApproval && now.selfApproval,
  }
}
