import { type AskForm, askForm, askFormNamed, type Entered, formFor } from '../ask-forms.ts'
import { usableBy } from '../gate.ts'
import { runText } from '../run-text.ts'
import { takenOver } from '../taken-over.ts'
import { plain } from '../text/normalise.ts'
import { cardAnswer, field, type PressHandler, sentence } from './press.ts'

const longestField = 400

/** Brings an empty form in the place of the card. */
export const showForm: PressHandler = async (deps, turn, press) => {
  const { pressing: text } = deps.reader.words
  const name = askFormNamed(field(press, 'form', 40))
  if (!name) return sentence(text.unknownForm)
  const may = await usableBy(deps, turn.person)
  return may(formFor(name, deps.reader.words).who)
    ? cardAnswer(await askForm(deps, turn.person, name, may))
    : sentence(text.formNotYours)
}

/** Runs the command that the form stands for, as if its line had been typed; what is missing is said in the form, which keeps the rest. */
export const answerForm: PressHandler = async (deps, turn, press) => {
  const { pressing: text } = deps.reader.words
  const name = askFormNamed(field(press, 'form', 40))
  if (!name) return sentence(text.unknownForm)
  const form = formFor(name, deps.reader.words)
  const entered = enteredIn(form, (id) => plain(field(press, id, longestField)))
  const line = form.line(entered)
  if (typeof line !== 'string') {
    const may = await usableBy(deps, turn.person)
    return cardAnswer(await askForm(deps, turn.person, name, may, entered, line))
  }
  const pressed = takenOver(turn, press.messageId)
  const answer = await runText(deps, turn, line, { isPressed: true, ...(pressed ? { pressed } : {}) })
  return answer ? cardAnswer(answer) : sentence(text.done)
}

function enteredIn({ searches, options, fields }: AskForm, read: (id: string) => string): Entered {
  return Object.fromEntries([...searches, ...options, ...fields].map(({ id }) => [id, read(id)]))
}
