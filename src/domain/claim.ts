import type { RecordedWindow } from './drift.ts'
import type { Request } from './request.ts'
import { hasOnly, prefixesOf } from './source-ranges.ts'

/** Azure's clock is not ours, and it writes times in its own fractions. */
const skewMs = 2 * 60_000

/**
 * Whether what a window of Azure's record claims to be for is what was approved: every port to an approved source, opened within the
 * life of the request and for no longer. Any application can write our mark on its own request.
 */
export function isAsApproved(window: RecordedWindow, requests: readonly Request[]): boolean {
  return window.parts.every((part) => requests.some((request) => grants(request, window, part)))
}

function grants(request: Request, window: RecordedWindow, part: RecordedWindow['parts'][number]): boolean {
  if (!hasOnly(part.source, prefixesOf(request.source))) return false
  return request.targets.some((target, i) => {
    const opening = request.openings[i]
    if (target.vm !== window.vm || !opening || opening.state === 'waiting') return false
    const latestEnd = Math.max(window.startedAt + request.durationMs, opening.endsAt ?? 0)
    return (
      target.ports.some(({ number }) => number === part.port) &&
      window.startedAt >= request.submittedAt - skewMs &&
      window.startedAt <= (opening.closedAt ?? Number.POSITIVE_INFINITY) + skewMs &&
      part.endsAt <= latestEnd + skewMs
    )
  })
}
