import { shortestMs } from '../duration.ts'
import type { RequestId } from '../ids.ts'
import type { Extension, Opening, Request, Target } from '../request.ts'

const minuteMs = 60_000
/** What is offered, in minutes, where the access policy allows as much. */
const usual = [30, 60, 120, 240]

/** What an extension of this request would go on from; undefined where nothing of it is open, or it is being closed. */
export function standingOf(request: Request): Extension | undefined {
  const open = request.openings.filter(({ state, closeAsked }) => state === 'open' && !closeAsked)
  if (open.length === 0) return undefined
  const since = request.extends?.since ?? Math.min(...open.map(({ openedAt = 0 }) => openedAt))
  return { request: request.id, since, until: Math.max(...open.map(({ endsAt = 0 }) => endsAt)) }
}

/** How much longer it may stand, by what the access policy said last: milliseconds, whole minutes, 0 where it can not be extended. */
export function extensionLeftMs(request: Request): number {
  const standing = standingOf(request)
  if (!standing) return 0
  const { maxDuration, maxTotal = maxDuration } = request.requirement
  const left = Math.min(maxDuration.value, maxTotal.value - (standing.until - standing.since))
  const whole = Math.floor(left / minuteMs) * minuteMs
  return whole >= shortestMs ? whole : 0
}

/** The times that are offered for an extension, the shortest first, at most four. Milliseconds. */
export function extensionChoices(request: Request): number[] {
  const left = extensionLeftMs(request)
  const fit = usual.map((minutes) => minutes * minuteMs).filter((ms) => ms <= left)
  const all = fit.length < usual.length && left > 0 && !fit.includes(left) ? [...fit, left] : fit
  return all.slice(0, 4)
}

/**
 * When an extension ends: after the window that stands, or after now where that is over, and never later than one call may reach
 * (`longestMs` from now). Undefined where that would be no later than what stands already. Epoch milliseconds.
 */
export function extendedEnd(
  durationMs: number,
  { standsUntil, now, longestMs }: { readonly standsUntil: number; readonly now: number; readonly longestMs: number },
): number | undefined {
  const endsAt = Math.min(Math.max(standsUntil, now) + durationMs, now + longestMs)
  return endsAt > standsUntil ? endsAt : undefined
}

/** The opening of the extended request that a target of the extension goes on from, and its place there. */
export function extendedOpening(
  older: Request,
  target: Target,
): { readonly index: number; readonly opening: Opening } | undefined {
  const wanted = target.ports.map(({ number }) => number)
  const index = older.targets.findIndex(
    ({ vm, ports }) => vm === target.vm && wanted.every((number) => ports.some((port) => port.number === number)),
  )
  const opening = older.openings[index]
  return opening && { index, opening }
}

/** How long the window has stood, or will, before the time that an extension asks for. What moves adds nothing: the total stays. Milliseconds. */
export function stoodMs({ since, until, movedFrom }: Extension, durationMs: number): number {
  return movedFrom ? Math.max(0, until - since - durationMs) : until - since
}

/** The request that went on where this one ended, if all that it had open was extended. */
export function extenderOf(request: Request): RequestId | undefined {
  const ended = request.openings.filter(({ state }) => state !== 'failed')
  return ended.length > 0 && ended.every(({ extendedBy }) => extendedBy !== undefined)
    ? ended.at(-1)?.extendedBy
    : undefined
}
