import { createHash } from 'node:crypto'
import { formatArmTime } from './arm-time.ts'
import type { JitPolicy } from './jit-policy.ts'
import { type JitRequest, statusOf } from './jit-request.ts'
import type { World } from './world.ts'

export const policyType = 'Microsoft.Security/locations/jitNetworkAccessPolicies'

/** A policy as Azure answers it, with its requests in no order. */
export function policyToWire(world: World, policy: JitPolicy): object {
  const requests = world.requestsOfPolicy(policy.id.toLowerCase())
  const isProvisioned = policy.updatedAtMs + world.settings.provisionedAfterMs <= world.now()
  return {
    kind: 'Basic',
    properties: {
      virtualMachines: policy.virtualMachines,
      requests: shuffled(requests).map((request) => requestToWire(request, world.now())),
      provisioningState: isProvisioned ? 'Succeeded' : 'Updating',
      appendMode: false,
    },
    id: policy.id,
    name: policy.name,
    type: policyType,
    location: policy.location,
  }
}

/** A request as Azure answers it: it has no id, and what is absent is left out. */
export function requestToWire(request: JitRequest, nowMs: number): object {
  return {
    virtualMachines: request.virtualMachines.map((vm) => ({
      id: vm.id,
      ports: vm.ports.map((port) => ({
        number: port.number,
        ...(port.plural
          ? { allowedSourceAddressPrefixes: port.sources }
          : { allowedSourceAddressPrefix: port.sources[0] }),
        endTimeUtc: formatArmTime(port.endMs),
        ...statusOf(port, nowMs),
        ...(port.mappedPort !== undefined && { mappedPort: port.mappedPort }),
      })),
    })),
    startTimeUtc: formatArmTime(request.startMs, disorder(request) % 10_000),
    requestor: request.requestor,
    ...(request.justification !== undefined && { justification: request.justification }),
  }
}

/** The same disorder every time: nobody may rely on an order, and tests can be repeated. */
function shuffled(requests: readonly JitRequest[]): JitRequest[] {
  return requests
    .map((request) => ({ request, place: disorder(request) }))
    .sort((a, b) => a.place - b.place)
    .map(({ request }) => request)
}

function disorder(request: JitRequest): number {
  return createHash('sha256').update(`${request.policyId} ${request.sequence}`).digest().readUInt32BE()
}
