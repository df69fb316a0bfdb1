import { createHash } from 'node:crypto'
import { type ActivityEvent, typeOf } from './activity.ts'
import type { LoggedActivity } from './activity-log.ts'
import { formatArmTime } from './arm-time.ts'

/** An event with the operation that it is of and its place there. */
export type PlacedEvent = { readonly activity: LoggedActivity; readonly event: ActivityEvent; readonly index: number }

/** An event of the activity log as Azure writes it. `delayMs`: from when it happened until it can be asked for. */
export function eventToWire({ activity, event, index }: PlacedEvent, delayMs: number): Record<string, unknown> {
  const { atMs, caller, operation, resourceId, status } = event
  const eventDataId = guidOf(`event ${activity.sequence} ${index}`)
  const ticks = String(BigInt(Math.trunc(atMs)) * 10_000n + 621_355_968_000_000_000n)
  const name = status === 'Started' ? 'BeginRequest' : 'EndRequest'
  return {
    authorization: { action: operation, scope: resourceId },
    caller,
    channels: 'Operation',
    claims: {},
    category: localizable('Administrative'),
    correlationId: activity.correlationId,
    description: '',
    eventDataId,
    eventName: { value: name, localizedValue: name.replace('R', ' r') },
    eventTimestamp: formatArmTime(atMs, index),
    id: `${resourceId}/events/${eventDataId}/ticks/${ticks}`,
    level: 'Informational',
    operationId: guidOf(`operation ${activity.sequence}`),
    operationName: localizable(operation),
    properties: { eventCategory: 'Administrative', entity: resourceId },
    resourceGroupName: resourceGroupOf(resourceId),
    resourceId,
    resourceProviderName: localizable(providerOf(resourceId)),
    resourceType: localizable(typeOf(resourceId)),
    status: localizable(status),
    subStatus: subStatuses[status],
    submissionTimestamp: formatArmTime(atMs + delayMs),
    subscriptionId: activity.subscriptionId,
  }
}

export function resourceGroupOf(resourceId: string): string {
  return /\/resourceGroups\/([^/]+)/i.exec(resourceId)?.[1] ?? ''
}

export function providerOf(resourceId: string): string {
  return typeOf(resourceId).split('/')[0] ?? ''
}

const subStatuses: Readonly<Record<ActivityEvent['status'], object>> = {
  Started: { value: '', localizedValue: '' },
  Accepted: { value: 'Accepted', localizedValue: 'Accepted (HTTP Status Code: 202)' },
  Succeeded: { value: 'OK', localizedValue: 'OK (HTTP Status Code: 200)' },
}

function localizable(value: string): object {
  return { value, localizedValue: value }
}

function guidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}
