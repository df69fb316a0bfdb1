import type { Request } from '../request.ts'
import { openingJobs } from './decisions.ts'
import type { RequestEvent } from './event.ts'
import { change, type Outcome, refused } from './outcome.ts'

/** The requester tries what failed once more, within what was approved. */
export function retry(request: Request, event: Extract<RequestEvent, { kind: 'retry' }>, now: number): Outcome {
  // What was signed for is over.
  if (request.breakGlass?.review) return refused
  const openings = request.openings.map((opening) =>
    opening.state === 'failed' ? { state: 'waiting' as const, attempts: 0, round: opening.round + 1 } : opening,
  )
  const { end: _over, ...unended } = request
  const next: Request = {
    ...unended,
    state: 'approved',
    openings,
    requirement: event.now.requirement,
    policyVersion: event.now.policyVersion,
  }
  const { limits } = next.requirement
  const machines = next.targets.length
  return change(next, now, {
    facts: [{ actor: event.by, fact: { type: 'request retried' } }],
    jobs: openingJobs(next),
    ...(request.breakGlass ? { coolDownSince: now - request.breakGlass.coolDownMs } : {}),
    ...(limits ? { guard: { requester: next.requester.id, machines, unattended: false, since: now, limits } } : {}),
  })
}
