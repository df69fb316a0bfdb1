import type { Delegation } from '../../domain/delegation.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { answerCard, runButton } from './answer.ts'
import type { Cards } from './expand.ts'

/** For whoever stands in: they are told by the bot, since nobody asked them. */
export function delegationCard(cards: Cards, { by, until }: Delegation): OutgoingMessage {
  return answerCard(cards, {
    title: `You stand in for ${by.name}`,
    tone: 'accent',
    paragraphs: [
      `Until ${zonedTime(until, cards.reader)} you can decide requests that ${by.name} could decide, as their delegate; never your own and never theirs. Your word counts once.`,
    ],
    buttons: [runButton('What waits for a decision', 'approve')],
  })
}
