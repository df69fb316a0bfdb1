import type { Cancelled } from '../../app/cancel-request.ts'
import type { ClosingAsked } from '../../app/close-request.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'

/** One sentence on how taking a request back ended. Times in `zone`. */
export function cancelledText(cancelled: Exclude<Cancelled, { kind: 'unknown' }>, reader: Reader): string {
  if (cancelled.kind === 'cancelled') return 'The request was taken back.'
  if (cancelled.kind === 'not yours')
    return `Only ${cancelled.request.requester.name} can take this request back. Nothing has changed.`
  const close = cancelled.request.state === 'open' ? ` Close it instead: /jit close ${cancelled.request.id}.` : ''
  return `It is too late to take it back. ${standing(cancelled.request, reader)}${close}`
}

/** One sentence on how closing a request early ended. */
export function closingText(asked: Exclude<ClosingAsked, { kind: 'unknown' }>, reader: Reader): string {
  if (asked.kind === 'closing') return 'It is being shut.'
  if (asked.kind === 'not yours')
    return `Only ${asked.request.requester.name}, an approver of it or an admin of the access policy can close it. Nothing has changed.`
  return `There is nothing to close. ${standing(asked.request, reader)}`
}
