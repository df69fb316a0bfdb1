import type { Person } from './person.ts'

/** An approver who is away has another one stand in. One at a time for each; times in epoch milliseconds. */
export interface Delegation {
  readonly by: Person
  readonly to: Person
  readonly since: number
  readonly until: number
}

/** So long at most. */
export const longestDelegationMs = 30 * 86_400_000
