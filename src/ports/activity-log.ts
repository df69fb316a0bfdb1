import type { Activity } from '../domain/activity.ts'

/** Which part of the log: Azure takes one narrowing at most, and none by operation. */
export interface ActivityQuery {
  /** The subscription's id. */
  readonly subscription: string
  /** Epoch milliseconds; Azure keeps 90 days, and tells of what happened minutes later. */
  readonly since: number
  readonly until?: number
  readonly only?:
    | { readonly resourceGroup: string }
    | { readonly resource: string }
    | { readonly provider: string }
    | { readonly correlationId: string }
}

export interface ActivityLog {
  /**
   * What happened to JIT policies and security groups, newest first. Azure is asked for a page when the one before is used up, so that
   * no more than one is held. Iterating throws `AzureError`.
   */
  read(query: ActivityQuery): AsyncIterable<Activity>
}
