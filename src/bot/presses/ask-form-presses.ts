import { askForm, askFormNamed, askForms, type Entered } from '../ask-forms.ts'
import type { AskFormName } from '../cards/ask-form.ts'
import { usableBy } from '../gate.ts'
import { runText } from '../run-text.ts'
import { takenOver } from '../taken-over.ts'
import { plain } from '../text/normalise.ts'
import { cardAnswer, field, type PressHandler, sentence } from './press.ts'

const unknown = sentence('This form is not known. Nothing was done; type /jit help to see what you can do.')
const notYours = sentence('This form is not for you: it is for auditors and admins of the access policy.')
const longestField = 400

/** Brings an empty form in the place of the card. */
export const showForm: PressHandler = async (deps, turn, press) => {
  const name = askFormNamed(field(press, 'form', 40))
  if (!name) return unknown
  const may = await usableBy(deps, turn.person)
  return may(askForms[name].who) ? cardAnswer(await askForm(deps, turn.person, name, may)) : notYours
}

/** Runs the command that the form stands for, as if its line had been typed; what is missing is said in the form, which keeps the rest. */
export const answerForm: PressHandler = async (deps, turn, press) => {
  const name = askFormNamed(field(press, 'form', 40))
  if (!name) return unknown
  const entered = enteredIn(name, (id) => plain(field(press, id, longestField)))
  const line = askForms[name].line(entered)
  if (typeof line !== 'string') {
    const may = await usableBy(deps, turn.person)
    return cardAnswer(await askForm(deps, turn.person, name, may, entered, line))
  }
  const pressed = takenOver(turn, press.messageId)
  const answer = await runText(deps, turn, line, { isPressed: true, ...(pressed ? { pressed } : {}) })
  return answer ? cardAnswer(answer) : sentence('Done: its card comes in a moment.')
}

function enteredIn(name: AskFormName, read: (id: string) => string): Entered {
  const { searches, options, fields } = askForms[name]
  return Object.fromEntries([...searches, ...options, ...fields].map(({ id }) => [id, read(id)]))
}
