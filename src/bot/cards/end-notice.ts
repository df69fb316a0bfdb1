import { formatDuration } from '../../domain/duration.ts'
import type { RequestId } from '../../domain/ids.ts'
import { extenderOf, extensionChoices, standingOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { requestTitle } from '../words/describe.ts'
import type { Answer, Button } from './answer.ts'
import { stays } from './request-card.ts'

/** One press for each time that is offered. */
function extendButtons(request: Request): Button[] {
  return extensionChoices(request).map((ms) => extendButton(request.id, ms, `Extend ${formatDuration(ms)}`))
}

/** The button that asks for so much more, in whole minutes. `reason`: a new one, typed by the requester. */
export function extendButton(request: RequestId, ms: number, title: string, reason?: string): Button {
  const by = String(Math.round(ms / 60_000))
  return { title, verb: 'extend', data: { request, by, ...(reason ? { reason } : {}) } }
}

export function closeButton(request: RequestId, reader: Reader): Button {
  return { title: 'Close now', verb: 'close', data: { request } }
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
  const title = requestTitle(request, reader.words)
  const ends = request.openings.flatMap(({ state, endsAt = 0 }) => (state === 'open' ? [endsAt] : []))
  const until = ends.length === 0 ? '' : zonedTime(Math.min(...ends), reader)
  if (ends.some((endsAt) => endsAt > reader.now)) {
    const buttons = standingOf(request) ? [...extendButtons(request), closeButton(request.id, reader)] : []
    return {
      title: `Ends at ${until}: ${title}`,
      tone: 'warning',
      paragraphs: [endText(request, until, reader)],
      buttons,
    }
  }
  if (!posted) return undefined
  const by = extenderOf(request)
  if (by) return { title: `Extended: ${title}`, tone: 'emphasis', paragraphs: [`It goes on as request ${by}.`] }
  const mover = moverOf(request)
  if (mover)
    return {
      title: `Moved: ${title}`,
      tone: 'emphasis',
      paragraphs: [`It goes on from another address as request ${mover}.`],
    }
  return { title: `Ended: ${title}`, tone: 'emphasis', paragraphs: [`The window is over. ${stays(request, reader)}`] }
}

function endText(request: Request, until: string, reader: Reader): string {
  if (request.openings.some(({ state, movedTo }) => state === 'open' && movedTo))
    return 'This access goes on from another address; the old one is being shut.'
  if (!standingOf(request)) return `This access is being closed. ${stays(request, reader)}`
  const none =
    extensionChoices(request).length === 0 ? ' It can not be extended any further; ask anew if you need it.' : ''
  return `This access ends at ${until}. ${stays(request, reader)}${none}`
}
