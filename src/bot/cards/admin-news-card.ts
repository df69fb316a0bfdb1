import type { AdminNews } from '../../domain/admin-news.ts'
import type { BoundAs } from '../../domain/channel-state.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Words } from '../../words/en.ts'
import { tell } from '../../words/text.ts'
import { bindLine, boundText } from '../words/binding.ts'
import { answerCard, runButton } from './answer.ts'
import type { Cards } from './expand.ts'

/** So many problems a card shows, each so long; the log has them all. */
const mostProblems = 12
const longestProblem = 300
/** So many requests are named. */
const mostNamed = 10

/** What admins have to mend, and what follows until they do. */
export function adminNewsCard(cards: Cards, news: AdminNews): OutgoingMessage {
  const { adminNews: text, chat, describe } = cards.reader.words
  const bound = (all: readonly BoundAs[]) =>
    describe.list(
      all.map((each) => boundText(each, cards.reader)),
      'and',
    )
  switch (news.kind) {
    case 'policy not loaded': {
      const { problems, inForce } = news
      const more = problems.length - mostProblems
      return answerCard(cards, {
        title: text.policyNotLoaded,
        tone: 'attention',
        paragraphs: [inForce === undefined ? text.noneInForce : text.staysInForce(inForce), text.mendTheFile],
        code: [
          ...problems.slice(0, mostProblems).map((problem) => problem.slice(0, longestProblem)),
          ...(more > 0 ? [text.moreInTheLog(more)] : []),
        ],
      })
    }
    case 'policy loaded again':
      return answerCard(cards, {
        title: text.policyLoads,
        tone: 'good',
        paragraphs: [text.inForce(news.version)],
      })
    case 'groups unreadable':
      return answerCard(cards, {
        title: text.unreadable(tell(news.what, cards.reader)),
        tone: 'attention',
        paragraphs: [text.why(tell(news.why, cards.reader)), text.refusedUntilThen],
        buttons: [runButton(chat.buttons.help, 'help')],
      })
    case 'groups readable again':
      return answerCard(cards, {
        title: text.readable(tell(news.what, cards.reader)),
        tone: 'good',
        paragraphs: [text.decidedAgain],
      })
    case 'channel lost':
      return answerCard(cards, {
        title: text.channelLost(news.title),
        tone: 'attention',
        paragraphs: [
          text.whyAndBound(tell(news.why, cards.reader), bound(news.bound)),
          waitsText(news, text),
          text.mendOrReplace,
        ],
        code: news.bound.map((each) => bindLine(each)),
        notes: news.pending.length === 0 ? [] : [text.waiting(news.pending.slice(0, mostNamed).join(', '))],
        buttons: [runButton(chat.buttons.allBindings, 'here')],
      })
    case 'channel back':
      return answerCard(cards, {
        title: text.channelBack(news.title),
        tone: 'good',
        paragraphs: [text.boundAsBefore(bound(news.bound))],
      })
  }
}

function waitsText(
  { pending, movedTo }: Extract<AdminNews, { kind: 'channel lost' }>,
  text: Words['adminNews'],
): string {
  if (pending.length === 0) return text.nothingWaits
  const wait = text.wait(pending.length)
  return movedTo === undefined ? text.noOtherChannel(wait) : text.cardsAreIn(wait, movedTo)
}
