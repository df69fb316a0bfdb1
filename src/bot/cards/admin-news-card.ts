import type { AdminNews } from '../../domain/admin-news.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
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
  switch (news.kind) {
    case 'policy not loaded': {
      const { problems, inForce } = news
      const more = problems.length - mostProblems
      return answerCard(cards, {
        title: 'The access policy does not load',
        tone: 'attention',
        paragraphs: [
          inForce === undefined
            ? 'There is none in force, so that every request is refused.'
            : `The last good one (version ${inForce}) stays in force: what was changed since does not count.`,
          'Mend the file; it is read again as soon as it changes.',
        ],
        code: [
          ...problems.slice(0, mostProblems).map((problem) => problem.slice(0, longestProblem)),
          ...(more > 0 ? [`and ${more} more, which are in the log`] : []),
        ],
      })
    }
    case 'policy loaded again':
      return answerCard(cards, {
        title: 'The access policy loads again',
        tone: 'good',
        paragraphs: [`Version ${news.version} is in force.`],
      })
    case 'groups unreadable':
      return answerCard(cards, {
        title: `Cannot be read: ${news.what}`,
        tone: 'attention',
        paragraphs: [
          `Why: ${news.why}.`,
          'Until it can, requests and approvals that hang on it are refused; people are told that it is not their fault.',
        ],
        buttons: [runButton('Help', 'help')],
      })
    case 'groups readable again':
      return answerCard(cards, {
        title: `Can be read again: ${news.what}`,
        tone: 'good',
        paragraphs: [
          'Requests and approvals that hang on it are decided again. What was refused has to be asked again.',
        ],
      })
    case 'channel lost':
      return answerCard(cards, {
        title: `I can not post in ${news.title} any more`,
        tone: 'attention',
        paragraphs: [
          `Why: ${news.why}. It was bound for ${news.bound.map((each) => boundText(each, cards.reader)).join(' and ')}.`,
          news.pending.length === 0
            ? 'Nothing waits there for approval.'
            : `${news.pending.length === 1 ? 'One request waits' : `${news.pending.length} requests wait`} there for approval${news.movedTo === undefined ? ', and no other channel is bound: approvers see them with /jit status and their number' : `; the cards are in ${news.movedTo} now`}.`,
          'Mend it: restore the channel or add the app again, and it works as before. Or type in the channel that takes its place:',
        ],
        code: news.bound.map((each) => bindLine(each)),
        notes: news.pending.length === 0 ? [] : [`Waiting: ${news.pending.slice(0, mostNamed).join(', ')}`],
        buttons: [runButton('All bindings', 'here')],
      })
    case 'channel back':
      return answerCard(cards, {
        title: `I can post in ${news.title} again`,
        tone: 'good',
        paragraphs: [
          `It is bound for ${news.bound.map((each) => boundText(each, cards.reader)).join(' and ')}, as before.`,
        ],
      })
  }
}
