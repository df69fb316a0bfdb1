import { extenderOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Decision, Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { breakGlassHistory, signature } from './break-glass.ts'
import { approvalNote, asDelegate } from './describe.ts'

function decisionText(decision: Decision, reader: Reader): string {
  const { by, verdict, at, reason, standsFor } = decision
  const time = `${zonedTime(at, reader)}${asDelegate(standsFor, reader.words)}`
  return verdict === 'approve'
    ? `✔ ${by.name} approved at ${time}${approvalNote(decision, reader.words)}`
    : `✖ ${by.name} denied at ${time}: ${reason ?? ''}`
}

/** Who did what and when, oldest first. */
export function historyTexts(request: Request, reader: Reader): string[] {
  const nobody = request.decisions.length === 0 && request.requirement.approvals.length === 0
  const unattended = nobody && !request.breakGlass
  const { end } = request
  const ended = end && request.state !== 'denied' ? [`${endText(request, reader)} at ${zonedTime(end.at, reader)}`] : []
  return [
    ...breakGlassHistory(request, reader),
    ...(unattended
      ? [`✔ Approved by the access policy (${request.requirement.rules.join(', ')}), nobody has to agree`]
      : []),
    ...request.decisions.map((decision) => decisionText(decision, reader)),
    ...request.openings.flatMap(({ openedAt, endsAt }) =>
      openedAt === undefined
        ? []
        : [`● Open since ${zonedTime(openedAt, reader)}, until ${zonedTime(endsAt ?? 0, reader)}`],
    ),
    ...ended,
    ...signature(request, reader),
  ]
}

function endText(request: Request, reader: Reader): string {
  const why = request.end?.why ? `: ${request.end.why}` : ''
  switch (request.state) {
    case 'cancelled':
      return `Cancelled by ${request.end?.by?.name ?? request.requester.name}`
    case 'lapsed':
      return `Lapsed${why},`
    case 'failed':
      return `Failed${why} –`
    default:
      if (moverOf(request)) return `→ Moved to another address by request ${moverOf(request)},`
      return extenderOf(request) ? `→ Extended by request ${extenderOf(request)},` : `Closed${why},`
  }
}
