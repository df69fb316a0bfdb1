import { extenderOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Decision, Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { breakGlassHistory, signature } from './break-glass.ts'
import { approvalNote, asDelegate } from './describe.ts'

function decisionText(decision: Decision, reader: Reader): string {
  const { by, verdict, at, reason, standsFor } = decision
  const { history: text } = reader.words
  const time = zonedTime(at, reader)
  const standing = asDelegate(standsFor, reader.words)
  return verdict === 'approve'
    ? text.approved(by.name, time, standing, approvalNote(decision, reader.words))
    : text.denied(by.name, time, standing, reason ?? '')
}

/** Who did what and when, oldest first. */
export function historyTexts(request: Request, reader: Reader): string[] {
  const { history: text } = reader.words
  const nobody = request.decisions.length === 0 && request.requirement.approvals.length === 0
  const unattended = nobody && !request.breakGlass
  const { end } = request
  const ended = end && request.state !== 'denied' ? [endText(request, end, reader)] : []
  return [
    ...breakGlassHistory(request, reader),
    ...(unattended ? [text.unattended(request.requirement.rules.join(', '))] : []),
    ...request.decisions.map((decision) => decisionText(decision, reader)),
    ...request.openings.flatMap(({ openedAt, endsAt }) =>
      openedAt === undefined ? [] : [text.openSince(zonedTime(openedAt, reader), zonedTime(endsAt ?? 0, reader))],
    ),
    ...ended,
    ...signature(request, reader),
  ]
}

function endText(request: Request, { at, by, why: told = '' }: NonNullable<Request['end']>, reader: Reader): string {
  const { history: text } = reader.words
  const time = zonedTime(at, reader)
  const why = tell(told, reader)
  switch (request.state) {
    case 'cancelled':
      return text.cancelled((by ?? request.requester).name, time)
    case 'lapsed':
      return text.lapsed(why, time)
    case 'failed':
      return text.failed(why, time)
    default: {
      const [mover, extender] = [moverOf(request), extenderOf(request)]
      if (mover) return text.moved(mover, time)
      return extender ? text.extended(extender, time) : text.closed(why, time)
    }
  }
}
