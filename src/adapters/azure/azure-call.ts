import type { SecurityCenter } from '@azure/arm-security'
import { type JitPolicyId, partsOf } from '../../domain/ids.ts'
import type { Call } from './azure-error.ts'
import type { SecurityClients } from './security-clients.ts'
import { type CallParts, watchedCall } from './watched-call.ts'

/** An *initiate* takes Azure about three seconds. */
export interface AzureCallParts extends CallParts {
  readonly clients: SecurityClients
}

/** One call about a JIT policy by the SDK. Repeats nothing. Throws `AzureError`. */
export type AzureCall = <T>(
  operation: Call,
  policy: JitPolicyId,
  make: (client: SecurityCenter, abortSignal: AbortSignal) => Promise<T>,
) => Promise<T>

export function azureCall({ clients, ...parts }: AzureCallParts): AzureCall {
  return async (operation, policy, make) =>
    await watchedCall(parts, operation, { policy }, async (abortSignal) =>
      make(await clients(partsOf(policy).subscription), abortSignal),
    )
}
