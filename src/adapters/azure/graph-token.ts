import type { AzureAccess } from './azure-access.ts'

/** Tokens for Microsoft Graph, as the bot's identity in Azure. Throws what the credential throws. */
export function graphToken({ credential, cloud }: AzureAccess): (signal: AbortSignal) => Promise<string> {
  return async (abortSignal) => {
    const token = await credential.getToken(`${cloud.graph}/.default`, { abortSignal })
    if (!token) throw Object.assign(new Error('no token was given'), { name: 'AuthenticationError' })
    return token.token
  }
}
