import type { RequiredApproval } from '../../domain/access-policy/analysis.ts'
import { zonedTime } from '../../domain/clock-time.ts'
import { opensLater } from '../../domain/life-cycle/decisions.ts'
import { extenderOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Request, RequestState } from '../../domain/request.ts'
import type { Tone } from '../cards/answer.ts'
import { listText } from './describe.ts'

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
export function stateText(request: Request, zone: string, now: number): string {
  switch (request.state) {
    case 'pending':
      return 'Waiting for approval'
    case 'approved':
      if (opensLater(request, now)) return `Approved – opens at ${zonedTime(request.startsAt ?? 0, zone, now)}`
      return request.breakGlass ? 'Break-glass – about to open' : 'Approved – about to open'
    case 'opening':
      return request.breakGlass ? 'Break-glass – opening' : 'Approved – opening'
    case 'open': {
      const old = oldAddressText(request, zone, now)
      if (old) return old
      const ends = request.openings.flatMap((o) => (o.state === 'open' && o.endsAt !== undefined ? [o.endsAt] : []))
      return `Open until ${zonedTime(Math.max(...ends), zone, now)}`
    }
    case 'closing':
      return 'Window over – checking that it is shut'
    case 'closed':
      if (moverOf(request)) return 'Moved to another address'
      return extenderOf(request) ? 'Extended' : 'Closed'
    case 'denied':
      return 'Denied'
    case 'cancelled':
      return 'Cancelled'
    case 'lapsed':
      return 'Lapsed'
    case 'failed':
      return 'Could not be opened'
  }
}

/** Where all that is open goes on from another address: what becomes of this one. */
function oldAddressText({ openings }: Request, zone: string, now: number): string | undefined {
  const open = openings.filter(({ state }) => state === 'open')
  if (!open.every(({ movedTo }) => movedTo)) return undefined
  const stays = open.filter(({ closeAsked }) => closeAsked?.note)
  if (stays.length === 0) return 'Moved – the old address is being shut'
  const ends = stays.map(({ endsAt = 0 }) => endsAt)
  return `Moved – the old address stays open until ${zonedTime(Math.max(...ends), zone, now)}`
}

/** What is still demanded: `2 approvals from sre-leads or on-call, until 18:00 (Europe/Paris)`. */
export function waitingText(request: Request, zone: string, now: number): string {
  const wanted = largest(request.requirement.approvals).map(
    ({ count, from }) => `${count} ${count === 1 ? 'approval' : 'approvals'} from ${listText(from, 'or') || 'nobody'}`,
  )
  const given = request.decisions.length === 0 ? '' : ` (${request.decisions.length} given)`
  return `Needs ${listText(wanted, 'and')}${given}. Lapses at ${zonedTime(request.lapsesAt, zone, now)}.`
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
