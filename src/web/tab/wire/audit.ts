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
