import type { SecurityCenter } from '@azure/arm-security'
import { type JitPolicyId, partsOf } from '../../domain/ids.ts'
import type { AzureError } from '../../ports/jit.ts'
import type { Log } from '../../ports/log.ts'
import { azureError, type Call } from './azure-error.ts'
import type { SecurityClients } from './security-clients.ts'

export interface AzureCallParts {
  readonly clients: SecurityClients
  readonly log: Log
  /** How long Azure may take for one call; an *initiate* takes about three seconds. Default 30 seconds. */
  readonly timeoutMs?: number
  /** Told of each call that has ended. */
  readonly onCall?: (call: {
    readonly operation: Call
    readonly outcome: 'ok' | AzureError['outcome']
    readonly durationMs: number
  }) => void
}

/** One call about a JIT policy by the SDK. Throws `AzureError`. */
export type AzureCall = <T>(
  operation: Call,
  policy: JitPolicyId,
  make: (client: SecurityCenter, abortSignal: AbortSignal) => Promise<T>,
) => Promise<T>

/** Calls that are timed, counted, bounded and logged where they fail. Repeats nothing. */
export function azureCall({ clients, log, timeoutMs = 30_000, onCall }: AzureCallParts): AzureCall {
  return async (operation, policy, make) => {
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
      const { outcome, code, status, message } = failure
      log.warn({ operation, policy, outcome, code, status, said: message }, 'a call of Azure failed')
      end(outcome)
      throw failure
    }
  }
}
