import type { Person } from '../../domain/person.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { escapeMarkdown } from '../words/escape.ts'
import type { Cards } from './expand.ts'

export type Tone = 'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention'

/** Teams shows no more. */
const mostActions = 6
const mostLinks = 3

/** A button that runs a command as if it were typed, or presses a verb of ours. At most six are shown. */
export interface Button {
  readonly title: string
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A button that opens a page of ours in a dialog; `data` says which and for what. */
export interface DialogButton {
  readonly title: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A short answer: a title, sentences (shown as they are, no markup), facts, lines to copy, small print. */
export interface Answer {
  readonly title: string
  readonly tone?: Tone
  readonly paragraphs?: readonly string[]
  readonly facts?: readonly { readonly label: string; readonly value: string }[]
  readonly code?: readonly string[]
  readonly notes?: readonly string[]
  readonly buttons?: readonly Button[]
  readonly dialogs?: readonly DialogButton[]
  /** Opened in a browser. Of ours alone, never what somebody typed. */
  readonly links?: readonly { readonly title: string; readonly url: string }[]
}

/** The button that asks exactly this command, of ours, whoever presses it. Never for words that somebody typed: see `runAsTyped`. */
export function runButton(title: string, text: string): Button {
  return { title, verb: 'run', data: { text } }
}

/** The button that asks what `author` typed, put right: for them alone, because it would act in the name of whoever presses it. */
export function runAsTyped(title: string, text: string, author: Person): Button {
  return { title, verb: 'run', data: { text, for: author.id } }
}

export function answerCard(cards: Cards, answer: Answer): OutgoingMessage {
  const links = (answer.links ?? []).slice(0, mostLinks)
  const dialogs = (answer.dialogs ?? []).slice(0, 1)
  const card = cards.expand('answer', {
    title: escapeMarkdown(answer.title),
    tone: answer.tone ?? 'default',
    paragraphs: texts(answer.paragraphs),
    facts: answer.facts ?? [],
    code: texts(answer.code),
    notes: texts(answer.notes?.map(escapeMarkdown)),
    links,
    dialogs,
    buttons: (answer.buttons ?? []).slice(0, mostActions - links.length - dialogs.length),
  })
  return { card, summary: answer.title }
}

export function texts(lines: readonly string[] | undefined): { readonly text: string }[] {
  return (lines ?? []).filter((text) => text !== '').map((text) => ({ text }))
}
