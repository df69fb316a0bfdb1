import type { Job } from '../domain/job.ts'
import type { LedgerEvent } from '../domain/ledger-event.ts'
import type { Posting } from '../domain/posting.ts'

/** Which digests were posted: each period once for each conversation. */
export interface Digests {
  /** Where the last period of this conversation ended, in epoch milliseconds. */
  postedTo(conversation: string): Promise<number | undefined>
  /** Stores the posting of a period that ends at `to`, with its entries and jobs; nothing of it, and false, if one was posted up to then already. */
  post(
    period: { readonly conversation: string; readonly to: number },
    causes: {
      readonly postings: readonly Posting[]
      readonly ledger: readonly LedgerEvent[]
      readonly jobs: readonly Job[]
    },
  ): Promise<boolean>
}
