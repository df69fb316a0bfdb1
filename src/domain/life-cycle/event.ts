import type { Told } from '../../words/text.ts'
import type { Finding, Requirement } from '../access-policy/analysis.ts'
import type { Delegation } from '../delegation.ts'
import type { RequestId } from '../ids.ts'
import type { Person } from '../person.ts'
import type { Destination } from '../posting.ts'
import type { Awaited, Connection, Keeper, NotFrom, Proof, ReviewVerdict, Source } from '../request.ts'

/** What the access policy says at the moment of a decision or of an opening: the stricter of then and now is what counts. */
export interface Reevaluation {
  readonly policyVersion: string
  readonly requirement: Requirement
}

/** All that can happen to a request. `target` is an index into its targets; times in epoch milliseconds. */
export type RequestEvent =
  | {
      readonly kind: 'approve'
      readonly by: Person
      readonly groups: readonly string[]
      readonly standsFor?: readonly Person[]
      readonly comment?: string
      /** No longer than this, and than what was asked. */
      readonly forMs?: number
      readonly now: Reevaluation
      readonly awaited?: readonly Awaited[]
      /** With this approval every requirement is met. */
      readonly sufficient: boolean
    }
  | {
      readonly kind: 'deny'
      readonly by: Person
      readonly groups: readonly string[]
      readonly standsFor?: readonly Person[]
      readonly reason: string
    }
  /** Others stand in while it waits. */
  | { readonly kind: 'stand-ins'; readonly standIns: readonly Delegation[] }
  /** An approval came that the access policy of this moment does not let be given. */
  | { readonly kind: 'object'; readonly policyVersion: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'cancel'; readonly by: Person }
  | { readonly kind: 'lapse' }
  | { readonly kind: 'remind' }
  /** The time of these escalations has come; `to` is where they are told. */
  | {
      readonly kind: 'escalate'
      readonly due: readonly { readonly rule: string; readonly to: readonly string[]; readonly afterMs: number }[]
      readonly to: readonly Destination[]
      readonly awaited?: readonly Awaited[]
      /** Who stands in for those who come in too. */
      readonly standIns?: readonly Delegation[]
    }
  /** The access policy, asked again before *initiate*, no longer allows it; or nothing can be opened at all. */
  | { readonly kind: 'give up'; readonly target: number; readonly why: Told }
  /** The intent to call *initiate*, stored before the call. */
  | {
      readonly kind: 'call'
      readonly target: number
      readonly endsAt: number
      /** Requests whose windows on the same ports the call carries on. */
      readonly carries?: readonly RequestId[]
    }
  | {
      readonly kind: 'accepted'
      readonly target: number
      readonly endsAt: number
      readonly correlationId?: string
      /** Ranges of the source that Azure refused, while it took others. */
      readonly notFrom?: NotFrom
    }
  /** Seen in the JIT policy. `found`: by a look after a crash or a lost answer, not after our own 202. */
  | {
      readonly kind: 'seen open'
      readonly target: number
      readonly endsAt: number
      readonly connection: Connection
      readonly found: boolean
      readonly proof?: Proof
      /** From these ranges of the source it is not seen open. Seen again with others, or none: that is what counts. */
      readonly notFrom?: NotFrom
    }
  /** The requester, an approver or an admin wants it shut before its end: every target that is open. */
  | { readonly kind: 'close'; readonly by: Person }
  /** It is asked for again with the shortest time there is, so that it is shut then. */
  | { readonly kind: 'shorten'; readonly target: number; readonly endsAt: number; readonly why: Told }
  /** It can not be shut before its end. */
  | {
      readonly kind: 'can not close'
      readonly target: number
      readonly why: Told
      /** Ranges of the source from which it was shut all the same. */
      readonly shut?: readonly string[]
    }
  /** The request `by` was seen open on the same ports, to a later end: this window goes on as that one. */
  | { readonly kind: 'extended'; readonly target: number; readonly by: RequestId; readonly endsAt: number }
  /** The request `by` was seen open on the same ports to the requester's new address: this window is to be shut. */
  | { readonly kind: 'moved'; readonly target: number; readonly by: RequestId; readonly to: Source }
  /** `keptBy`: whose window lets the same address in yet. */
  | { readonly kind: 'seen closed'; readonly target: number; readonly why: Told; readonly keptBy?: Keeper }
  /** The window is over and Azure still shows it open. */
  | { readonly kind: 'seen still open'; readonly target: number; readonly why: Told; readonly tell: boolean }
  | { readonly kind: 'warn' }
  /** A reviewer signs for a break-glass that is over. */
  | { readonly kind: 'review'; readonly by: Person; readonly verdict: ReviewVerdict; readonly comment: string }
  | { readonly kind: 'retry'; readonly by: Person; readonly now: Reevaluation }

export type RequestEventKind = RequestEvent['kind']
