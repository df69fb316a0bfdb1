import type { Abilities } from '../app/abilities.ts'
import { opensLater } from '../domain/life-cycle/decisions.ts'
import { extenderOf, extensionChoices, standingOf } from '../domain/life-cycle/extension.ts'
import { moverOf } from '../domain/life-cycle/moved.ts'
import { awaitsReview } from '../domain/life-cycle/review.ts'
import type { Audience } from '../domain/posting.ts'
import type { Request } from '../domain/request.ts'

/** What can be done with a request by whoever looks at it: the buttons of its card, and of a page. Each is checked again when pressed. */
export interface Offers {
  readonly decide: boolean
  readonly cancel: boolean
  readonly close: boolean
  /** The requester's address may have changed. */
  readonly move: boolean
  readonly breakGlass: boolean
  readonly sign: boolean
  readonly retry: boolean
  readonly again: boolean
  /** How much longer it may stand, milliseconds, the shortest first. */
  readonly extendMs: readonly number[]
}

/** `mine`: what the one reader is able to; absent: many read it, and who is told apart when they press. */
export function offersOf(
  request: Request,
  { audience, mine }: { readonly audience: Audience; readonly mine?: Abilities },
  now: number,
): Offers {
  const forApprovers = audience === 'approvers'
  const isOwn = mine ? mine.own : !forApprovers
  return {
    decide: request.state === 'pending' && (mine ? mine.decide : forApprovers),
    cancel: (request.state === 'pending' || opensLater(request, now)) && isOwn,
    close: (mine?.close ?? true) && request.openings.some(({ state, closeAsked }) => state === 'open' && !closeAsked),
    move: isOwn && standingOf(request) !== undefined,
    breakGlass: request.state === 'pending' && isOwn && request.mayBreakGlass === true,
    sign: awaitsReview(request) && (mine ? mine.sign : forApprovers),
    retry: request.state === 'failed' && isOwn && now < request.lapsesAt && !request.breakGlass?.review,
    again: isOwn && canAskAgain(request),
    extendMs: isOwn ? extensionChoices(request) : [],
  }
}

/** The same may be wanted again where nothing of it is left. */
function canAskAgain(request: Request): boolean {
  return (
    ['closed', 'denied', 'cancelled', 'lapsed', 'failed'].includes(request.state) &&
    !extenderOf(request) &&
    !moverOf(request)
  )
}
