import type { Told } from '../../words/text.ts'
import type { PersonId } from '../ids.ts'
import type { Person } from '../person.ts'
import type { Source, TargetPort } from '../target.ts'
import type { Vm } from '../vm.ts'
import type { Times } from './times.ts'

/** What is to be decided: the same shape for a request, an explanation (no id, perhaps no source or reason yet) and a test. */
export interface Ask {
  /** The moment by which hours are judged, epoch milliseconds. */
  readonly at: number
  readonly requester: Person
  readonly targets: readonly { readonly vm: Vm; readonly ports: readonly TargetPort[] }[]
  readonly durationMs?: number
  /** An extension: how long the window has stood, or will, from its first opening; `durationMs` comes on top. */
  readonly standingMs?: number
  readonly source?: Source
  readonly reason?: string
  /** What the requester has by each rule already. Absent: limits are not judged, which is for when it is submitted. */
  readonly usage?: Usage
}

/** By rule name: machines open or on their way, and requests of today that nobody had to approve. */
export interface Usage {
  readonly open: Readonly<Record<string, number>>
  readonly unattended: Readonly<Record<string, number>>
}

/** So many different people out of these groups, demanded by this rule. */
export interface RequiredApproval {
  readonly rule: string
  readonly count: number
  readonly from: readonly string[]
  readonly escalate?: Escalation
  /** Why it is demanded, where the rule demands it not always. */
  readonly because?: 'outside hours' | 'unattended used up'
}

/** These groups may approve too after that time, and are told in the channel of that name. Adds approvers, and forgives nothing. */
export interface Escalation {
  readonly afterMs: number
  readonly to: readonly string[]
  readonly notify?: string
}

/** A bound and the rule (or `Defender`, for the JIT policy's own port rule) that sets it; of several VMs, the one whose port rule it is. */
export interface Bound<T> {
  readonly value: T
  readonly rule: string
  readonly vmName?: string
}

/** What the access policy demands of one request: the strictest of all matching rules. */
export interface Requirement {
  /** Whose request it is: the one person whose own approval counts only with `selfApproval`. */
  readonly requester: PersonId
  /** Names of the rules that matched, sorted: the order of rules in the file never matters. */
  readonly rules: readonly string[]
  readonly approvals: readonly RequiredApproval[]
  readonly selfApproval: boolean
  readonly within: Bound<number>
  readonly maxDuration: Bound<number>
  /** How long a window may stand in all when it is extended. Absent in requests of before there were extensions. */
  readonly maxTotal?: Bound<number>
  /** Every one must be met. `optional`: no reason need be given, but one that is given must match. */
  readonly reason: readonly {
    readonly rule: string
    readonly pattern?: string
    readonly hint?: string
    readonly optional?: true
  }[]
  /** Every one must contain each range of the source. Absent `prefixes`: any source, subject to `narrowest`. */
  readonly sources: readonly {
    readonly rule: string
    readonly networks?: readonly string[]
    readonly prefixes?: readonly string[]
    readonly narrowest?: number
  }[]
  /** To be counted when the request is stored. Absent: none (and in requests of older versions). */
  readonly limits?: readonly {
    readonly rule: string
    readonly openPerPerson?: number
    readonly unattendedPerPersonPerDay?: number
  }[]
  /** After so many milliseconds the approvals channels are reminded. Absent: at each quarter of `within`. */
  readonly remind?: readonly number[]
  /** Names of conversations to post the approval card to. */
  readonly notify: readonly string[]
}

