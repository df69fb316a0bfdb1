import type { Finding, RequiredApproval } from './access-policy/analysis.ts'
import type { OutsideWindow } from './drift.ts'
import type { RequestId } from './ids.ts'
import type { Person } from './person.ts'
import type { PolicyDrift, VmGone } from './policy-drift.ts'
import type { Extension, Keeper, Proof, ReviewVerdict, Source, Target } from './request.ts'
import type { RuleDrift } from './rule-drift.ts'
import type { PortRule } from './vm.ts'

/** Who did it: a person, or the bot itself. */
export type Actor = Person | 'bot'

/** What happened, by type. Each carries just what an auditor needs to read it a year later without the request. */
export type LedgerFact =
  | { readonly type: 'request refused'; readonly asked: string; readonly findings: readonly Finding[] }
  | {
      readonly type: 'request submitted'
      readonly targets: readonly Target[]
      readonly source: Source
      readonly durationMs: number
      readonly reason: string
      readonly rules: readonly string[]
      readonly extends?: Extension
      readonly startsAt?: number
    }
  | {
      readonly type: 'request approved'
      readonly unattended: boolean
      readonly approvers: readonly Person[]
      readonly rules: readonly string[]
      /** When it was asked; absent in entries of older releases. */
      readonly submittedAt?: number
      /** Absent: as long as was asked. */
      readonly durationMs?: number
    }
  /** Opened at once, without the approvals that the rules demand. */
  | {
      readonly type: 'break-glass used'
      readonly skipped: readonly RequiredApproval[]
      readonly reviewers: readonly string[]
    }
  | { readonly type: 'break-glass reviewed'; readonly verdict: ReviewVerdict; readonly comment: string }
  | { readonly type: 'request denied'; readonly reason: string; readonly standsFor?: readonly Person[] }
  | { readonly type: 'request cancelled' }
  | { readonly type: 'request lapsed'; readonly why: string }
  | { readonly type: 'request failed'; readonly why: string }
  | { readonly type: 'request closed'; readonly why: string }
  | { readonly type: 'request retried' }
  | {
      readonly type: 'approval given'
      readonly groups: readonly string[]
      readonly standsFor?: readonly Person[]
      readonly comment?: string
      /** Approved for no longer than this. */
      readonly forMs?: number
    }
  /** An approver who is away has another one stand in. */
  | { readonly type: 'delegation given'; readonly to: Person; readonly until: number }
  | { readonly type: 'delegation stopped'; readonly to: Person }
  | { readonly type: 'reminder sent'; readonly nth: number; readonly of: number }
  /** These groups may approve too, since nobody had for so long. */
  | {
      readonly type: 'request escalated'
      readonly rule: string
      readonly to: readonly string[]
      readonly afterMs: number
    }
  /** While a request waited: more is demanded, or it can not be approved as it is. */
  | {
      readonly type: 'policy became stricter'
      readonly approvals: readonly RequiredApproval[]
      readonly findings: readonly Finding[]
    }
  /** A click or command that was not allowed, or came too late. */
  | { readonly type: 'attempt refused'; readonly attempted: string; readonly why: string }
  | {
      readonly type: 'opening called'
      readonly vm: string
      readonly ports: readonly number[]
      readonly source: string
      readonly endsAt: number
      readonly attempt: number
      /** Requests whose windows on the same ports the call carried on. */
      readonly carries?: readonly RequestId[]
    }
  | { readonly type: 'opening accepted'; readonly vm: string; readonly correlationId?: string }
  | {
      readonly type: 'opening open'
      readonly vm: string
      readonly ports: readonly number[]
      readonly source: string
      readonly endsAt: number
      readonly found: boolean
      readonly proof?: Proof
    }
  /** Open, but not seen open from these ranges of the source; none: from all of them by now. */
  | {
      readonly type: 'opening not from'
      readonly vm: string
      readonly sources: readonly string[]
      readonly why: string
    }
  | { readonly type: 'opening failed'; readonly vm: string; readonly why: string }
  | { readonly type: 'closing asked'; readonly vms: readonly string[] }
  /** `endsAt`: when it will be shut instead of at once. */
  | { readonly type: 'closing delayed'; readonly vm: string; readonly endsAt: number; readonly why: string }
  /** Another request carries the window on, to `endsAt`; it was not shut. */
  | { readonly type: 'opening extended'; readonly vm: string; readonly by: RequestId; readonly endsAt: number }
  /** The requester's address changed: another request goes on to the new one, and the old one is to be shut. */
  | {
      readonly type: 'address changed'
      readonly vm: string
      readonly by: RequestId
      readonly from: Source
      readonly to: Source
    }
  /** `openedAt` is absent in entries of older releases; `closeAskedAt`: somebody wanted it shut before its end. */
  | {
      readonly type: 'opening closed'
      readonly vm: string
      readonly why: string
      readonly openedAt?: number
      readonly closeAskedAt?: number
      readonly keptBy?: Keeper
    }
  | { readonly type: 'opening still open'; readonly vm: string; readonly why: string }
  | { readonly type: 'notice sent'; readonly endsAt: number }
  /** Found by the watcher: somebody opened it past the bot. */
  | { readonly type: 'drift opened'; readonly window: OutsideWindow }
  | { readonly type: 'drift rule'; readonly drift: RuleDrift }
  /** A JIT policy is not as it was last seen or written. */
  | { readonly type: 'drift policy'; readonly drift: PolicyDrift }
  | { readonly type: 'drift vm gone'; readonly gone: VmGone }
  | { readonly type: 'policy loaded'; readonly text: string }
  | { readonly type: 'policy not loaded'; readonly problems: readonly string[] }
  | { readonly type: 'channel bound'; readonly purpose: string; readonly name: string; readonly conversation: string }
  /** `seen`: the address that the person's own client was seen at, where a page found it out. */
  | { readonly type: 'source confirmed'; readonly source: Source; readonly seen?: string }
  | { readonly type: 'channel unbound'; readonly purpose: string; readonly name: string; readonly conversation: string }
  /** `language`: ISO 639-1; absent: as everywhere. */
  | { readonly type: 'channel language chosen'; readonly conversation: string; readonly language?: string }
  /** The bot can not post there any more. `names`: what it was bound as. */
  | {
      readonly type: 'channel lost'
      readonly conversation: string
      readonly names: readonly string[]
      readonly why: string
    }
  | { readonly type: 'channel back'; readonly conversation: string; readonly names: readonly string[] }
  /** An admin confirmed a change of port rules. */
  | { readonly type: 'jit configuration asked'; readonly targets: readonly ConfiguredRules[] }
  /** Azure shows the rules as confirmed. `found`: it did before anything was written. */
  | ({ readonly type: 'jit configured'; readonly found: boolean } & ConfiguredRules)
  | {
      readonly type: 'jit configuration failed'
      readonly policy: string
      readonly vms: readonly string[]
      readonly why: string
    }
  /** Somebody took the file of a period with them. `of`: what it was narrowed to. */
  | {
      readonly type: 'ledger exported'
      readonly from?: number
      readonly to?: number
      readonly of?: string
      /** Absent: CSV. */
      readonly format?: 'jsonl'
    }
  | {
      readonly type: 'digest posted'
      readonly conversation: string
      readonly from: number
      readonly to: number
      readonly head: string
      /** The head's place in the chain; absent in entries of older releases. */
      readonly seq?: number
    }

/** The port rules of one VM in one JIT policy, before and after. */
interface ConfiguredRules {
  readonly vm: string
  readonly policy: string
  readonly before: readonly PortRule[]
  readonly after: readonly PortRule[]
}

/** One thing that happened, before it is chained. `at` in epoch milliseconds. */
export interface LedgerEvent {
  readonly at: number
  readonly actor: Actor
  readonly request?: RequestId
  readonly policyVersion?: string
  readonly fact: LedgerFact
}

/** One link of the chain as stored: `hash` covers every other field. `seq` counts from 1 without gaps. */
export interface LedgerEntry {
  readonly seq: number
  readonly event: LedgerEvent
  readonly previous: string
  readonly hash: string
}
