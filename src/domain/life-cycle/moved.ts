import type { RequestId } from '../ids.ts'
import type { Opening, Request, Source } from '../request.ts'
import { contains } from '../source.ts'
import { prefixesOf } from '../source-ranges.ts'
import type { RequestEvent } from './event.ts'
import { targetOf, withOpening } from './openings.ts'
import { change, type Outcome, same } from './outcome.ts'

/** The new address was seen open: from here on the old one is being shut, by a job that may be repeated. */
export function moved(request: Request, event: Extract<RequestEvent, { kind: 'moved' }>, now: number): Outcome {
  const { target, by, to } = event
  const at = targetOf(request, target)
  if (at?.opening.state !== 'open' || by === request.id) return same
  const { closeAsked = { by: request.requester, at: now } } = at.opening
  const { vm, policy } = at.target
  const fact = { type: 'address changed', vm, by, from: request.source, to } as const
  return change(withOpening(request, target, { movedTo: by, closeAsked }), now, {
    facts: [{ actor: 'bot', fact }],
    jobs: [{ kind: 'close target', request: request.id, target, policy }],
  })
}

/** The request that goes on from the new address, if all that this one had open was moved. */
export function moverOf({ openings }: Pick<Request, 'openings'>): RequestId | undefined {
  const ended = openings.filter(({ state }) => state !== 'failed')
  return ended.length > 0 && ended.every(({ movedTo }) => movedTo !== undefined) ? ended.at(-1)?.movedTo : undefined
}

/** Whether every address of `next` is one of `old` already: there is nothing to move. */
export function isWithinSource(next: Source, old: Source): boolean {
  return prefixesOf(next).every((prefix) => prefixesOf(old).some((open) => contains(open, prefix)))
}

/** Azure opens nothing for less than about five minutes. */
export const shortestMoveMs = 5.5 * 60_000

/**
 * When a window that moves ends: when the older one does, or earlier where less was granted. Undefined where so little is left of it that
 * Azure opens nothing for it. Epoch milliseconds.
 */
export function movedEnd(
  older: Pick<Opening, 'endsAt'>,
  { now, grantedMs, longestMs }: { readonly now: number; readonly grantedMs: number; readonly longestMs: number },
): number | undefined {
  const endsAt = Math.min(older.endsAt ?? 0, now + grantedMs, now + longestMs)
  return endsAt - now < shortestMoveMs ? undefined : endsAt
}