/** Why a request may not be. Each is turned into one sentence for people and one entry for the ledger. */
export type Finding =
  /** No rule covers it, or none lets this person know of the VM; looks the same as a VM that does not exist. */
  | { readonly kind: 'not covered'; readonly vmName: string; readonly port?: number }
  | { readonly kind: 'denied'; readonly rule: string; readonly text: string }
  | { readonly kind: 'not a requester'; readonly rule: string }
  | { readonly kind: 'too long'; readonly askedMs: number; readonly max: Bound<number> }
  | {
      readonly kind: 'too long in all'
      readonly askedMs: number
      readonly standingMs: number
      readonly max: Bound<number>
    }
  /** An extension that ends later than one call of *initiate* can reach now, by Defender's port rule. */
  | { readonly kind: 'beyond one call'; readonly askedMs: number; readonly leftMs: number }
  | { readonly kind: 'too short'; readonly askedMs: number; readonly minMs: number }
  | {
      readonly kind: 'source not allowed'
      readonly rule: string
      readonly source: string
      readonly allowed: readonly string[]
      /** Of several VMs, the one whose port rule refuses. */
      readonly vmName?: string
    }
  | { readonly kind: 'source too wide'; readonly rule: string; readonly source: string; readonly narrowest: number }
  | {
      readonly kind: 'port not in JIT policy'
      readonly vmName: string
      readonly port: number
      readonly allowed: readonly number[]
    }
  | { readonly kind: 'reason missing'; readonly rule: string; readonly hint?: string }
  | { readonly kind: 'reason does not match'; readonly rule: string; readonly hint?: string }
  | { readonly kind: 'reason too long'; readonly length: number; readonly max: number }
  | {
      readonly kind: 'nobody can approve'
      readonly rule: string
      readonly count: number
      readonly from: readonly string[]
    }
  /** `next`: when it will be allowed. `hours` are words in English in findings of older releases; times in `zone`. */
  | {
      readonly kind: 'outside hours'
      readonly rule: string
      readonly hours: Times | string
      readonly zone: string
      readonly at: number
      readonly next?: number
    }
  | {
      readonly kind: 'too many open'
      readonly rule: string
      readonly open: number
      readonly asked: number
      readonly max: number
    }
  /** Unattended approvals of today, and nobody is named who could be asked instead. */
  | { readonly kind: 'unattended used up'; readonly rule: string; readonly max: number }
  /** Our fault, never the person's: a group that cannot be read, a pattern that breaks. */
  | { readonly kind: 'rule broke'; readonly rule: string; readonly why: Broke }
  /** Not among those who may break glass, or nobody may: it looks the same. */
  | { readonly kind: 'not for break-glass' }
  /** Broken before, not long ago. `until` absent: until what is open is closed. Times in `zone`. */
  | { readonly kind: 'cooling down'; readonly at: number; readonly until?: number; readonly zone: string }
  /** `why` as the loader of the policy has it, for operators. */
  | { readonly kind: 'no policy'; readonly why: string }

/** Why a rule could not be evaluated. Words in English in findings of older releases. */
export type Broke =
  | string
  | { readonly kind: 'unknown networks'; readonly networks: readonly string[] }
  /** `why` in the words of the pattern's parser. */
  | { readonly kind: 'bad pattern'; readonly why: string }
  | { readonly kind: 'unknown system'; readonly vmName: string }
  /** `reasons`: as whoever read them has it. */
  | { readonly kind: 'unreadable groups'; readonly groups: readonly string[]; readonly reasons: readonly Told[] }
  | { readonly kind: 'unreadable break-glass' }

/** One matching rule and how it went. */
export interface RuleResult {
  readonly rule: string
  readonly outcome: 'passed' | 'failed' | 'broke'
}

/**
 * The decision as data. Allowed only if `findings` is empty; then `requirement.approvals` says who must agree
 * (empty: unattended). Feeds the card, the explanation, the ledger and the tests.
 */
export interface PolicyAnalysis {
  readonly policyVersion: string
  readonly rules: readonly RuleResult[]
  readonly findings: readonly Finding[]
  readonly requirement: Requirement
  /** Per required approval, who could give it now (the requester left out unless self-approval is allowed); of very many the first hundred. */
  readonly approvers: readonly { readonly approval: RequiredApproval; readonly people: readonly PersonId[] }[]
}
