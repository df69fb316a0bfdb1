import { defenderCaller } from '../../domain/activity.ts'
import type { Actor } from './actor.ts'
import type { JitPolicy } from './jit-policy.ts'
import type { JitRequest } from './jit-request.ts'

/** One operation as it is kept: its events share the correlation id. */
export type Activity = {
  readonly correlationId: string
  readonly subscriptionId: string
  readonly events: readonly ActivityEvent[]
}

export type ActivityEvent = {
  readonly atMs: number
  readonly caller: string
  /** Such as `Microsoft.Network/networkSecurityGroups/write`. */
  readonly operation: string
  readonly resourceId: string
  readonly status: 'Started' | 'Accepted' | 'Succeeded'
}

const initiateAction = 'Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action'

/** One call of initiate: on the policy, on each VM, and what Defender then writes to each filter, if it ever does. */
export function initiateActivity(actor: Actor, policy: JitPolicy, request: JitRequest, filterIds: string[]): Activity {
  const { caller } = actor
  const asked = { atMs: request.startMs, caller, operation: initiateAction }
  const writtenAtMs = request.virtualMachines[0]?.ports[0]?.initiatedAtMs ?? null
  return activity(actor, policy.subscriptionId, [
    { ...asked, resourceId: policy.id, status: 'Started' },
    { ...asked, resourceId: policy.id, status: 'Accepted' },
    ...request.virtualMachines.map(({ id }) => ({ ...asked, resourceId: id, status: 'Succeeded' as const })),
    ...(writtenAtMs === null ? [] : filterIds).map((resourceId) => ({
      atMs: writtenAtMs ?? 0,
      caller: defenderCaller,
      operation: `${typeOf(resourceId)}/write`,
      resourceId,
      status: 'Succeeded' as const,
    })),
  ])
}

/** A resource that was written or deleted. */
export function changeActivity(actor: Actor, atMs: number, what: 'write' | 'delete', resourceId: string): Activity {
  const done = { atMs, caller: actor.caller, operation: `${typeOf(resourceId)}/${what}`, resourceId }
  return activity(actor, resourceId.split('/')[2]?.toLowerCase() ?? '', [
    { ...done, status: 'Started' },
    { ...done, status: 'Succeeded' },
  ])
}

/** `Microsoft.Network/networkSecurityGroups/securityRules` out of the id of such a resource. */
export function typeOf(resourceId: string): string {
  const [provider = '', ...rest] = resourceId.replace(/^.*\/providers\//i, '').split('/')
  return [provider, ...rest.filter((_, index) => index % 2 === 0)].join('/')
}

function activity({ correlationId }: Actor, subscriptionId: string, events: readonly ActivityEvent[]): Activity {
  return { correlationId, subscriptionId, events }
}
