import type { Delegation } from '../domain/delegation.ts'
import type { PersonId } from '../domain/ids.ts'
import type { LedgerEvent } from '../domain/ledger-event.ts'
import type { Posting } from '../domain/posting.ts'

/** Who stands in for whom. Throws `StoreUnavailable`. */
export interface DelegationStore {
  /** In the place of one that the same person gave before. */
  give(delegation: Delegation, ledger: readonly LedgerEvent[], postings: readonly Posting[]): Promise<void>
  /** False, and nothing is written, where there was none. */
  stop(by: PersonId, ledger: readonly LedgerEvent[]): Promise<boolean>
  /** All that hold now, first those that end first. */
  active(now: number): Promise<Delegation[]>
  /** Those that hold now and were given to this person. */
  to(person: PersonId, now: number): Promise<Delegation[]>
}
