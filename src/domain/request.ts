import type { Told } from '../words/text.ts'
import type { Finding, RequiredApproval, Requirement } from './access-policy/analysis.ts'
import type { Delegation } from './delegation.ts'
import type { RequestId } from './ids.ts'
import type { Person } from './person.ts'
import type { Source, Target } from './target.ts'

export type { Source, SourceRange, Target, TargetPort } from './target.ts'

/**
 * - `pending`: waits for decisions. Ends when they suffice, by a deny, a cancel, or at `lapsesAt`.
 * - `approved`: every requirement is met and the openings are queued, perhaps for a later start. Ends when the first *initiate* begins,
 *   by a cancel before a later start, or lapses.
 * - `opening`: Azure was asked for at least one target, none is settled as open yet.
 * - `open`: at least one target was seen open. Ends when the last window ends.
 * - `closing`: every window is past its end and at least one is not yet seen shut.
 * - `closed`, `denied`, `cancelled`, `lapsed`, `failed`: final, but that the requester may retry a `failed` one.
 */
export type RequestState =
  | 'pending'
  | 'approved'
  | 'opening'
  | 'open'
  | 'closing'
  | 'closed'
  | 'denied'
  | 'cancelled'
  | 'lapsed'
  | 'failed'

/** One approver's approve or deny, with the groups they stood for at that moment. `at` in epoch milliseconds. */
export interface Decision {
  readonly by: Person
  readonly verdict: 'approve' | 'deny'
  readonly at: number
  readonly groups: readonly string[]
  /** Approvers who were away and had this one stand in, where their own word would not count. */
  readonly standsFor?: readonly Person[]
  readonly reason?: string
  /** What the approver said with the approval. */
  readonly comment?: string
  /** Approved for no longer than this, in milliseconds; absent: for as long as was asked. */
  readonly forMs?: number
}

/** How to connect once open. `address` is the firewall's where one stands before the VM; `ports` maps asked to reachable port. */
export interface Connection {
  readonly kind: 'public' | 'private' | 'firewall'
  readonly address: string
  readonly os: 'windows' | 'linux' | 'unknown'
  readonly running?: boolean
  /** The firewall stands in another network than the VM, perhaps peered with it: Defender does not support that. */
  readonly firewallElsewhere?: true
  readonly ports: readonly { readonly number: number; readonly reachedAt: number }[]
}

/**
 * One call of *initiate* for one target and what became of it.
 * - `waiting`: not asked for yet. - `calling`: the intent is stored, the call may or may not have reached Azure.
 * - `accepted`: Azure said 202; not open until seen. - `open`: seen open in the JIT policy.
 * - `closing`: past `endsAt`, not yet seen shut. - `closed`: seen shut. - `failed`: Azure refused, or it never opened.
 */
export type OpeningState = 'waiting' | 'calling' | 'accepted' | 'open' | 'closing' | 'closed' | 'failed'

/**
 * How it was seen open.
 * - `rules`: the rules of the network let the source in, by these; `except` keeps a part of the source out.
 * - `record`: the JIT policy alone says so; `why` the rules could not be asked.
 */
export type Proof =
  | { readonly by: 'rules'; readonly rules: readonly string[]; readonly except?: Told }
  | { readonly by: 'record'; readonly why: Told }

/** Ranges of a source from which a port is not open, and why, in a clause. */
export interface NotFrom {
  readonly sources: readonly string[]
  readonly why: Told
}

/** Somebody else's window that lets the same address in when this one is over. `until` in epoch milliseconds. */
export interface Keeper {
  readonly name: Told
  readonly until: number
}

/** Times in epoch milliseconds. `endsAt` is what Azure was asked for and, once open, what Azure shows. */
export interface Opening {
  readonly state: OpeningState
  /** How often *initiate* may have been called in this round. */
  readonly attempts: number
  /** 0 at first; one more with each retry by the requester. */
  readonly round: number
  readonly calledAt?: number
  readonly endsAt?: number
  readonly openedAt?: number
  readonly closedAt?: number
  readonly correlationId?: string
  readonly failure?: Told
  /** Ranges of the source (prefixes) from which Azure does not show it open, while it is from others. */
  readonly notFrom?: NotFrom
  /** Somebody asked to shut it before its end. `note`: why it could not be shut at once. */
  readonly closeAsked?: { readonly by: Person; readonly at: number; readonly note?: Told }
  /** The request that carries its window on: this one ended without being shut. */
  readonly extendedBy?: RequestId
  /** The request that goes on from another address: this window is shut as soon as that one is seen open, and nobody is told of an end. */
  readonly movedTo?: RequestId
  /** When the requester was told that it outlived its end. */
  readonly overdueToldAt?: number
  readonly connection?: Connection
  /** Absent before it is seen open, and in what was stored before the rules were asked. */
  readonly proof?: Proof
  /** Past its end: why it is not called closed yet. */
  readonly stillOpen?: Told
  /** Closed, and yet the port is open to this address. */
  readonly keptBy?: Keeper
}

