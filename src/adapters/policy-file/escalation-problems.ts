import { readDuration } from '../../domain/duration.ts'
import type { Path } from './policy-document.ts'

/** Escalations and reminders that could never take place. */
export function escalationProblems(rule: Readonly<Record<string, unknown>>): { path: Path; message: string }[] {
  const problems: { path: Path; message: string }[] = []
  const { escalate, remind, within, approvals, hours, limits } = rule
  const withinMs = msOf(within)
  if (isRecord(escalate)) {
    const asks = approvals !== 'none' || hours !== undefined || limits !== undefined
    if (!asks)
      problems.push({ path: ['escalate'], message: 'This rule asks nobody, so that there is nothing to escalate.' })
    if (Array.isArray(escalate.to) && escalate.to.length === 0)
      problems.push({
        path: ['escalate', 'to'],
        message: 'Nobody is named to whom it would be escalated: name a group, or leave "escalate" out.',
      })
    const afterMs = msOf(escalate.after)
    if (afterMs !== undefined && withinMs !== undefined && afterMs >= withinMs)
      problems.push({
        path: ['escalate', 'after'],
        message: `A request lapses after ${String(within)}, so that it would never be escalated: write a shorter time.`,
      })
  }
  const times = Array.isArray(remind) ? remind : [remind]
  for (const [i, time] of times.entries()) {
    const ms = msOf(time)
    if (ms !== undefined && withinMs !== undefined && ms >= withinMs)
      problems.push({
        path: Array.isArray(remind) ? ['remind', i] : ['remind'],
        message: `A request lapses after ${String(within)}, so that nobody would be reminded: write a shorter time.`,
      })
  }
  return problems
}

function msOf(value: unknown): number | undefined {
  return typeof value === 'string' ? readDuration(value) : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
