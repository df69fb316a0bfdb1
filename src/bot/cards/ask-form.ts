import type { Choice } from '../../ports/chat.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { type Button, texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** A field in which something is chosen by typing: `dataset` is what the bot is asked for; `choices` are there from the start. */
export interface SearchField {
  readonly id: string
  readonly label: string
  readonly placeholder: string
  readonly dataset: string
  readonly choices: readonly Choice[]
  readonly required: boolean
}

export interface OptionField {
  readonly id: string
  readonly label: string
  readonly choices: readonly Choice[]
}

export interface TextField {
  readonly id: string
  readonly label: string
  readonly placeholder: string
}

/** A small form that stands for a command. `entered`: what the fields hold, by their ids. */
export interface AskFormView {
  readonly form: AskFormName
  readonly title: string
  readonly button: string
  readonly searches: readonly SearchField[]
  readonly options: readonly OptionField[]
  readonly fields: readonly TextField[]
  readonly notes: readonly string[]
  readonly problems: readonly string[]
  readonly entered: Readonly<Record<string, string>>
}

/** The forms that there are. */
export type AskFormName = 'explain' | 'audit' | 'delegate' | 'vm' | 'enable' | 'configure' | 'disable'

/** The button that brings one of them. */
export function formButton(title: string, form: AskFormName): Button {
  return { title, verb: 'showForm', data: { form } }
}

export function askFormCard(cards: Cards, view: AskFormView): OutgoingMessage {
  const { title, entered } = view
  const withValue = <F extends { readonly id: string }>(field: F) => ({ ...field, value: entered[field.id] ?? '' })
  const empty = view.searches.flatMap(({ label, choices }) =>
    choices.length === 0 ? [cards.reader.words.requestForm.nothingToChoose(label)] : [],
  )
  const card = cards.expand('ask', {
    form: view.form,
    title: escapeMarkdown(title),
    button: view.button,
    problems: texts(view.problems),
    // A field without a choice is refused by clients.
    searches: view.searches.filter(({ choices }) => choices.length > 0).map(withValue),
    options: view.options.map((option) => ({
      ...option,
      value: entered[option.id] || (option.choices[0]?.value ?? ''),
    })),
    fields: view.fields.map(withValue),
    notes: texts([...empty, ...view.notes].map(escapeMarkdown)),
  })
  return { card, summary: title }
}
