import type { Delegation } from '../../domain/delegation.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { answerCard, runButton } from './answer.ts'
import type { Cards } from './expand.ts'

/** For whoever stands in: they are told by the bot, since nobody asked them. */
export function delegationCard(cards: Cards, { by, until }: Delegation): OutgoingMessage {
  const { waiting: text } = cards.reader.words
  return answerCard(cards, {
    title: text.youStandIn(by.name),
    tone: 'accent',
    paragraphs: [text.asDelegate(by.name, zonedTime(until, cards.reader))],
    buttons: [runButton(text.whatWaits, 'approve')],
  })
}
