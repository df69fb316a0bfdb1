import type { Card } from '../domain/card.ts'
import type { Person } from '../domain/person.ts'
import type { OutgoingMessage } from './messenger.ts'

/** Where and by whom something was typed or pressed. `zone` (IANA) and `locale` are the reader's, if Teams told them. */
export interface Turn {
  readonly person: Person
  readonly conversation: {
    readonly id: string
    readonly kind: 'personal' | 'channel' | 'group'
    readonly title?: string
    readonly thread?: string
  }
  readonly activityId: string
  /** Asked by a message that only its writer and the bot see. */
  readonly targeted?: true
  /** In a dialog, which nobody else sees: what is wrong is said beside what was entered, and words end it. */
  readonly dialog?: true
  readonly zone?: string
  readonly locale?: string
}

/** A button pressed: its verb and the data that the card carried with the inputs merged in. None of it is to be trusted. */
export interface Press {
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
  /** `automatic`: the client refreshed the card by itself. */
  readonly trigger: 'manual' | 'automatic'
  /** The message that carries the card. */
  readonly messageId?: string
}

/** The answer to a press: a card replaces that person's view; a sentence is shown to that person alone. */
export type PressAnswer =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'sentence'; readonly text: string }

/** What is said to something typed. Where others read along it is for whoever typed it alone, but for `forAll`. */
export interface Reply extends OutgoingMessage {
  readonly forAll?: true
}

/** What a dialog shows next; or the words with which it ends. */
export type DialogAnswer =
  | { readonly kind: 'dialog'; readonly title: string; readonly card: Card }
  | { readonly kind: 'done'; readonly text: string }

/** A sentence for the dialog; or it closes, and a message is said to that person alone. */
export type PageSubmitted =
  | Extract<PageDialog, { kind: 'sentence' }>
  | { readonly kind: 'message'; readonly message: OutgoingMessage }

/** What a dialog with a page of ours shows: that page (pixels), or a sentence. */
export type PageDialog =
  | {
      readonly kind: 'page'
      readonly title: string
      readonly url: string
      readonly width: number
      readonly height: number
    }
  | { readonly kind: 'sentence'; readonly text: string }

export interface Choice {
  readonly title: string
  readonly value: string
}

/** What became of a channel, or of the app in a team, of which it is not told which channels it has. */
export type PlaceNews =
  | { readonly kind: 'renamed'; readonly conversation: string; readonly title: string }
  | { readonly kind: 'deleted' | 'restored'; readonly conversation: string }
  | { readonly kind: 'team changed' }

/** The language of the chat, without Teams in it. Implemented by `src/bot`, called by the Teams adapter. No method throws. */
export interface Chat {
  /** What was typed, raw as Teams sent it (mentions, entities, white space). Undefined: nothing to answer in the turn, the outbox shows it. */
  message(turn: Turn, text: string): Promise<Reply | undefined>
  press(turn: Turn, press: Press): Promise<PressAnswer>
  /** An action of the message extension was chosen: `said` is the message it was chosen on, HTML as Teams has it. */
  openDialog(turn: Turn, opened: { readonly command: string; readonly said?: string }): Promise<DialogAnswer>
  /** A button of that dialog. */
  submitDialog(turn: Turn, press: Press): Promise<DialogAnswer>
  /** A button that opens a page of ours in a dialog was pressed. */
  openPage(turn: Turn, press: Press): Promise<PageDialog>
  /** That page handed something back, of which nothing is to be trusted. Undefined: the dialog closes. */
  submitPage(turn: Turn, data: Readonly<Record<string, unknown>>): Promise<PageSubmitted | undefined>
  /** Type-ahead: `dataset` as named in the card; at most 15. */
  search(
    turn: Turn,
    query: { readonly dataset: string; readonly text: string; readonly data: Readonly<Record<string, unknown>> },
  ): Promise<Choice[]>
  /** Teams tells what became of a place where the bot speaks. */
  place(news: PlaceNews): Promise<void>
  /** The bot was added to a conversation: what to say first. */
  welcome(turn: Turn): Promise<OutgoingMessage | undefined>
}
