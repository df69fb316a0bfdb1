/** What of Azure's activity log concerns access to VMs. `… group` is a whole network security group, which Defender writes when it opens a port. */
export type ActivityOperation =
  | 'initiate'
  | 'write policy'
  | 'delete policy'
  | 'write group'
  | 'delete group'
  | 'write rule'
  | 'delete rule'

/** One event of Azure's activity log. Several tell of one operation: it starts, it ends, and what it does elsewhere; they share `correlationId`. */
export interface Activity {
  /** Azure's own; the same event may be told twice while pages are read. */
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly operation: ActivityOperation
  /** A person's UPN, or an app's id; empty where Azure does not say. */
  readonly caller: string
  readonly correlationId: string
  /** ARM resource id, lower-cased: the JIT policy or a VM of an initiate, the group or the rule. */
  readonly resource: string
  readonly status: 'started' | 'accepted' | 'succeeded' | 'failed' | 'other'
}

/** Defender's own app, as which it writes the rules of what somebody else initiated. */
export const defenderCaller = '8edd93e1-2103-40b4-bd70-6e34e586362d'
