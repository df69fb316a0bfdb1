import { formatDuration } from '../../domain/duration.ts'
import type { RequestId } from '../../domain/ids.ts'
import { extenderOf, extensionChoices, standingOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { requestTitle } from '../words/describe.ts'
import { stays } from '../words/opening.ts'
import type { Answer, Button } from './answer.ts'

/** One press for each time that is offered. */
function extendButtons(request: Request, { words }: Reader): Button[] {
  return extensionChoices(request).map((ms) =>
    extendButton(request.id, ms, words.endNotice.extendBy(formatDuration(ms))),
  )
}

/** The button that asks for so much more, in whole minutes. `reason`: a new one, typed by the requester. */
export function extendButton(request: RequestId, ms: number, title: string, reason?: string): Button {
  const by = String(Math.round(ms / 60_000))
  return { title, verb: 'extend', data: { request, by, ...(reason ? { reason } : {}) } }
}

export function closeButton(request: RequestId, reader: Reader): Button {
  return { title: reader.words.endNotice.close, verb: 'close', data: { request } }
}

/**
 * The notice before the end, with what can be done about it. It follows the request: `posted` is there already and says what became of
 * it; one that is not posted yet is no longer worth it (undefined) where nothing is open.
 */
export function endNotice(
  request: Request,
  { posted }: { readonly posted: boolean },
  reader: Reader,
): Answer | undefined {
  const { endNotice: text } = reader.words
  const title = requestTitle(request, reader.words)
  const ends = request.openings.flatMap(({ state, endsAt = 0 }) => (state === 'open' ? [endsAt] : []))
  const until = ends.length === 0 ? '' : zonedTime(Math.min(...ends), reader)
  if (ends.some((endsAt) => endsAt > reader.now)) {
    const buttons = standingOf(request) ? [...extendButtons(request, reader), closeButton(request.id, reader)] : []
    return {
      title: text.endsAt(until, title),
      tone: 'warning',
      paragraphs: [endText(request, until, reader)],
      buttons,
    }
  }
  if (!posted) return undefined
  const by = extenderOf(request)
  if (by) return { title: text.extended(title), tone: 'emphasis', paragraphs: [text.goesOn(by)] }
  const mover = moverOf(request)
  if (mover)
    return {
      title: text.moved(title),
      tone: 'emphasis',
      paragraphs: [text.goesOnFromAnotherAddress(mover)],
    }
  return { title: text.ended(title), tone: 'emphasis', paragraphs: [text.windowOver(stays(request, reader))] }
}

function endText(request: Request, until: string, reader: Reader): string {
  const { endNotice: text } = reader.words
  if (request.openings.some(({ state, movedTo }) => state === 'open' && movedTo)) return text.oldAddressShutting
  if (!standingOf(request)) return text.beingClosed(stays(request, reader))
  const none = extensionChoices(request).length === 0 ? text.noFurther : ''
  return `${text.accessEnds(until, stays(request, reader))}${none}`
}
