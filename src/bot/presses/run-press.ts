import { runText } from '../run-text.ts'
import { takenOver } from '../taken-over.ts'
import { cardAnswer, field, type PressHandler, sentence } from './press.ts'

/** Runs a command as if the presser had typed it here: a button can do nothing that its presser could not type. */
export const run: PressHandler = async (deps, turn, press) => {
  const author = field(press, 'for')
  // Else the words of one person would act in the name of another.
  if (author !== '' && author !== turn.person.id) {
    return sentence(deps.reader.words.pressing.answersSomebodyElse)
  }
  const pressed = takenOver(turn, press.messageId)
  const answer = await runText(deps, turn, field(press, 'text', 2_000), {
    isPressed: true,
    ...(pressed ? { pressed } : {}),
    confirmed: press.data.confirmed === true,
  })
  return answer ? cardAnswer(answer) : sentence(deps.reader.words.pressing.done)
}
