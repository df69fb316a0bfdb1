import { randomUUID } from 'node:crypto'
import { exportJWK, importJWK, type JWK, SignJWT } from 'jose'
import type { Journal } from '../journal.ts'
import { rsaKeyPair } from '../rsa-keys.ts'
import { isObject } from './json.ts'

/** The issuer of real Teams' tokens. */
export const issuer = 'https://api.botframework.com'

export const tokenLifeMs = 5 * 60_000

export type TokenClaims = {
  readonly audience: string
  readonly issuer: string
  /** Null: the token has no such claim. */
  readonly serviceUrl: string | null
  readonly notBeforeMs: number
  readonly expiresAtMs: number
}

export type SigningKey = {
  /** The public half, as the JWKS endpoint serves it. */
  readonly publicKey: JWK & { readonly endorsements: readonly string[] }
  /** Signs with another key under this key's id (`forged`) or under an id that nobody published (`unknown`). */
  sign(claims: TokenClaims, key?: 'own' | 'forged' | 'unknown'): Promise<string>
}

/** The RSA key of the last run, or one under a new id. */
export async function openSigningKey(journal: Journal): Promise<SigningKey> {
  const kept = journal.entries().get('signing-key')
  const jwk = isObject(kept) ? (kept as JWK) : await makeSigningKey('own')
  if (jwk !== kept) journal.put('signing-key', { ...jwk })
  const { kty, n, e, kid = '' } = jwk
  if (kty === undefined || n === undefined || e === undefined)
    throw new Error('The kept signing key is not an RSA key.')
  const own = await importJWK(jwk, 'RS256')
  let foreign: Promise<JWK> | undefined

  async function makeForeign(): Promise<JWK> {
    foreign ??= makeSigningKey('foreign')
    return await foreign
  }

  return {
    publicKey: { kty, n, e, kid, use: 'sig', alg: 'RS256', endorsements: ['msteams'] },
    async sign(claims, key = 'own') {
      const other = key === 'own' ? undefined : await makeForeign()
      const id = key === 'unknown' ? (other?.kid ?? '') : kid
      const payload = claims.serviceUrl === null ? {} : { serviceurl: claims.serviceUrl }
      return await new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', kid: id, typ: 'JWT' })
        .setIssuer(claims.issuer)
        .setAudience(claims.audience)
        .setNotBefore(Math.floor(claims.notBeforeMs / 1000))
        .setExpirationTime(Math.floor(claims.expiresAtMs / 1000))
        .sign(other ? await importJWK(other, 'RS256') : own)
    },
  }
}

/** A private RSA key under an id of its own. */
async function makeSigningKey(name: 'own' | 'foreign'): Promise<JWK> {
  const { privateKey } = await rsaKeyPair(`teams ${name}`)
  return { ...(await exportJWK(privateKey)), kid: randomUUID() }
}
