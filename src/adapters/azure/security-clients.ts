import type { SecurityCenter } from '@azure/arm-security'
import type { AzureAccess } from './azure-access.ts'
import { neverWithoutSource } from './never-without-source.ts'
import { perSubscription } from './per-subscription.ts'

/** The client of a subscription, made when it is first asked for. */
export type SecurityClients = (subscription: string) => Promise<SecurityCenter>

/** Clients of Defender for Cloud that never repeat a call by themselves: an *initiate* that was lost may have been done. */
export function securityClients({ credential, cloud, transport }: AzureAccess): SecurityClients {
  async function make(subscription: string): Promise<SecurityCenter> {
    const { SecurityCenter } = await import('@azure/arm-security')
    return new SecurityCenter(credential, subscription, {
      endpoint: cloud.endpoint,
      credentialScopes: cloud.scope,
      retryOptions: { maxRetries: 0 },
      userAgentOptions: { userAgentPrefix: 'jit-access-bot' },
      additionalPolicies: [{ policy: neverWithoutSource(), position: 'perRetry' }],
      ...(transport === undefined ? {} : { httpClient: transport }),
    })
  }

  return perSubscription(make)
}
