import type { Cancelled } from '../../app/cancel-request.ts'
import type { ClosingAsked } from '../../app/close-request.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'

/** One sentence on how taking a request back ended. */
export function cancelledText(cancelled: Exclude<Cancelled, { kind: 'unknown' }>, reader: Reader): string {
  const { decisions: text } = reader.words
  if (cancelled.kind === 'cancelled') return text.takenBack
  if (cancelled.kind === 'not yours') return text.onlyTheyTakeBack(cancelled.request.requester.name)
  const close = cancelled.request.state === 'open' ? text.closeInstead(cancelled.request.id) : ''
  return `${text.tooLate(standing(cancelled.request, reader))}${close}`
}

/** One sentence on how closing a request early ended. */
export function closingText(asked: Exclude<ClosingAsked, { kind: 'unknown' }>, reader: Reader): string {
  const { decisions: text } = reader.words
  if (asked.kind === 'closing') return text.beingShut
  if (asked.kind === 'not yours') return text.onlyTheyClose(asked.request.requester.name)
  return text.nothingToClose(standing(asked.request, reader))
}
