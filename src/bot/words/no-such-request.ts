import type { OutgoingMessage } from '../../ports/messenger.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { Cards } from '../cards/expand.ts'

/** The same answer for a request that does not exist and for one that the person may not read. */
export function noSuchRequest(cards: Cards, said: string): OutgoingMessage {
  return answerCard(cards, {
    title: 'No such request',
    tone: 'warning',
    paragraphs: [
      `There is no request “${said.slice(0, 40)}” that you may see. Request ids have eight characters, such as K7M3QX2P.`,
    ],
    buttons: [runButton('My requests', 'mine')],
  })
}
