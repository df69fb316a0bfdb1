import type { Request } from '../request.ts'
import type { RequestEvent } from './event.ts'
import { change, type Outcome, refused } from './outcome.ts'

type Event = Extract<RequestEvent, { kind: 'review' }>

/** Signed once, by somebody else than the person who broke the glass. */
export function review(request: Request, event: Event, now: number): Outcome {
  const { breakGlass } = request
  const { by, verdict, comment } = event
  if (!breakGlass || breakGlass.review || by.id === request.requester.id) return refused
  const signed = { ...request, breakGlass: { ...breakGlass, review: { by, at: now, verdict, comment } } }
  return change(signed, now, {
    facts: [{ actor: by, fact: { type: 'break-glass reviewed', verdict, comment } }],
    notices: ['reviewed'],
  })
}

/** The same signature again. */
export function isSignedBy({ breakGlass }: Request, { by, verdict }: Event): boolean {
  return breakGlass?.review?.by.id === by.id && breakGlass.review.verdict === verdict
}

/** Whether somebody has still to sign for it, now that it is over. */
export function awaitsReview({ breakGlass, state }: Request): boolean {
  return (
    breakGlass !== undefined && !breakGlass.review && (state === 'closed' || state === 'failed' || state === 'lapsed')
  )
}
