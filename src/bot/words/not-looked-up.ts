import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import type { Text } from '../../words/text.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { ChatDeps } from '../command.ts'

/** The same answer for every machine that is not in memory, whether or not it exists. */
export function notLookedUp({ cards }: ChatDeps, said: string, why: Text, reader: Reader): OutgoingMessage {
  const { decisions: text } = reader.words
  const name = said.slice(0, 80)
  return answerCard(cards, {
    title: text.notLookedUp(name),
    tone: 'warning',
    paragraphs: [text.whyNotLookedUp(name, why(reader).replace(/\.?$/, '.')), text.checkTheName],
    buttons: [runButton(reader.words.chat.buttons.machines, 'vms')],
  })
}
