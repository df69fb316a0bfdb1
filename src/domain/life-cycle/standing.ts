import { clockTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import type { Request } from '../request.ts'
import { extenderOf } from './extension.ts'
import { moverOf } from './moved.ts'

/** One sentence: what the request is now and who made it so. */
export function standing(request: Request, reader: Reader): string {
  const { standing: text } = reader.words
  const { id, end } = request
  const at = (ms: number | undefined) => (ms === undefined ? undefined : clockTime(ms, { ...reader, now: ms }))
  const by = end?.by ? text.by(end.by.name) : undefined
  const why = end?.why ? tell(end.why, reader) : undefined
  const approved = approvedBy(request, reader)
  const approvedAt = at(request.decisions.at(-1)?.at)
  switch (request.state) {
    case 'pending':
      return text.pending(id)
    case 'approved': {
      const opens = at(request.startsAt)
      return opens !== undefined && request.openings.every(({ attempts }) => attempts === 0)
        ? text.opensLater(id, approved, approvedAt, opens)
        : text.opening(id, approved, approvedAt)
    }
    case 'opening':
      return text.opening(id, approved, approvedAt)
    case 'open':
      return text.open(id, approved)
    case 'closing':
      return text.closing(id)
    case 'closed': {
      const [extender, mover] = [extenderOf(request), moverOf(request)]
      if (extender) return text.extended(id, extender)
      return mover ? text.moved(id, mover) : text.closed(id, approved, at(end?.at))
    }
    case 'denied':
      return text.denied(id, by, at(end?.at), why)
    case 'cancelled':
      return text.cancelled(id, by, at(end?.at))
    case 'lapsed':
      return text.lapsed(id, at(end?.at), why)
    case 'failed':
      return text.failed(id, approved, why)
    default:
      return request.state satisfies never
  }
}

function approvedBy(request: Request, { words: { standing: text, describe } }: Reader): string {
  if (request.breakGlass) return text.byBreakGlass
  const names = request.decisions.filter((d) => d.verdict === 'approve').map((d) => d.by.name)
  return names.length === 0 ? text.byPolicy : text.by(describe.list(names, 'and'))
}
