import type { Cancelled } from '../../app/cancel-request.ts'
import { standing } from '../../domain/life-cycle/standing.ts'

/** One sentence on how taking a request back ended. Times in `zone`. */
export function cancelledText(cancelled: Exclude<Cancelled, { kind: 'unknown' }>, zone: string): string {
  if (cancelled.kind === 'cancelled') return 'The request was taken back.'
  if (cancelled.kind === 'not yours')
    return `Only ${cancelled.request.requester.name} can take this request back. Nothing has changed.`
  return `It is too late to take it back. ${standing(cancelled.request, zone)}`
}
