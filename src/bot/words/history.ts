import { zonedTime } from '../../domain/clock-time.ts'
import { extenderOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Decision, Request } from '../../domain/request.ts'
import { breakGlassHistory, signature } from './break-glass.ts'
import { approvalNote, asDelegate } from './describe.ts'

function decisionText(decision: Decision, zone: string, now: number): string {
  const { by, verdict, at, reason, standsFor } = decision
  const time = `${zonedTime(at, zone, now)}${asDelegate(standsFor)}`
  return verdict === 'approve'
    ? `✔ ${by.name} approved at ${time}${approvalNote(decision)}`
    : `✖ ${by.name} denied at ${time}: ${reason ?? ''}`
}

/** Who did what and when, oldest first. */
export function historyTexts(request: Request, zone: string, now: number): string[] {
  const nobody = request.decisions.length === 0 && request.requirement.approvals.length === 0
  const unattended = nobody && !request.breakGlass
  const { end } = request
  const ended = end && request.state !== 'denied' ? [`${endText(request)} at ${zonedTime(end.at, zone, now)}`] : []
  return [
    ...breakGlassHistory(request, zone, now),
    ...(unattended
      ? [`✔ Approved by the access policy (${request.requirement.rules.join(', ')}), nobody has to agree`]
      : []),
    ...request.decisions.map((decision) => decisionText(decision, zone, now)),
    ...request.openings.flatMap(({ openedAt, endsAt }) =>
      openedAt === undefined
        ? []
        : [`● Open since ${zonedTime(openedAt, zone, now)}, until ${zonedTime(endsAt ?? 0, zone, now)}`],
    ),
    ...ended,
    ...signature(request, zone, now),
  ]
}

function endText(request: Request): string {
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
