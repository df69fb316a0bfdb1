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
  const open = standingOf(request)
  if (!open)
    return answerCard(cards, {
      title: 'Nothing to extend',
      tone: 'warning',
      paragraphs: [standing(request, cards.reader)],
      buttons: [runButton('Show it', `status ${request.id}`)],
    })
  const until = zonedTime(open.until, reader)
  const leftMs = extensionLeftMs(request)
  const moreMs = wanted ? Math.round((reader.now + wanted.durationMs - open.until) / 60_000) * 60_000 : 0
  const fits = moreMs >= 5 * 60_000 && moreMs <= leftMs
  const reason = wanted && wanted.reason !== request.reason ? wanted.reason : undefined
  const choices = extensionChoices(request).filter((ms) => !fits || ms !== moreMs)
  return answerCard(cards, {
    title: wanted
      ? `You have this open until ${until}`
      : `Open until ${until}: ${requestTitle(request, cards.reader.words)}`,
    tone: 'accent',
    paragraphs: [
      ...(wanted
        ? [`Request ${request.id}, from ${sourceText(request.source, cards.reader.words)}. Nothing new was asked for.`]
        : []),
      wanted && moreMs < 5 * 60_000
        ? 'That is as long as you ask for, or longer.'
        : leftMs === 0
          ? 'The access policy lets it be extended no further; ask anew when it has ended.'
          : `It can be extended without a gap, by ${formatDuration(leftMs)} at most.`,
    ],
    buttons: [
      ...(fits
        ? [extendButton(request.id, moreMs, `Extend until ${zonedTime(open.until + moreMs, reader)}`, reason)]
        : []),
      ...choices.slice(0, 3).map((ms) => extendButton(request.id, ms, `Extend by ${formatDuration(ms)}`, reason)),
      closeButton(request.id, cards.reader),
      runButton('Show it', `status ${request.id}`),
    ],
  })
}
