import { grantedMs } from '../domain/granted.ts'
import { ruleFor } from '../domain/jit-policy.ts'
import { extendedEnd } from '../domain/life-cycle/extension.ts'
import { movedEnd } from '../domain/life-cycle/moved.ts'
import type { Request, Target } from '../domain/request.ts'
import type { Estate } from '../ports/estate.ts'

/** Azure measures the maximum by its own clock: a window of exactly the maximum would fail when ours is behind. */
const skewMs = 45_000

/** How far one call of *initiate* may reach for this target, by Defender's port rules. Milliseconds, perhaps Infinity. */
export function longestCallMs(target: Target | undefined, estate: Estate): number {
  const vm = target && estate.get(target.vm)
  const covers = vm?.jit.kind === 'configured' ? vm.jit.covers : []
  const cover = covers.find((candidate) => candidate.policy === target?.policy)
  const maxima = cover ? (target?.ports ?? []).flatMap((port) => ruleFor(cover, port.number)?.maxDurationMs ?? []) : []
  return Math.min(Number.POSITIVE_INFINITY, ...maxima.map((max) => max - skewMs))
}

/**
 * When a window that is asked for now ends: after the granted duration, a little less where that is Defender's maximum; an extension
 * counts from the end of what stands (`older`), and what moves to another address ends with it. Undefined: Defender lets it stand no
 * longer than it does, or there is nothing left to move. Epoch milliseconds.
 */
export function windowEnd(
  request: Request,
  index: number,
  { estate, now, older }: { readonly estate: Estate; readonly now: number; readonly older?: OlderWindow },
): number | undefined {
  const longestMs = longestCallMs(request.targets[index], estate)
  if (!request.extends?.movedFrom) {
    const standsUntil = older ? Math.max(older.endsAt, now) : now
    return extendedEnd(grantedMs(request), { standsUntil, now, longestMs })
  }
  const opening = older?.request.openings[older.index]
  if (opening?.state !== 'open' || opening.closeAsked) return undefined
  return movedEnd(opening, { now, grantedMs: grantedMs(request), longestMs })
}

/** The window that an extension goes on from. */
interface OlderWindow {
  readonly request: Request
  readonly index: number
  readonly endsAt: number
}
