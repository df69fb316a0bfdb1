import type { Delegation } from '../../domain/delegation.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { answerCard, runButton } from './answer.ts'
import type { Cards } from './expand.ts'

/** For whoever stands in: they are told by the bot, since nobody asked them. `untold`: for whoever is away, because the other can not be told. */
export function delegationCard(cards: Cards, { by, to, until }: Delegation, untold = false): OutgoingMessage {
  const { waiting: text } = cards.reader.words
  if (untold)
    return answerCard(cards, {
      title: text.notTold(to.name),
      tone: 'warning',
      paragraphs: [text.tellThem(to.name, zonedTime(until, cards.reader))],
    })
  return answerCard(cards, {
    title: text.youStandIn(by.name),
    tone: 'accent',
    paragraphs: [text.asDelegate(by.name, zonedTime(until, cards.reader))],
    buttons: [runButton(text.whatWaits, 'approve')],
  })
}
