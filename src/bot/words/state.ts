import type { RequiredApproval } from '../../domain/access-policy/analysis.ts'
import { zonedTime } from '../../domain/clock-time.ts'
import { extenderOf } from '../../domain/life-cycle/extension.ts'
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
      return request.breakGlass ? 'Break-glass – about to open' : 'Approved – about to open'
    case 'opening':
      return request.breakGlass ? 'Break-glass – opening' : 'Approved – opening'
    case 'open': {
      const ends = request.openings.flatMap((o) => (o.state === 'open' && o.endsAt !== undefined ? [o.endsAt] : []))
      return `Open until ${zonedTime(Math.max(...ends), zone, now)}`
    }
    case 'closing':
      return 'Window over – checking that it is shut'
    case 'closed':
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
