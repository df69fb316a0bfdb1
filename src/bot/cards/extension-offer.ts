import { formatDuration } from '../../domain/duration.ts'
import { extensionChoices, extensionLeftMs, standingOf } from '../../domain/life-cycle/extension.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Request } from '../../domain/request.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { requestTitle, sourceText } from '../words/describe.ts'
import { answerCard, runButton } from './answer.ts'
import { closeButton, extendButton } from './end-notice.ts'
import type { Cards } from './expand.ts'

/** What was asked for again while it is open: so long from now, perhaps with a new reason. */
export interface Wanted {
  readonly durationMs: number
  readonly reason: string
}

/** What stands open, until when, and the times that it can be extended by, one press each. Without anything open: what it is. */
export function extensionOffer(cards: Cards, request: Request, wanted?: Wanted): OutgoingMessage {
  const { reader } = cards
  const { offer: text } = reader.words.endNotice
  const open = standingOf(request)
  if (!open)
    return answerCard(cards, {
      title: text.nothing,
      tone: 'warning',
      paragraphs: [standing(request, cards.reader)],
      buttons: [runButton(text.showIt, `status ${request.id}`)],
    })
  const until = zonedTime(open.until, reader)
  const leftMs = extensionLeftMs(request)
  const moreMs = wanted ? Math.round((reader.now + wanted.durationMs - open.until) / 60_000) * 60_000 : 0
  const fits = moreMs >= 5 * 60_000 && moreMs <= leftMs
  const reason = wanted && wanted.reason !== request.reason ? wanted.reason : undefined
  const choices = extensionChoices(request).filter((ms) => !fits || ms !== moreMs)
  return answerCard(cards, {
    title: wanted ? text.youHaveThis(until) : text.openUntil(until, requestTitle(request, reader.words)),
    tone: 'accent',
    paragraphs: [
      ...(wanted ? [text.nothingNew(request.id, sourceText(request.source, reader.words))] : []),
      wanted && moreMs < 5 * 60_000
        ? text.longEnough
        : leftMs === 0
          ? text.noFurther
          : text.atMost(formatDuration(leftMs)),
    ],
    buttons: [
      ...(fits ? [extendButton(request.id, moreMs, text.until(zonedTime(open.until + moreMs, reader)), reason)] : []),
      ...choices.slice(0, 3).map((ms) => extendButton(request.id, ms, text.by(formatDuration(ms)), reason)),
      closeButton(request.id, cards.reader),
      runButton(text.showIt, `status ${request.id}`),
    ],
  })
}
