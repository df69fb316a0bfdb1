import type { Journal } from '../journal.ts'
import type { Activity } from './activity.ts'

/** An operation with the number that it got; numbers ascend. */
export type LoggedActivity = Activity & { readonly sequence: number }

export type ActivityLog = {
  record(activity: Activity): void
  /** Of one subscription, in its lower-cased id, oldest first. */
  of(subscriptionId: string): LoggedActivity[]
}

const keptMs = 90 * 86_400_000
/** A sandbox that runs for ever must not grow for ever. */
const mostKept = 5_000

/** The activity log, out of the journal and kept in it: each operation is one entry, whatever events come of it. */
export function openActivityLog(journal: Journal, now: () => number): ActivityLog {
  const kept = new Map<number, LoggedActivity>()
  for (const [key, value] of journal.entries()) {
    const sequence = /^activity (\d+)$/.exec(key)?.[1]
    if (sequence !== undefined) kept.set(Number(sequence), value as LoggedActivity)
  }
  let last = Math.max(0, ...kept.keys())

  const isForgotten = ({ events }: Activity) => (events[0]?.atMs ?? 0) + keptMs <= now()

  return {
    record(activity) {
      const logged = { ...activity, sequence: ++last }
      journal.put(`activity ${logged.sequence}`, logged)
      kept.set(logged.sequence, logged)
      for (const [sequence, oldest] of kept) {
        if (kept.size <= mostKept && !isForgotten(oldest)) break
        journal.put(`activity ${sequence}`, null)
        kept.delete(sequence)
      }
    },
    of: (subscriptionId) =>
      [...kept.values()].filter((each) => each.subscriptionId === subscriptionId && !isForgotten(each)),
  }
}
