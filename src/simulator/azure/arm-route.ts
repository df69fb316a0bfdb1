import type { Actor } from './actor.ts'
import type { World } from './world.ts'

/** The name under which a call is counted and by which a fault picks it. */
export type AzureOperation =
  | 'list'
  | 'get'
  | 'put'
  | 'delete'
  | 'initiate'
  | 'graph'
  | 'subscriptions'
  | 'pricing'
  | 'locations'
  | 'vm-get'
  | 'nic-get'
  | 'public-ip-get'
  | 'nsg-list'
  | 'nsg-get'
  | 'rule-list'
  | 'rule-get'
  | 'rule-delete'
  | 'activity-log'
  | 'permissions'

export type ArmCall = {
  readonly world: World
  /** The path as it was sent, decoded, slashes collapsed. */
  readonly path: string
  /** What stood in the braces of the route's pattern, in its own case; `''` where the pattern has no such name. */
  param(name: string): string
  /** By the lower-cased key. */
  readonly query: ReadonlyMap<string, string>
  readonly body: unknown
  /** The address of another page of this answer, on the host that the caller used. */
  pageUrl(skipToken: string): string
  readonly actor: Actor
  /** Set by a fault: how long after its 202 a request is `Initiated`, instead of what the settings say. */
  readonly initiatedAfterMs?: number | 'never'
}

/** `body` absent: an empty answer. */
export type ArmAnswer = { readonly status: number; readonly body?: unknown }

export type ArmRoute = {
  readonly operation: AzureOperation
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** `{name}` takes one segment; everything else is compared without case. */
  readonly pattern: string
  /** The api-versions that it knows; `dated`: any that looks like one. */
  readonly versions: readonly string[] | 'dated'
  /** The action of Azure RBAC that the caller must hold; absent: none. */
  readonly action?: string
  /** Whether it changes what others see. */
  readonly changes?: true
  handle(call: ArmCall): ArmAnswer
}
