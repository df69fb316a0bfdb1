import { cardLinks } from '../../app/card-links.ts'
import { isListedAsReviewer } from '../../app/list-reviews.ts'
import { awaitsReview } from '../../domain/life-cycle/review.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import { cardLink, listCard } from '../cards/list.ts'
import type { Command } from '../command.ts'
import { requestTitle } from '../words/describe.ts'

const most = 50

export const reviews: Command = {
  name: 'reviews',
  aliases: ['review'],
  who: 'everyone',
  listed: false,
  usage: 'reviews',
  examples: ['reviews'],
  async run({ deps, turn }) {
    const { answers, chat } = deps.reader.words
    const { reviews: text } = answers
    if (!(await isListedAsReviewer(deps, turn.person))) {
      const fact = { type: 'attempt refused', attempted: 'reviews', why: 'for reviewers only' } as const
      await deps.ledger.append([{ at: deps.clock.now(), actor: turn.person, fact }])
      return answerCard(deps.cards, {
        title: chat.notForYou('reviews'),
        tone: 'warning',
        paragraphs: [text.onlyFor],
        buttons: [runButton(chat.buttons.help, 'help')],
      })
    }
    const unsigned = await deps.breakGlass.unsigned(most)
    const shown = unsigned.slice(0, 6)
    const links = await cardLinks(deps, shown)
    return listCard(deps.cards, {
      title: text.toSign(unsigned.length, unsigned.length === most),
      sections: [
        {
          rows: shown.map((request) => ({
            name: `${request.requester.name}: ${requestTitle(request, deps.reader.words)}`,
            state: awaitsReview(request) ? text.toBeSigned : text.notOver,
            color: awaitsReview(request) ? ('attention' as const) : ('accent' as const),
            line: `${request.id} · ${zonedTime(request.submittedAt, deps.reader)} · ${request.reason}`,
            ...cardLink(links, request.id, deps.reader),
          })),
        },
      ],
      notes: unsigned.length > shown.length ? [text.oldestFirst] : [],
      buttons: shown.map(({ id }) => runButton(chat.buttons.show(id), `status ${id}`)),
    })
  },
}
