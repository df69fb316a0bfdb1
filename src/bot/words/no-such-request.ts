import type { Turn } from '../../ports/chat.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { ChatDeps } from '../command.ts'

/** The same answer for a request that does not exist and for one that the person may not read; the ledger has the attempt. */
export async function noSuchRequest(
  deps: ChatDeps,
  turn: Turn,
  attempted: string,
  said: string,
): Promise<OutgoingMessage> {
  const fact = {
    type: 'attempt refused',
    attempted,
    why: `no request “${said.slice(0, 40)}” that they may see`,
  } as const
  await deps.ledger.append([{ at: deps.clock.now(), actor: turn.person, fact }])
  const { chat: text } = deps.reader.words
  return answerCard(deps.cards, {
    title: text.noSuchRequest,
    tone: 'warning',
    paragraphs: [text.noRequest(said.slice(0, 40))],
    buttons: [runButton(text.buttons.myRequests, 'mine')],
  })
}
