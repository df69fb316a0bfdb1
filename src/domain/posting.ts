import type { AdminNews } from './admin-news.ts'
import type { Delegation } from './delegation.ts'
import type { OutsideWindow } from './drift.ts'
import type { ConfigurationId, PersonId, RequestId } from './ids.ts'
import type { Person } from './person.ts'
import type { PolicyDrift, VmGone } from './policy-drift.ts'
import type { RuleDrift } from './rule-drift.ts'

/** Where a message goes: a Teams conversation (perhaps in a thread), or the personal chat with somebody. */
export type Destination =
  | { readonly kind: 'conversation'; readonly id: string; readonly thread?: string }
  | { readonly kind: 'person'; readonly person: PersonId }

/** For whom a request's card is made: the requester's status card, or the approvers' card in a channel. */
export type Audience = 'requester' | 'approvers'

/** What happened, told once as a message of its own, because an edited card alone notifies nobody. */
export type NoticeKind =
  | 'reviewed'
  | 'stricter'
  | 'denied'
  | 'lapsed'
  | 'open'
  | 'failed'
  | 'ends soon'
  | 'closing'
  | 'closed'
  | 'still open'

export type PostingContent =
  /** A projection of the request: posted once, then edited whenever the request has a newer version. */
  | { readonly kind: 'request card'; readonly request: RequestId; readonly audience: Audience }
  /** A projection of a change of port rules, edited like a request's card. */
  | { readonly kind: 'configuration card'; readonly configuration: ConfigurationId }
  /** Posted once and never edited, but that the notice before the end follows its request. `mention`: who is told. */
  | { readonly kind: 'notice'; readonly request: RequestId; readonly notice: NoticeKind; readonly mention?: Person }
  /** `zone`: the channel's own, where it has one. */
  | { readonly kind: 'digest'; readonly from: number; readonly to: number; readonly zone?: string }
  /** Told to whoever stands in. */
  | { readonly kind: 'delegation'; readonly delegation: Delegation }
  /** Posted once. */
  | { readonly kind: 'drift'; readonly window: OutsideWindow }
  | { readonly kind: 'rule drift'; readonly drift: RuleDrift }
  | { readonly kind: 'policy drift'; readonly drift: PolicyDrift }
  | { readonly kind: 'vm gone'; readonly gone: VmGone }
  | { readonly kind: 'admin news'; readonly news: AdminNews }

/** One thing that people are to see. Posted once for each key, whatever is retried. */
export interface Posting {
  readonly key: string
  readonly to: Destination
  readonly content: PostingContent
  /** A message that is there already and becomes this one by an edit (a form that was sent off). */
  readonly takesOver?: { readonly conversation: string; readonly messageId: string }
  /** Whoever stores it shows it at once, without a job; the delivery queue leaves it alone for as long as that may take. */
  readonly held?: true
}

/** The Teams conversation or the person as one string: the name of the delivery queue. */
export function destinationKey(to: Destination): string {
  return to.kind === 'person' ? `person:${to.person}` : to.id
}
