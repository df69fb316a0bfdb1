import { clockTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import type { Request } from '../request.ts'
import { extenderOf } from './extension.ts'
import { moverOf } from './moved.ts'

/** One sentence: what the request is now and who made it so. */
export function standing(request: Request, reader: Reader): string {
  const name = `Request ${request.id}`
  const at = (ms: number | undefined) => (ms === undefined ? '' : ` at ${clockTime(ms, { ...reader, now: ms })}`)
  const by = request.end?.by ? ` by ${request.end.by.name}` : ''
  const why = request.end?.why ? `: ${request.end.why}` : '.'
  switch (request.state) {
    case 'pending':
      return `${name} is still waiting for a decision.`
    case 'approved':
      if (request.startsAt !== undefined && request.openings.every(({ attempts }) => attempts === 0))
        return `${name} was already approved${approvers(request, reader)}${at(request.decisions.at(-1)?.at)}; it opens${at(request.startsAt)}.`
      return `${name} was already approved${approvers(request, reader)}${at(request.decisions.at(-1)?.at)}; the port is being opened.`
    case 'opening':
      return `${name} was already approved${approvers(request, reader)}${at(request.decisions.at(-1)?.at)}; the port is being opened.`
    case 'open':
      return `${name} was already approved${approvers(request, reader)} and is open.`
    case 'closing':
      return `The window of request ${request.id} is over; it is being checked that the port is shut.`
    case 'closed':
      if (extenderOf(request)) return `${name} was extended: it goes on as request ${extenderOf(request)}.`
      if (moverOf(request)) return `${name} was moved to another address: it goes on as request ${moverOf(request)}.`
      return `${name} was approved${approvers(request, reader)} and is closed since${at(request.end?.at)}.`
    case 'denied':
      return `${name} was already denied${by}${at(request.end?.at)}${why}`
    case 'cancelled':
      return `${name} was already cancelled${by}${at(request.end?.at)}.`
    case 'lapsed':
      return `${name} lapsed${at(request.end?.at)}: ${request.end?.why ?? 'nobody decided in time'}`
    case 'failed':
      return `${name} was approved${approvers(request, reader)} but could not be opened${why}`
  }
}

function approvers(request: Request, reader: Reader): string {
  if (request.breakGlass) return ' by break-glass'
  const names = request.decisions.filter((d) => d.verdict === 'approve').map((d) => d.by.name)
  return names.length === 0 ? ' by the access policy' : ` by ${names.join(' and ')}`
}
