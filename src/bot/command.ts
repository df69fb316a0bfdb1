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
import type { Ledger } from '../ports/ledger.ts'
import type { Log } from '../ports/log.ts'
import type { Network } from '../ports/network.ts'
import type { People } from '../ports/people.ts'
import type { Roster } from '../ports/roster.ts'
import type { Outbox } from '../ports/store.ts'
import type { VmLookUp } from '../ports/vm-look-up.ts'
import type { Cards } from './cards/expand.ts'

/** All that the chat needs from outside. */
export interface ChatDeps
  extends AddressPageDeps,
    DecideDeps,
    SubmitDeps,
    SourceDeps,
    DraftDeps,
    OfferDeps,
    AzureTrailDeps,
    WatchChannelsDeps {
  readonly roster: Roster
  readonly estate: Estate
  readonly breakGlass: BreakGlassStore
  readonly lookUp: VmLookUp
  readonly network: Network
  readonly outbox: Outbox
  readonly ledger: Ledger
  readonly people: People
  readonly trail: AuditTrail
  readonly cards: Cards
  readonly fileLink: FileLink
  readonly log: Log
  /** IANA zone for cards that several people read, and for readers who have none. */
  readonly zone: string
  /** A request can start so far in the future, milliseconds. */
  readonly startAheadMs: number
  readonly sandbox: boolean
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
  readonly name: string
  readonly aliases: readonly string[]
  readonly who: Who
  /** False: in help alone, not in the command list of Teams, which is full. */
  readonly listed?: false
  /** One line for `help` and the manifest; at most 128 characters. */
  readonly summary: string
  /** Behind `/jit `. */
  readonly usage: string
  readonly details: readonly string[]
  /** Behind `/jit `, each can be run as it is. */
  readonly examples: readonly string[]
  /** In a channel for whoever typed it alone, unless it says `forAll`. Undefined: there is nothing to say in the turn, the outbox brings the card. */
  run(context: CommandContext): Promise<Reply | undefined>
}
