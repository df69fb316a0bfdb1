import type { NotFrom, Opening, Request, RequestState } from '../request.ts'
import { canNotClose, close, shorten } from './closings.ts'
import { approve, cancel, deny, lapse } from './decisions.ts'
import type { RequestEvent, RequestEventKind } from './event.ts'
import { extended } from './extended.ts'
import { moved } from './moved.ts'
import { accepted, call, giveUp, seenClosed, seenOpen, seenStillOpen, warn } from './openings.ts'
import { change, type Outcome, refused, same } from './outcome.ts'
import { retry } from './retry.ts'
import { isSignedBy, review } from './review.ts'
import { object } from './stricter.ts'
import { escalate, remind } from './waiting.ts'

/** Which events each state listens to. Anything else is refused with what the request is now and who made it so. */
const table: Record<RequestState, readonly RequestEventKind[]> = {
  pending: ['approve', 'object', 'deny', 'cancel', 'lapse', 'remind', 'escalate', 'stand-ins'],
  approved: ['cancel', 'call', 'accepted', 'seen open', 'give up', 'lapse'],
  opening: ['call', 'accepted', 'seen open', 'give up'],
  open: [
    'call',
    'accepted',
    'seen open',
    'give up',
    'warn',
    'close',
    'shorten',
    'can not close',
    'extended',
    'moved',
    'seen closed',
    'seen still open',
  ],
  closing: ['call', 'accepted', 'seen open', 'give up', 'extended', 'seen closed', 'seen still open'],
  closed: ['review'],
  denied: [],
  cancelled: [],
  lapsed: ['review'],
  failed: ['retry', 'seen open', 'review'],
}

/** States in which no approval counts any more. */
const over: readonly RequestState[] = ['denied', 'cancelled', 'lapsed', 'failed', 'closed']

/** Events that say again what is so already: a quiet success, not a conflict. */
function repeats(request: Request, event: RequestEvent): boolean {
  switch (event.kind) {
    case 'approve':
      return !over.includes(request.state) && request.decisions.some((d) => d.by.id === event.by.id)
    case 'deny':
      return request.state === 'denied' && request.end?.by?.id === event.by.id
    case 'cancel':
      return request.state === 'cancelled' && request.end?.by?.id === event.by.id
    case 'lapse':
      return request.state !== 'pending' && request.state !== 'approved'
    case 'accepted':
      return settled(request, event.target) || request.openings[event.target]?.state === 'accepted'
    case 'seen open':
      return seenBefore(request.openings[event.target], event.notFrom)
    case 'give up':
      return settled(request, event.target)
    case 'extended':
    case 'seen closed':
      return ['closed', 'failed'].includes(request.openings[event.target]?.state ?? '')
    case 'moved':
      return request.openings[event.target]?.movedTo !== undefined
    case 'warn':
      return request.warnedAt !== undefined
    case 'retry':
      return request.state === 'approved' || request.state === 'opening' || request.state === 'open'
    case 'review':
      return isSignedBy(request, event)
    case 'stand-ins':
      return JSON.stringify(request.standIns ?? []) === JSON.stringify(event.standIns)
    case 'remind':
    case 'escalate':
      return request.state !== 'pending'
    case 'object':
    case 'call':
    case 'close':
    case 'shorten':
    case 'can not close':
    case 'seen still open':
      return false
  }
}

/** What is seen open stays so; but from which sources may become more, or fewer. */
function seenBefore(opening: Opening | undefined, notFrom: NotFrom | undefined): boolean {
  if (opening?.state === 'open') return (opening.notFrom?.sources ?? []).join() === (notFrom?.sources ?? []).join()
  return opening?.state === 'closing' || opening?.state === 'closed'
}

function settled(request: Request, target: number): boolean {
  return ['open', 'closing', 'closed', 'failed'].includes(request.openings[target]?.state ?? '')
}

/** The only way a request changes. Pure: the same arguments give the same outcome; `now` in epoch milliseconds. */
export function transition(request: Request, event: RequestEvent, now: number): Outcome {
  if (repeats(request, event)) return same
  // The timer that lapses a request may be late; a decision that comes after the time is none.
  const decides = event.kind === 'approve' || event.kind === 'deny'
  if (decides && request.state === 'pending' && now >= request.lapsesAt) return lapse(request, now)
  if (!table[request.state].includes(event.kind)) return refused
  switch (event.kind) {
    case 'approve':
      return approve(request, event, now)
    case 'object':
      return object(request, event, now)
    case 'deny':
      return deny(request, event, now)
    case 'cancel':
      return cancel(request, event, now)
    case 'lapse':
      return lapse(request, now)
    case 'call':
      return call(request, event, now)
    case 'accepted':
      return accepted(request, event, now)
    case 'seen open':
      return seenOpen(request, event, now)
    case 'remind':
      return remind(request, now)
    case 'escalate':
      return escalate(request, event, now)
    case 'give up':
      return giveUp(request, event, now)
    case 'close':
      return close(request, event, now)
    case 'shorten':
      return shorten(request, event, now)
    case 'can not close':
      return canNotClose(request, event, now)
    case 'extended':
      return extended(request, event, now)
    case 'moved':
      return moved(request, event, now)
    case 'seen closed':
      return seenClosed(request, event, now)
    case 'seen still open':
      return seenStillOpen(request, event, now)
    case 'warn':
      return warn(request, now)
    case 'retry':
      return retry(request, event, now)
    case 'review':
      return review(request, event, now)
    case 'stand-ins':
      // What it was for is in the ledger with the delegation itself.
      return change({ ...request, standIns: event.standIns }, now, { facts: [] })
  }
}
