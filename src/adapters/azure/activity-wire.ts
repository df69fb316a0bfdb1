import type { Activity, ActivityOperation } from '../../domain/activity.ts'
import { optionalText, textAt, timeAt } from './wire.ts'

const policyType = 'microsoft.security/locations/jitnetworkaccesspolicies'
const groupType = 'microsoft.network/networksecuritygroups'

const operations: ReadonlyMap<string, ActivityOperation> = new Map([
  [`${policyType}/initiate/action`, 'initiate'],
  [`${policyType}/write`, 'write policy'],
  [`${policyType}/delete`, 'delete policy'],
  [`${groupType}/write`, 'write group'],
  [`${groupType}/delete`, 'delete group'],
  [`${groupType}/securityrules/write`, 'write rule'],
  [`${groupType}/securityrules/delete`, 'delete rule'],
])

/** An event as the SDK has read it; undefined for one that is of no concern here. Throws `UnreadableAnswer`. */
export function readActivity(wire: unknown): Activity | undefined {
  // Every event has a time: one without is not an event, and a log that cannot be read must not look empty.
  const at = timeAt(wire, 'eventTimestamp')
  const operation = operations.get((optionalText(wire, 'operationName', 'value') ?? '').toLowerCase())
  if (operation === undefined) return undefined
  return {
    id: textAt(wire, 'eventDataId'),
    at,
    operation,
    caller: optionalText(wire, 'caller') ?? '',
    correlationId: optionalText(wire, 'correlationId') ?? '',
    resource: textAt(wire, 'resourceId').toLowerCase(),
    status: readStatus(optionalText(wire, 'status', 'value') ?? ''),
  }
}

function readStatus(text: string): Activity['status'] {
  const status = text.toLowerCase()
  if (status === 'started' || status === 'accepted' || status === 'succeeded' || status === 'failed') return status
  return 'other'
}
