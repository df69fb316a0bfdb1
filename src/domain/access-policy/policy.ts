import type { PersonId } from '../ids.ts'
import type { Escalation } from './analysis.ts'
import type { Times } from './times.ts'

/** A group of Entra, by its object id, in the directory of its tenant. Groups within it count. Lower-cased. */
export interface EntraGroup {
  readonly kind: 'entra'
  readonly tenant: string
  readonly id: string
}

/** Whoever is a member of the Teams channel that is bound for approvals under this name. */
export interface ChannelGroup {
  readonly kind: 'channel'
  readonly name: string
}

/** Who is in a group: people that the policy lists, or whoever is in it elsewhere at the moment. */
export type Group = { readonly kind: 'people'; readonly people: readonly PersonId[] } | EntraGroup | ChannelGroup

/** Which VMs and ports a rule speaks of. An absent part matches everything; a list matches if any of it does. */
export interface Condition {
  readonly vm?: {
    /** Globs, without regard to case. */
    readonly names?: readonly string[]
    readonly tags?: Readonly<Record<string, readonly string[]>>
    readonly resourceGroups?: readonly string[]
    readonly subscriptions?: readonly string[]
    readonly locations?: readonly string[]
    readonly os?: readonly ('windows' | 'linux')[]
  }
  readonly ports?: readonly number[]
}

/** So many different people out of the union of these groups. An empty `from` means nobody: it can never be met. */
export interface Approval {
  readonly count: number
  readonly from: readonly string[]
}

/** When a rule lets people in as it says. */
export interface Hours extends Times {
  /** Demanded on top at all other times. Absent: nobody is let in then. */
  readonly outside?: readonly Approval[]
}

/** What one person may have by a rule. */
export interface Limits {
  /** Machines that are open, or asked for and may come to be, at once. */
  readonly openPerPerson?: number
  /** Requests approved by the rule alone, from midnight to midnight in the policy's zone. */
  readonly unattendedPerPersonPerDay?: number
  /** Demanded when the day's unattended ones are used up. Absent: refused. */
  readonly then?: readonly Approval[]
}

/** One rule of the access policy. `deny` present: it refuses with that text and nothing else of it counts. */
export interface Rule {
  readonly name: string
  readonly when: Condition
  /** Group names; the group `everyone` always exists; empty means nobody. */
  readonly requesters: readonly string[]
  /** All must be met; empty stands for `none` and asks for nothing. */
  readonly approvals: readonly Approval[]
  readonly selfApproval: boolean
  readonly withinMs?: number
  readonly maxDurationMs?: number
  /** How long a window may stand in all when it is extended; absent: no longer than `maxDurationMs`. */
  readonly maxTotalMs?: number
  readonly reason?: { readonly required: boolean; readonly pattern?: string; readonly hint?: string }
  /** Names out of `networks`, and the widest prefix length accepted (32 = single addresses only). Empty networks: no source at all. */
  readonly sources?: { readonly networks?: readonly string[]; readonly narrowest?: number }
  readonly notify: readonly string[]
  /** Who may approve too when nobody has for so long. */
  readonly escalate?: Escalation
  /** When the approvals channels are reminded, milliseconds after it was asked. Empty: never. */
  readonly remindMs?: readonly number[]
  readonly hours?: Hours
  readonly limits?: Limits
  readonly deny?: string
}

/** Who may open without asking anybody when nobody can be asked, and who signs for it afterwards. Empty `people`: nobody. */
export interface BreakGlass {
  readonly people: readonly string[]
  readonly maxDurationMs: number
  /** Groups that sign for each use; never the person who used it. */
  readonly reviewers: readonly string[]
  /** How long the same person waits before the next. */
  readonly coolDownMs: number
}

/** Our `policy.yaml`, parsed and checked. `version` is a hash of the file's text. */
export interface AccessPolicy {
  readonly version: string
  readonly zone: string
  readonly networks: Readonly<Record<string, readonly string[]>>
  readonly groups: Readonly<Record<string, Group>>
  readonly admins: readonly string[]
  readonly auditors: readonly string[]
  /** For rules that do not say. */
  readonly defaults?: {
    readonly withinMs?: number
    readonly maxDurationMs?: number
    readonly remindMs?: readonly number[]
  }
  readonly rules: readonly Rule[]
  readonly breakGlass?: BreakGlass
}
