import { issuer, type SigningKey } from '../signing-key.ts'

const metadataPath = '/v1/.well-known/openidconfiguration'
const keysPath = '/v1/.well-known/keys'

export function openIdMetadataUrlAt(origin: string): string {
  return `${origin}${metadataPath}`
}

/** What a bot reads to check the tokens of incoming calls, by path. */
export function openIdDocuments(key: SigningKey): (origin: string) => Readonly<Record<string, unknown>> {
  return (origin) => ({
    [metadataPath]: {
      issuer,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${origin}${keysPath}`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    },
    [keysPath]: { keys: [key.publicKey] },
  })
}
