import type { AzureAccess } from './azure-access.ts'
import { azureError } from './azure-error.ts'

const timeoutMs = 20_000

/** Gets a token for the resource manager and forgets it. Throws `AzureError`. */
export async function signInToAzure({ credential, cloud }: AzureAccess): Promise<void> {
  try {
    const token = await credential.getToken(cloud.scope, { abortSignal: AbortSignal.timeout(timeoutMs) })
    if (!token) throw Object.assign(new Error('no token was given'), { name: 'AuthenticationError' })
  } catch (error) {
    throw azureError(error, 'read')
  }
}
