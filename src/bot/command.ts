import type { AddressPageDeps } from '../app/address-page.ts'
import type { AzureTrailDeps } from '../app/azure-trail.ts'
import type { SourceDeps } from '../app/confirm-source.ts'
import type { DecideDeps } from '../app/decide.ts'
import type { DraftDeps } from '../app/draft-configuration.ts'
import type { OfferDeps } from '../app/offer-download.ts'
import type { SubmitDeps } from '../app/submit-request.ts'
import type { WatchChannelsDeps } from '../app/watch-channels.ts'
import type { AuditTrail } from '../ports/audit-trail.ts'
import type { BreakGlassStore } from '../ports/break-glass-store.ts'
import type { Reply, Turn } from '../ports/chat.ts'
import type { FileLink } from '../ports/downloads.ts'
import type { Estate } from '../ports/estate.ts'
import type { ChannelLanguages } from '../ports/languages.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { Log } from '../ports/log.ts'
import type { Network } from '../ports/network.ts'
import type { People } from '../ports/people.ts'
import type { Readers } from '../ports/readers.ts'
import type { Roster } from '../ports/roster.ts'
import type { Outbox } from '../ports/store.ts'
import type { VmLookUp } from '../ports/vm-look-up.ts'
import type { Words } from '../words/en.ts'
import type { Language } from '../words/languages.ts'
import { type Reader, readerOf } from '../words/reader.ts'
import type { Cards } from './cards/expand.ts'

/** All that the chat needs from outside, whoever reads. */
export interface ChatParts
  extends AddressPageDeps,
    DecideDeps,
    SubmitDeps,
    SourceDeps,
    DraftDeps,
    OfferDeps,
    AzureTrailDeps,
    WatchChannelsDeps {
  readonly roster: Roster
  readonly languages: ChannelLanguages
  readonly readers: Readers
  readonly estate: Estate
  readonly breakGlass: BreakGlassStore
  readonly lookUp: VmLookUp
  readonly network: Network
  readonly outbox: Outbox
  readonly ledger: Ledger
  readonly people: People
  readonly trail: AuditTrail
  readonly cardsFor: (reader: Reader) => Cards
  readonly fileLink: FileLink
  readonly log: Log
  /** IANA zone and language for cards that several people read, and for readers who have none. */
  readonly zone: string
  readonly language: Language
  /** A request can start so far in the future, milliseconds. */
  readonly startAheadMs: number
  readonly sandbox: boolean
}

/** The same for one who reads. */
export interface ChatDeps extends ChatParts {
  readonly reader: Reader
  readonly cards: Cards
}

/** `locale` and `zone` as somebody's client tells them; what it does not tell is as it is for all. */
export function forReader<Parts extends ChatParts>(
  parts: Parts,
  { locale, zone }: { readonly locale?: string; readonly zone?: string },
): Parts & ChatDeps {
  const reader = readerOf({ locale, zone }, { language: parts.language, zone: parts.zone, now: parts.clock.now() })
  return { ...parts, reader, cards: parts.cardsFor(reader) }
}

/** For all who read along where this was said: a channel in its own language. */
export async function forPlace(
  deps: ChatDeps,
  { conversation: { id } }: Pick<Turn, 'conversation'>,
): Promise<ChatDeps> {
  const reader = await deps.readers.at({ kind: 'conversation', id })
  return { ...deps, reader, cards: deps.cardsFor(reader) }
}

export interface CommandContext {
  readonly deps: ChatDeps
  readonly turn: Turn
  /** What stood behind the command, normalised, in its own case. */
  readonly rest: string
  /** The message whose card was pressed, if the command was run by a button: an answer may take its place. */
  readonly pressed?: { readonly conversation: string; readonly messageId: string }
  /** By a button, not by typing. */
  readonly isPressed?: true
  /** The targets were listed, and the person pressed the button beneath. */
  readonly confirmed?: boolean
}

/** Who may use a command: anybody (the access policy decides the rest), auditors and admins, or admins alone. */
export type Who = 'everyone' | 'auditors' | 'admins'

/** One command. The same object feeds the router, the permission gate, `help` and the Teams manifest. */
export interface Command {
  /** Also under which the dictionaries say what it is for: one line for `help` and the manifest, and details for `help`. */
  readonly name: keyof Words['commands']
  readonly aliases: readonly string[]
  readonly who: Who
  /** False: in help alone, not in the command list of Teams, which is full. */
  readonly listed?: false
  /** Behind `/jit `. */
  readonly usage: string
  /** Behind `/jit `, each can be run as it is. */
  readonly examples: readonly string[]
  /** In a channel for whoever typed it alone, unless it says `forAll`. Undefined: there is nothing to say in the turn, the outbox brings the card. */
  run(context: CommandContext): Promise<Reply | undefined>
}
