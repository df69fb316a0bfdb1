import { shortestMs } from './duration.ts'
import type { Request } from './request.ts'

/** How long a window of this request may be: what was asked for, or the shortest time that an approver gave. Never longer. Milliseconds. */
export function grantedMs({ durationMs, decisions }: Pick<Request, 'durationMs' | 'decisions'>): number {
  const given = decisions.flatMap(({ verdict, forMs }) => (verdict === 'approve' && forMs !== undefined ? [forMs] : []))
  return Math.min(durationMs, ...given)
}

/** Why an approval can not be for that time, if so: an approver may shorten, and never widens. */
export function whyNotFor(
  request: Pick<Request, 'durationMs' | 'decisions'>,
  forMs: number,
): 'too long' | 'too short' | undefined {
  if (!Number.isFinite(forMs) || forMs < shortestMs) return 'too short'
  return forMs > grantedMs(request) ? 'too long' : undefined
}

/** Times that an approver may choose instead of all that may be granted yet, longest first. Milliseconds. */
export function shorterTimes(request: Pick<Request, 'durationMs' | 'decisions'>): readonly number[] {
  return choices.filter((ms) => ms < grantedMs(request))
}

const minuteMs = 60_000
const choices = [720, 480, 240, 120, 60, 30, 15, 5].map((minutes) => minutes * minuteMs)
