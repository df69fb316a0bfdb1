import type { Escalation, RequiredApproval } from './analysis.ts'

/** Since when a request waits, and the moment at which it is looked at. Epoch milliseconds. */
export interface Waiting {
  readonly since: number
  readonly now: number
}

/** The wait as it was when somebody decided. */
export function asOf(at: number, waiting: Waiting | undefined): Waiting | undefined {
  return waiting && { since: waiting.since, now: Math.min(at, waiting.now) }
}

/** Whether the groups of an escalation may approve too by now. */
export function isEscalated({ escalate }: RequiredApproval, waiting: Waiting | undefined): boolean {
  return escalate !== undefined && waiting !== undefined && waiting.now - waiting.since >= escalate.afterMs
}

/** The groups that may give this approval now. Escalation only ever adds to them: the count stays, and nobody is left out. */
export function groupsNow(approval: RequiredApproval, waiting: Waiting | undefined): readonly string[] {
  if (!approval.escalate || !isEscalated(approval, waiting)) return approval.from
  return [...new Set([...approval.from, ...approval.escalate.to])]
}

/** The escalation when both hold: the later, to the groups that both name; none if one of them knows of none. */
export function strictest(one: Escalation | undefined, other: Escalation | undefined): Escalation | undefined {
  if (!one || !other) return undefined
  const to = one.to.filter((group) => other.to.includes(group))
  if (to.length === 0) return undefined
  return { ...other, afterMs: Math.max(one.afterMs, other.afterMs), to }
}

/** When the next of these escalates after `afterMs`, if one does. Epoch milliseconds. */
export function nextEscalation(
  approvals: readonly RequiredApproval[],
  since: number,
  afterMs: number,
): number | undefined {
  const moments = approvals.flatMap(({ escalate }) => (escalate ? [since + escalate.afterMs] : []))
  const later = moments.filter((at) => at > afterMs)
  return later.length === 0 ? undefined : Math.min(...later)
}
