import type { ConfirmedSource } from './confirmed-source.ts'
import type { Job } from './job.ts'
import type { LedgerEvent } from './ledger-event.ts'
import type { Posting } from './posting.ts'
import type { Request } from './request.ts'

/** A change of state with all that it causes: stored as one database transaction or not at all. */
export interface Change {
  readonly request: Request
  readonly jobs: readonly Job[]
  readonly ledger: readonly LedgerEvent[]
  readonly postings: readonly Posting[]
  readonly confirmed?: ConfirmedSource
}
