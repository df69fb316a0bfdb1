import { runText } from '../run-text.ts'
import { cardAnswer, field, type PressHandler, sentence } from './press.ts'

/** Runs a command as if the presser had typed it here: a button can do nothing that its presser could not type. */
export const run: PressHandler = async (deps, turn, press) => {
  const conversation = turn.conversation.id
  const pressed = press.messageId === undefined ? undefined : { conversation, messageId: press.messageId }
  const answer = await runText(deps, turn, field(press, 'text', 2_000), pressed)
  return answer ? cardAnswer(answer) : sentence('Done: its card comes in a moment.')
}
