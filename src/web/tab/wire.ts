/** What the API answers, as JSON. Times in epoch milliseconds of the bot's clock. Words are in the reader's zone already. */

export interface Me {
  readonly person: { readonly id: string; readonly name: string }
  readonly admin: boolean
  readonly auditor: boolean
  readonly now: number
  readonly zone: string
  readonly sandbox: boolean
  readonly policy: { readonly kind: 'policy' } | { readonly kind: 'none'; readonly why: string }
}

export type Tone = 'accent' | 'good' | 'warning' | 'attention' | 'emphasis'

export interface TargetView {
  readonly vm: string
  readonly name: string
  readonly resourceGroup: string
  readonly ports: readonly string[]
  readonly numbers: readonly number[]
  readonly status: string
  readonly endsAt?: number
  readonly openedAt?: number
  readonly closing?: true
  readonly commands: readonly string[]
  readonly rdp?: string
}

export interface RequestView {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly tone: Tone
  readonly status: string
  readonly title: string
  readonly requester: { readonly id: string; readonly name: string }
  readonly own: boolean
  readonly decided: boolean
  readonly reason: string
  readonly source: string
  readonly sourceWords: string
  readonly durationMs: number
  readonly submittedAt: number
  readonly startsAt?: number
  readonly lapsesAt?: number
  readonly waiting?: string
  readonly awaited?: readonly string[]
  readonly endsAt?: number
  readonly extends?: string
  /** The address that it was open to before; no time is added by that. */
  readonly movedFrom?: string
  readonly breakGlass?: true
  readonly rules: readonly string[]
  readonly targets: readonly TargetView[]
  readonly history: readonly string[]
  readonly notes: readonly string[]
  readonly can: {
    readonly decide: boolean
    readonly cancel: boolean
    readonly close: boolean
    readonly breakGlass: boolean
    readonly sign: boolean
    readonly retry: boolean
    readonly again: boolean
    readonly extendMs: readonly number[]
  }
  readonly shorterMs: readonly number[]
}

export interface RequestList {
  readonly now: number
  readonly requests: readonly RequestView[]
}

export interface PastRequests {
  readonly requests: readonly RequestView[]
  readonly next?: string
}

export interface MachineBrief {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly os: string
}

export interface Favourite {
  readonly vm: string
  readonly name: string
  readonly ports: readonly number[]
  readonly title: string
}

export interface FormMachine {
  readonly vm: string
  readonly name: string
  readonly place: string
  readonly os: string
  readonly jit: string
  readonly chosen: readonly number[]
  readonly rules: readonly { readonly number: number; readonly text: string; readonly maxMs: number }[]
}

/** What the form needs to know of the machines that are chosen. */
export interface FormView {
  readonly machines: readonly FormMachine[]
  readonly maxMs?: number
  readonly durationsMs?: readonly number[]
  readonly approvals?: readonly string[]
  readonly reason?: { readonly required: boolean; readonly hint?: string }
  readonly networks: readonly string[]
  readonly source?: string
  readonly problems: readonly string[]
}

export type MachineKind = 'configured' | 'not configured' | 'unsupported'

export interface Machine extends MachineBrief {
  readonly jit: MachineKind
  readonly why?: string
  readonly rules?: string
  readonly running?: boolean
  readonly windows: readonly string[]
  readonly used?: number
  readonly lastUsedAt?: number
}

export interface MachinePage {
  readonly counts: Readonly<Record<MachineKind, number>>
  readonly from: number
  readonly machines: readonly Machine[]
}

export interface PolicyView {
  readonly kind: 'policy' | 'none'
  readonly why?: string
  readonly version?: string
  readonly networks?: readonly string[]
  readonly rules?: number
  readonly stale?: boolean
  readonly text?: string
  readonly problems?: readonly { readonly line?: number; readonly message: string }[]
}

export interface Explained {
  readonly targets: readonly string[]
  readonly version: string
  readonly allowed: boolean
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  readonly refusals: readonly string[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly advice: readonly string[]
  /** What to type to be allowed. */
  readonly line?: string
}

export interface RuleRow {
  readonly port: string
  readonly protocol: string
  readonly sources: string
  readonly maximum: string
}

/** A change of port rules as its author sees it: before and after, and the rows of its form. */
export interface ConfigurationView {
  readonly id: string
  readonly version: number
  readonly verb: 'enable' | 'configure' | 'disable'
  readonly open: boolean
  readonly nothing: boolean
  readonly problems: readonly string[]
  readonly recommended: readonly RuleRow[]
  readonly networks: readonly string[]
  readonly targets: readonly {
    readonly name: string
    readonly before: string
    readonly after: string
    readonly rows: readonly RuleRow[]
    readonly state: 'draft' | 'waiting' | 'done' | 'failed'
    readonly why?: string
  }[]
}

export interface AuditRow {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly color: string
  readonly line: string
}

export interface AuditEntry {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly type: string
  readonly text: string
  readonly request?: string
}

/** A page of the ledger: requests, or entries. `older`, `newer`: words that turn it. */
export interface AuditPageView {
  readonly head: { readonly seq: number; readonly hash: string }
  readonly period: string
  readonly of: string
  readonly older?: string
  readonly newer?: string
  readonly lookedAt?: number
  readonly gaps?: readonly string[]
  readonly requests?: readonly AuditRow[]
  readonly entries?: readonly AuditEntry[]
}

interface Counted {
  readonly day: string
  readonly count: number
}

export interface AuditSummaryView {
  readonly period: string
  readonly counts: Readonly<Record<string, number>>
  readonly asked: readonly Counted[]
  readonly opened: readonly Counted[]
  readonly waits: { readonly count: number; readonly medianMs?: number; readonly longestMs?: number }
  readonly requesters: readonly { readonly name: string; readonly count: number }[]
  readonly machines: readonly { readonly name: string; readonly count: number }[]
  readonly approvers: readonly { readonly name: string; readonly approved: number; readonly denied: number }[]
}

export type VerificationView =
  | {
      readonly ok: true
      readonly entries: number
      readonly head: { readonly seq: number; readonly hash: string }
    }
  | { readonly ok: false; readonly seq: number; readonly why: string }
