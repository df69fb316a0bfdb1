import type { JitPolicy } from '../domain/jit-policy.ts'
import type { LedgerEvent } from '../domain/ledger-event.ts'
import type { Posting } from '../domain/posting.ts'

/** What the watcher has found and how far it has looked. Throws `StoreUnavailable`. */
export interface DriftStore {
  /** Epoch milliseconds; undefined before the first look. */
  lookedAt(): Promise<number | undefined>
  looked(at: number): Promise<void>
  /** Stores it with what tells of it, all in one transaction, the first time that this key is found; false otherwise. */
  note(key: string, at: number, ledger: readonly LedgerEvent[], postings: readonly Posting[]): Promise<boolean>
}

/** The JIT policies of every subscription that has a VM, by lists: few calls. Throws `AzureError` where a list cannot be read. */
export interface JitRecords {
  all(): AsyncIterable<JitPolicy>
}
