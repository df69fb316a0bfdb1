import { changeAddress } from '../app/change-address.ts'
import type { RequestId } from '../domain/ids.ts'
import type { Source } from '../domain/request.ts'
import type { Turn } from '../ports/chat.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard, runAsTyped, runButton } from './cards/answer.ts'
import type { ChatDeps } from './command.ts'
import { originOf } from './origin-of.ts'
import { sourceWords } from './source-of.ts'
import { sourceText } from './words/describe.ts'
import { movedTexts } from './words/moved.ts'

/**
 * Has an open request go on to another address, or tells why not and what can be done. Undefined: its card shows it. `unknown`: there is
 * none of that id. The person may see the request: that was checked.
 */
export async function moveTo(
  deps: ChatDeps,
  turn: Turn,
  id: RequestId,
  source: Source,
  mayAsk: boolean,
): Promise<OutgoingMessage | 'unknown' | undefined> {
  const changed = await changeAddress(deps, turn.person, id, { source, origin: originOf(turn), mayAsk })
  if (changed.kind === 'unknown') return 'unknown'
  if (changed.kind === 'asked') return undefined
  const { asking } = deps.reader.words
  const { moving: text } = asking
  const show = runButton(asking.show, `status ${changed.request.id}`)
  const ask = runAsTyped(text.askApprovers, `address ${id} ${sourceWords(source)} ask`, turn.person)
  return answerCard(deps.cards, {
    title: changed.kind === 'same' ? text.nothing : text.notMoved(sourceText(source, deps.reader.words)),
    tone: 'warning',
    paragraphs: movedTexts(changed, deps.reader),
    buttons: changed.kind === 'needs approval' ? [ask, show] : [show],
  })
}
