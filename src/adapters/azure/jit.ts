import type { SecurityCenter } from '@azure/arm-security'
import { type JitPolicyId, partsOf } from '../../domain/ids.ts'
import type { JitPolicy } from '../../domain/jit-policy.ts'
import { parseSource, showSource } from '../../domain/source.ts'
import { AzureError, type InitiateCall, type Jit } from '../../ports/jit.ts'
import type { Log } from '../../ports/log.ts'
import { azureError, type Call } from './azure-error.ts'
import { readJitPolicy } from './jit-policy-wire.ts'
import { withoutSource } from './never-without-source.ts'
import type { SecurityClients } from './security-clients.ts'
import { UnreadableAnswer } from './wire.ts'

export interface AzureJitParts {
  readonly clients: SecurityClients
  readonly log: Log
  /** How long Azure may take for one call; an *initiate* takes about three seconds. Default 30 seconds. */
  readonly timeoutMs?: number
  /** Told of each policy that was read: it is newer than what the estate knows. */
  readonly onRead?: (policy: JitPolicy) => void
  /** Told of each call that has ended. */
  readonly onCall?: (call: {
    readonly operation: Call
    readonly outcome: 'ok' | AzureError['outcome']
    readonly durationMs: number
  }) => void
}

/** Defender for Cloud's just-in-time access by its REST interface. Repeats nothing: its caller knows when that does no harm. */
export function azureJit({ clients, log, timeoutMs = 30_000, onRead, onCall }: AzureJitParts): Jit {
  async function call<T>(
    operation: Call,
    policy: JitPolicyId,
    make: (client: SecurityCenter, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const startedMs = performance.now()
    const end = (outcome: 'ok' | AzureError['outcome']) =>
      onCall?.({ operation, outcome, durationMs: performance.now() - startedMs })
    try {
      const client = await clients(partsOf(policy).subscription)
      const answer = await make(client, AbortSignal.timeout(timeoutMs))
      end('ok')
      return answer
    } catch (error) {
      const failure = azureError(error, operation)
      const { outcome, code, status, message, missing } = failure
      log.warn({ operation, policy, outcome, code, status, ...missing, said: message }, 'a call of Azure failed')
      end(outcome)
      throw failure
    }
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

    async initiate(id, { vm, ports, source, endsAt, justification }) {
      const allowedSourceAddressPrefix = sendableSource({ source, ports })
      return await call('initiate', id, async (client, abortSignal) => {
        const endTimeUtc = new Date(endsAt)
        const asked = ports.map((number) => ({ number, endTimeUtc, allowedSourceAddressPrefix }))
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
