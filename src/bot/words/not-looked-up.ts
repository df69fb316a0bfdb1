import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { ChatDeps } from '../command.ts'

/** The same answer for every machine that is not in memory, whether or not it exists. */
export function notLookedUp({ cards }: ChatDeps, said: string, why: string, reader: Reader): OutgoingMessage {
  return answerCard(cards, {
    title: `${said.slice(0, 80)} could not be looked up`,
    tone: 'warning',
    paragraphs: [
      `The bot does not know “${said.slice(0, 80)}”, and Azure could not be asked whether it exists: ${why.replace(/\.?$/, '.')}`,
      'Nothing was asked for. Try again in a minute, or check the name.',
    ],
    buttons: [runButton('Machines', 'vms')],
  })
}
