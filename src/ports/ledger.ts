import type { PersonId, RequestId } from '../domain/ids.ts'
import type { LedgerEntry, LedgerEvent, LedgerFact } from '../domain/ledger-event.ts'

/** The append-only, hash-chained record. Entries written with a change of state are chained within a second. */
export interface Ledger {
  /** For events that no change of a request causes (a refused click). */
  append(events: readonly LedgerEvent[]): Promise<void>
  /** Sealed entries of a period, oldest first, in pages: bounded memory whatever the period. */
  read(filter: {
    readonly from?: number
    readonly to?: number
    readonly request?: RequestId
    readonly person?: PersonId
    /** Entries of these types alone. */
    readonly types?: readonly LedgerFact['type'][]
  }): AsyncIterable<LedgerEntry>
  /** Newest first. */
  latest(filter: {
    readonly from?: number
    readonly request?: RequestId
    readonly text?: string
    readonly limit: number
  }): Promise<LedgerEntry[]>
  /** Chains everything written so far, then answers the last link. */
  head(): Promise<{ readonly seq: number; readonly hash: string }>
}
