import type { TokenCredential } from '@azure/core-auth'
import type { Cloud } from './cloud.ts'

/**
 * `managed identity`: that alone. `default`: whatever the environment offers (`DefaultAzureCredential`: environment variables, workload
 * identity, managed identity, Azure CLI). `clientId`: of a user-assigned managed identity.
 */
export interface CredentialSettings {
  readonly kind: 'default' | 'managed identity'
  readonly cloud: Cloud
  readonly clientId?: string
}

/** Who the bot is in Azure. Asks for no token yet. */
export async function productionCredential({ kind, cloud, clientId }: CredentialSettings): Promise<TokenCredential> {
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity')
  if (kind === 'managed identity') return new ManagedIdentityCredential(clientId === undefined ? {} : { clientId })
  const identity = clientId === undefined ? {} : { managedIdentityClientId: clientId }
  return new DefaultAzureCredential({ authorityHost: cloud.authorityHost, ...identity })
}

/** A token that only the simulated Azure takes. Asks nobody. */
export function sandboxCredential(): TokenCredential {
  const farMs = Date.UTC(9999, 0)
  return { getToken: async () => ({ token: 'sandbox', expiresOnTimestamp: farMs }) }
}
