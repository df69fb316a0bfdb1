import type { Usage } from '../domain/access-policy/analysis.ts'
import type { Change } from '../domain/change.ts'
import type { ConfirmedSource } from '../domain/confirmed-source.ts'
import type { PersonId, RequestId } from '../domain/ids.ts'
import type { Job } from '../domain/job.ts'
import type { LedgerEvent } from '../domain/ledger-event.ts'
import type { MessagePlace } from '../domain/message-link.ts'
import type { Schedule } from '../domain/next-time.ts'
import type { Destination, Posting, PostingContent } from '../domain/posting.ts'
import type { Request, RequestState, Source } from '../domain/request.ts'

/** The database cannot be reached or refused to answer: nothing was stored, the person may try again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** All reads and writes throw `StoreUnavailable` when the database is away; nothing is ever answered from memory. */
export interface RequestStore {
  /**
   * Stores a new request (version 1) with what it causes. Claims (requester, VM, port) for each of its ports while it is neither
   * final nor closed: if one is claimed already, nothing is stored and the holder comes back. No holder: it would go beyond `guard`, or
   * the cool-down is not over.
   */
  submit(change: Change): Promise<{ readonly stored: true } | { readonly stored: false; readonly holder?: Request }>
  /** Compare-and-swap: stores only if the stored version is `change.request.version - 1`; false otherwise, and where it would go beyond `guard`. Every card of the request is queued for delivery in the same transaction. */
  save(change: Change): Promise<boolean>
  /** What somebody has by each of these rules: machines in requests that are alive, and unattended requests since then. */
  usage(requester: PersonId, rules: readonly string[], since: number): Promise<Usage>
  find(id: RequestId): Promise<Request | undefined>
  /** Those of them that there are, in no order. */
  findAll(ids: readonly RequestId[]): Promise<Request[]>
  /** Newest first. */
  list(filter: {
    readonly requester?: PersonId
    readonly states?: readonly RequestState[]
    /** What comes after this one in the list. */
    readonly after?: { readonly submittedAt: number; readonly id: RequestId }
    readonly limit: number
  }): Promise<Request[]>
  /** Windows that stand open or may (states opening, open, closing) on one VM. */
  openOn(vm: string): Promise<Request[]>
}

/** One posting as delivered so far. `shown` is the request's version that the message shows (0: not posted yet). */
export interface PendingPosting {
  readonly key: string
  readonly to: Destination
  readonly content: PostingContent
  readonly messageId?: string
  /** The conversation that the message went to, known once it is posted. */
  readonly conversation?: string
  readonly shown: number
  readonly attempts: number
}

/** What is to be shown where, and how far that got. */
export interface Outbox {
  /** Postings of this delivery queue (`destinationKey`) that are not posted yet or show an older version than wanted, oldest first, without those that are held. */
  pending(queue: string, limit: number): Promise<PendingPosting[]>
  /** It is there, showing this version. If it was held and a newer one is wanted by now, its delivery is queued. */
  delivered(
    key: string,
    at: { readonly conversation: string; readonly messageId: string; readonly shown: number },
  ): Promise<void>
  /** Where the message of a posting is, if it is there. */
  placeOf(key: string): Promise<{ readonly conversation: string; readonly messageId: string } | undefined>
  /** Where the approvers' cards of these requests stand in channels, the first of each. */
  approvalCards(requests: readonly RequestId[]): Promise<ReadonlyMap<RequestId, MessagePlace>>
  /** Whether that message is a card of this request. */
  shows(request: RequestId, at: { readonly conversation: string; readonly messageId: string }): Promise<boolean>
  /** Where the approvers' cards of a request are, those that are there. */
  approversCards(request: RequestId): Promise<readonly { readonly conversation: string; readonly messageId: string }[]>
  /** Whoever held it could not show it: its delivery is queued. */
  letGo(key: string): Promise<void>
  /** An attempt failed for now; counts up. */
  attempted(key: string, why: string): Promise<void>
  /** It can never be delivered; kept for the operator, not tried again. */
  abandon(key: string, why: string): Promise<void>
  /** Its message is gone: to be posted anew, perhaps elsewhere. Counts as an attempt. */
  repost(key: string, to: Destination): Promise<void>
  /** Adds postings that no request causes (a digest), with the ledger entries that tell of them. */
  add(postings: readonly Posting[], ledger: readonly LedgerEvent[]): Promise<void>
  /** Queues a delivery for everything undelivered for longer than `olderThanMs`: what a lost job would have done. Answers how many queues. */
  repair(olderThanMs: number): Promise<number>
}

export interface JobQueue {
  /** Outside a change of state: a later look, a digest at its time. */
  enqueue(jobs: readonly Job[]): Promise<void>
}

/** What a channel is bound to: `approvals` posts to `name` of the access policy's `notify`; `digest` has its hour. */
export type Binding =
  | { readonly purpose: 'approvals'; readonly name: string; readonly conversation: string; readonly title: string }
  | DigestBinding

/** `zone`: IANA name; absent: the bot's own. */
export interface DigestBinding extends Schedule {
  readonly purpose: 'digest'
  readonly zone?: string
  /** Where its first period begins; absent in bindings of older releases. */
  readonly since?: number
  readonly conversation: string
  readonly title: string
}

/** What tells one binding from another. */
export type BindingKey =
  | { readonly purpose: 'approvals'; readonly name: string }
  | { readonly purpose: 'digest'; readonly conversation: string }

export interface BindingStore {
  /** Takes a binding away, with its entries; false, and nothing is written, where there is none such. */
  unbind(binding: BindingKey, ledger: readonly LedgerEvent[]): Promise<boolean>
  /** The channel has another name now: shown in every binding of it. */
  rename(conversation: string, title: string): Promise<void>
  /** Replaces a binding of the same purpose and name (approvals) or of the same conversation (digest). */
  bind(binding: Binding, jobs: readonly Job[], ledger: readonly LedgerEvent[]): Promise<void>
  list(): Promise<Binding[]>
}

/** The address each person last confirmed. */
export interface SourceStore {
  /** With an entry in the ledger; neither if the same was confirmed not long before. */
  remember(confirmed: ConfirmedSource): Promise<void>
  recall(person: PersonId): Promise<{ readonly source: Source; readonly confirmedAt: number } | undefined>
  /** How many other people confirmed the same range since then. */
  othersAt(prefix: string, person: PersonId, since: number): Promise<number>
}

/** Where people and channels can be reached, learnt from what Teams sends. `reference` is the Teams adapter's own affair. */
export interface AddressBook {
  learn(entry: {
    readonly conversation: string
    readonly kind: 'personal' | 'channel' | 'group'
    readonly person?: PersonId
    readonly title?: string
    readonly reference: unknown
  }): Promise<void>
  conversation(id: string): Promise<{ readonly reference: unknown } | undefined>
  personal(person: PersonId): Promise<{ readonly conversation: string; readonly reference: unknown } | undefined>
  /** The bot is not there any more. */
  forget(conversation: string): Promise<void>
}

/** Where the bot has said what it is for. */
export interface Welcomes {
  /** True the first time, and again a month later at the soonest: whoever adds the app again is not welcomed again. */
  first(conversation: string, at: number): Promise<boolean>
}

/** True the first time an activity is seen; Teams may deliver it again for some minutes. */
export interface SeenActivities {
  first(activityId: string, at: number): Promise<boolean>
}