/**
 * What an extension goes on from, as it stood when it was asked for. An extension is a request of its own: same targets, same source,
 * a later end. `since`: the first opening of all, however often it was extended; `until`: the last end. Epoch milliseconds.
 * With `movedFrom` the requester's address has changed: same targets, same end, to another source than that one.
 */
export interface Extension {
  readonly request: RequestId
  readonly since: number
  readonly until: number
  readonly movedFrom?: Source
}

/** Where the requester asked, so that answers find their way back. */
export interface Origin {
  /** Empty: none is known yet, it is the personal chat with the requester. */
  readonly conversation: string
  readonly thread?: string
  /** True in the requester's personal chat with the bot; elsewhere others read along. */
  readonly personal: boolean
}

/** How the access policy became stricter while it waited: what is demanded on top, or why it can not be approved as it is. */
export interface Stricter {
  readonly at: number
  readonly policyVersion: string
  readonly approvals: readonly RequiredApproval[]
  readonly findings: readonly Finding[]
}

/** Opened without asking those whom the access policy would have asked. */
export interface BreakGlassUse {
  /** Approvals that the rules demand and nobody gave, with the rules that demand them. */
  readonly skipped: readonly RequiredApproval[]
  /** The groups that sign for it, as the access policy said then. */
  readonly reviewers: readonly string[]
  readonly coolDownMs: number
  /** Absent: not signed for yet. */
  readonly review?: Review
}

/** What a reviewer says of a break-glass, afterwards. `at` in epoch milliseconds. */
export interface Review {
  readonly by: Person
  readonly at: number
  readonly verdict: ReviewVerdict
  readonly comment: string
}

export type ReviewVerdict = 'justified' | 'not justified'

/** One demanded approval as it stood when it was last looked at: who gave it, who could yet by name, and how many more. */
export interface Awaited {
  readonly rule: string
  readonly count: number
  readonly from: readonly string[]
  readonly given: readonly string[]
  readonly could: readonly string[]
  readonly others: number
  /** A group could not be read: there may be more. */
  readonly unread?: true
}

/** These groups may approve too since then, by this rule. */
export interface Escalated {
  readonly rule: string
  readonly to: readonly string[]
  readonly at: number
}

/** What an engineer asks for and all that became of it. What was asked is never edited after it is submitted. */
export interface Request {
  readonly id: RequestId
  /** Goes up by one with each stored change; compare-and-swap is on it. */
  readonly version: number
  readonly requester: Person
  readonly targets: readonly Target[]
  readonly source: Source
  readonly durationMs: number
  readonly reason: string
  readonly origin: Origin
  /** Present: `durationMs` is added to the window of that request, or with `movedFrom` is what is left of it. */
  readonly extends?: Extension
  readonly submittedAt: number
  /** Not opened before that moment. Absent: as soon as it is approved. */
  readonly startsAt?: number
  readonly lapsesAt: number
  readonly state: RequestState
  /** What the access policy demanded when it was last evaluated, with the names of the rules that made it. */
  readonly requirement: Requirement
  readonly policyVersion: string
  readonly decisions: readonly Decision[]
  /** One per target, in the same order. */
  readonly openings: readonly Opening[]
  readonly stricter?: Stricter
  /** For showing alone: who may approve is judged when the button is pressed. */
  readonly awaited?: readonly Awaited[]
  /** Conversations with an approvers' card. */
  readonly channels?: readonly string[]
  /** When those are reminded, and how many of these moments have passed. */
  readonly remindAt?: readonly number[]
  readonly reminded?: number
  readonly escalated?: readonly Escalated[]
  readonly warnedAt?: number
  readonly breakGlass?: BreakGlassUse
  /** Who stands in for whom while it waits. For showing: authority is checked when somebody decides. */
  readonly standIns?: readonly Delegation[]
  /** The requester may break glass instead of waiting; checked again when they do. */
  readonly mayBreakGlass?: true
  /** Who or what ended it, when it is final. Absent `by` means the bot. */
  readonly end?: { readonly at: number; readonly by?: Person; readonly why?: Told }
}
