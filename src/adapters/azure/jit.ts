import type { SecurityCenter } from '@azure/arm-security'
import { type JitPolicyId, partsOf } from '../../domain/ids.ts'
import type { JitPolicy } from '../../domain/jit-policy.ts'
import { parseSource, showSource } from '../../domain/source.ts'
import { AzureError, type InitiateCall, type Jit } from '../../ports/jit.ts'
import type { Call } from './azure-error.ts'
import { readJitPolicy } from './jit-policy-wire.ts'
import { withoutSource } from './never-without-source.ts'
import type { SecurityClients } from './security-clients.ts'
import { type CallParts, watchedCall } from './watched-call.ts'
import { UnreadableAnswer } from './wire.ts'

/** An *initiate* takes Azure about three seconds. */
export interface AzureJitParts extends CallParts {
  readonly clients: SecurityClients
  /** Told of each policy that was read: it is newer than what the estate knows. */
  readonly onRead?: (policy: JitPolicy) => void
}

/** Defender for Cloud's just-in-time access by its REST interface. Repeats nothing: its caller knows when that does no harm. */
export function azureJit({ clients, onRead, ...parts }: AzureJitParts): Jit {
  async function call<T>(
    operation: Call,
    policy: JitPolicyId,
    make: (client: SecurityCenter, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return await watchedCall(parts, operation, { policy }, async (abortSignal) =>
      make(await clients(partsOf(policy).subscription), abortSignal),
    )
  }

  return {
    async read(id) {
      const policy = await call('read', id, async (client, abortSignal) => {
        const answer = await client.jitNetworkAccessPolicies.get(...placeOf(id), { abortSignal })
        const read = readJitPolicy(answer)
        if (read.id !== id) throw new UnreadableAnswer('another policy was answered')
        return read
      })
      onRead?.(policy)
      return policy
    },

    async initiate(id, { vm, ports, source, endsAt, carried = [], justification }) {
      const asked = [{ ports, source, endsAt }, ...carried].flatMap(askedPorts)
      return await call('initiate', id, async (client, abortSignal) => {
        let correlationId: string | undefined
        await client.jitNetworkAccessPolicies.initiate(
          ...placeOf(id),
          { virtualMachines: [{ id: vm, ports: asked }], justification },
          {
            abortSignal,
            onResponse: ({ headers }) => {
              correlationId = headers.get('x-ms-correlation-request-id')
            },
          },
        )
        return correlationId ? { correlationId } : {}
      })
    },
  }
}

function askedPorts({ ports, source, endsAt }: Pick<InitiateCall, 'ports' | 'source' | 'endsAt'>) {
  const allowedSourceAddressPrefix = sendableSource({ source, ports })
  return ports.map((number) => ({ number, endTimeUtc: new Date(endsAt), allowedSourceAddressPrefix }))
}

/** The source as the portal sends it. Throws where there is none: before anything is sent, whatever the types were made to say. */
function sendableSource({ source, ports }: Pick<InitiateCall, 'source' | 'ports'>): string {
  const parsed = typeof source === 'string' ? parseSource(source) : undefined
  if (!parsed?.ok) throw withoutSource()
  if (ports.length === 0)
    throw new AzureError('The call was not sent: it names no port.', { outcome: 'refused', code: 'NoPort' })
  return showSource(parsed.prefix)
}

/** Resource group, region and name. The region is the VM's, as the policy's own id has it. */
function placeOf(id: JitPolicyId): [resourceGroup: string, region: string, name: string] {
  const { resourceGroup, name } = partsOf(id)
  return [resourceGroup, /\/locations\/([^/]+)\//.exec(id)?.[1] ?? '', name]
}
