import type { Requirement } from './access-policy/analysis.ts'
import type { ConfirmedSource } from './confirmed-source.ts'
import type { PersonId } from './ids.ts'
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
  /** Stored only if the requester keeps within these, counted in the same transaction. */
  readonly guard?: LimitGuard
  /** Stored only if its requester has broken no glass since then and has no other such window. Epoch milliseconds. */
  readonly coolDownSince?: number
}

/** What a change adds to what its requester has, and the most that each rule lets them have. `since`: where the day began, epoch milliseconds. */
export interface LimitGuard {
  readonly requester: PersonId
  readonly machines: number
  /** Nobody has to agree to it. */
  readonly unattended: boolean
  readonly since: number
  readonly limits: NonNullable<Requirement['limits']>
}
