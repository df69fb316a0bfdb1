import type { Extension } from './client/extension.ts'
import type { Press } from './client/press.ts'
import type { Suggestion } from './client/search.ts'
import type { ShownMessage } from './client/shown-message.ts'
import type { Typed } from './client/type-text.ts'
import type { TeamsFault, TeamsOperation } from './faults.ts'
import type { BotAnswer } from './inbound/bot-caller.ts'
import type { PlaceAct } from './place-act.ts'
import type { Team, TeamsChannel, TeamsPerson } from './roster.ts'
import type { TeamsSimulatorSettings } from './settings.ts'
import type { TokenOverrides } from './tokens.ts'
import type { MessageChange } from './world.ts'

export type TeamsSimulatorOptions = {
  /** Epoch milliseconds: the time that messages carry. */
  readonly now: () => number
  /** Such as `http://127.0.0.1:3978/api/messages`; asked at each delivery, so that it may be known late. */
  readonly botEndpoint: () => string
  /** Before it the bot is told of nothing; absent: it is told at once, and again until it is up. */
  readonly botReady?: Promise<unknown>
  readonly appId: string
  readonly tenantId: string
  readonly people: readonly TeamsPerson[]
  readonly channels: readonly TeamsChannel[]
  readonly team?: Team
  /** Default `JIT Access`. */
  readonly botName?: string
  /** IANA zone of everybody's client, and its locale until they choose another; default Europe/Paris and en-GB. */
  readonly zone?: string
  readonly locale?: string
  /** Where conversations, views and the signing key are kept; absent: in memory. */
  readonly journalFile?: string
  /** Default 0: that of the last run in the same journal, else any free one. */
  readonly port?: number
  readonly settings?: Partial<TeamsSimulatorSettings>
  /** Real time, for tokens; epoch milliseconds. */
  readonly wallNow?: () => number
  /** Real time, for limits; milliseconds from any point, never going back. */
  readonly elapsedMs?: () => number
}

/** What a person does rejects with Refusal where it cannot be done. `as` is an Entra object id. */
export type TeamsSimulator = {
  readonly serviceUrl: string
  readonly openIdMetadataUrl: string
  readonly issuer: string
  /** Live: a change holds from the next call on. */
  readonly settings: TeamsSimulatorSettings
  say(as: string, conversation: string, text: string): Promise<Typed>
  press(press: Press): Promise<BotAnswer>
  /** Hands back what the page in a dialog was submitted with, which a button of this message opened. */
  submitDialog(what: { readonly as: string; readonly message: string; readonly data: unknown }): Promise<BotAnswer>
  edit(as: string, message: string, text: string): Promise<Typed>
  /** Sends what was last sent for the message again, under the same activity id or a new one. */
  redeliver(message: string, newId?: boolean): Promise<BotAnswer>
  /** Opens the dialog of the message extension, or presses a button in it. */
  extend(what: Extension): Promise<BotAnswer>
  /** In a field of a message's card (by the message's id), or of a dialog that was opened in a conversation. */
  search(
    as: string,
    where: string | { readonly conversation: string },
    dataset: string,
    query: string,
  ): Promise<Suggestion[]>
  conversations(as: string): { readonly id: string; readonly name: string; readonly kind: 'personal' | 'channel' }[]
  /** Oldest first, as this person sees them; their client refreshes the cards that ask for it. */
  messages(as: string, conversation: string): Promise<ShownMessage[]>
  /** Throws RangeError, with a sentence, for a fault that makes no sense. */
  inject(fault: TeamsFault): void
  clearFaults(): void
  /** How many authorised calls of each operation the bot made, refused ones included. */
  calls(): Partial<Record<TeamsOperation, number>>
  /** How many answers of each HTTP status the connector gave. */
  answers(): Record<number, number>
  /** Calls back after each change of a message; answers how to stop that. */
  onChange(listener: (change: MessageChange) => void): () => void
  /** The locale of somebody's client, BCP 47. */
  localeOf(as: string): string
  /** Sets it, from what they do next on. Throws RangeError, with a sentence, for what is no locale. */
  readIn(as: string, locale: string): void
  /** Somebody renames, deletes or restores a channel, removes or adds the app. Kept once the bot has been told. */
  place(act: PlaceAct): Promise<void>
  /** Calls back after each of these. */
  onPlaces(listener: () => void): void
  signToken(overrides?: TokenOverrides): Promise<string>
  /** Posts anything to the bot as if Teams did. `token` null: without one; absent: a good one. */
  deliver(activity: unknown, options?: { readonly token?: string | null }): Promise<BotAnswer>
  /** Kept once the bot knows all conversations. */
  readonly announced: Promise<void>
  close(): Promise<void>
}
