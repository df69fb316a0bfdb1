import type { JitPolicy } from '../../domain/jit-policy.ts'
import { parseSource, showSource } from '../../domain/source.ts'
import { AzureError, type InitiateCall, type Jit } from '../../ports/jit.ts'
import { type AzureCallParts, azureCall } from './azure-call.ts'
import { readJitPolicy } from './jit-policy-wire.ts'
import { withoutSource } from './never-without-source.ts'
import { placeOf } from './policy-place.ts'
import { UnreadableAnswer } from './wire.ts'

export interface AzureJitParts extends AzureCallParts {
  /** Told of each policy that was read: it is newer than what the estate knows. */
  readonly onRead?: (policy: JitPolicy) => void
}

/** Defender for Cloud's just-in-time access by its REST interface. Repeats nothing: its caller knows when that does no harm. */
export function azureJit({ onRead, ...parts }: AzureJitParts): Jit {
  const call = azureCall(parts)

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
    throw new AzureError(({ words }) => words.azure.noPort, { outcome: 'refused', code: 'NoPort' })
  return showSource(parsed.prefix)
}
