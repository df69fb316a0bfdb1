import type { RequiredApproval } from '../../domain/access-policy/analysis.ts'
import { opensLater } from '../../domain/life-cycle/decisions.ts'
import { extenderOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Request, RequestState } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import type { Tone } from '../cards/answer.ts'

/** How a state is shown: words first, colour only repeats them. */
export const toneOf: Record<RequestState, Tone> = {
  pending: 'accent',
  approved: 'accent',
  opening: 'accent',
  open: 'good',
  closing: 'warning',
  closed: 'emphasis',
  denied: 'attention',
  cancelled: 'emphasis',
  lapsed: 'emphasis',
  failed: 'attention',
}

/** The state in a few words, with its time: `Open until 15:04 (Europe/Paris)`. */
export function stateText(request: Request, reader: Reader): string {
  const { state: text } = reader.words
  switch (request.state) {
    case 'approved':
      if (opensLater(request, reader.now)) return text.opensAt(zonedTime(request.startsAt ?? 0, reader))
      return request.breakGlass ? text.aboutToBreakGlass : text.aboutToOpen
    case 'opening':
      return request.breakGlass ? text.breakingGlass : text.opening
    case 'open': {
      const old = oldAddressText(request, reader)
      if (old) return old
      const ends = request.openings.flatMap((o) => (o.state === 'open' && o.endsAt !== undefined ? [o.endsAt] : []))
      return text.openUntil(zonedTime(Math.max(...ends), reader))
    }
    case 'closed':
      if (moverOf(request)) return text.moved
      return extenderOf(request) ? text.extended : text.closed
    default:
      return text[request.state]
  }
}

/** Where all that is open goes on from another address: what becomes of this one. */
function oldAddressText({ openings }: Request, reader: Reader): string | undefined {
  const { state: text } = reader.words
  const open = openings.filter(({ state }) => state === 'open')
  if (!open.every(({ movedTo }) => movedTo)) return undefined
  const stays = open.filter(({ closeAsked }) => closeAsked?.note)
  if (stays.length === 0) return text.oldAddressShutting
  const ends = stays.map(({ endsAt = 0 }) => endsAt)
  return text.oldAddressUntil(zonedTime(Math.max(...ends), reader))
}

/** What is still demanded: `2 approvals from sre-leads or on-call, until 18:00 (Europe/Paris)`. */
export function waitingText(request: Request, reader: Reader): string {
  const { describe, state: text } = reader.words
  const wanted = largest(request.requirement.approvals).map(({ count, from }) =>
    text.approvals(count, describe.list(from, 'or') || text.nobody),
  )
  const given = request.decisions.length === 0 ? '' : text.given(request.decisions.length)
  return text.needs(describe.list(wanted, 'and'), given, zonedTime(request.lapsesAt, reader))
}

/** Of demands on the same groups only the largest: whoever meets it meets them all. */
function largest(approvals: readonly RequiredApproval[]): RequiredApproval[] {
  const most = new Map<string, RequiredApproval>()
  for (const approval of approvals) {
    const key = [...approval.from].sort().join()
    if (approval.count > (most.get(key)?.count ?? 0)) most.set(key, approval)
  }
  return [...most.values()]
}
