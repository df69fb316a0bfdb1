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
  summary: 'See which uses of break-glass nobody has signed for yet',
  usage: 'reviews',
  details: ['For reviewers of the access policy, auditors and admins. Show one, and sign on its card when it is over.'],
  examples: ['reviews'],
  async run({ deps, turn }) {
    if (!(await isListedAsReviewer(deps, turn.person))) {
      const fact = { type: 'attempt refused', attempted: 'reviews', why: 'for reviewers only' } as const
      await deps.ledger.append([{ at: deps.clock.now(), actor: turn.person, fact }])
      return answerCard(deps.cards, {
        title: '/jit reviews is not for you',
        tone: 'warning',
        paragraphs: ['It is for the reviewers that the access policy names, auditors and admins.'],
        buttons: [runButton('Help', 'help')],
      })
    }
    const unsigned = await deps.breakGlass.unsigned(most)
    const shown = unsigned.slice(0, 6)
    const links = await cardLinks(deps, shown)
    return listCard(deps.cards, {
      title:
        unsigned.length === 0
          ? 'Every break-glass is signed for'
          : `${unsigned.length === most ? `${most} or more` : unsigned.length} to sign for`,
      sections: [
        {
          rows: shown.map((request) => ({
            name: `${request.requester.name}: ${requestTitle(request, deps.reader.words)}`,
            state: awaitsReview(request) ? 'to be signed' : 'not over yet',
            color: awaitsReview(request) ? ('attention' as const) : ('accent' as const),
            line: `${request.id} · ${zonedTime(request.submittedAt, deps.reader)} · ${request.reason}`,
            ...cardLink(links, request.id),
          })),
        },
      ],
      notes: unsigned.length > shown.length ? ['The oldest are shown first; sign for them to see the others.'] : [],
      buttons: shown.map(({ id }) => runButton(`Show ${id}`, `status ${id}`)),
    })
  },
}
