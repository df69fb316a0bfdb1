import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, SignJWT } from 'jose'
import { rsaKeyPair } from '../rsa-keys.ts'

/** What a hostile test may want otherwise than Entra has it. Null: without the claim. */
export interface SignOnOverrides {
  readonly audience?: string
  readonly issuer?: string
  readonly tenant?: string | null
  readonly scope?: string | null
  readonly objectId?: string | null
  readonly notBeforeMs?: number
  readonly expiresAtMs?: number
  /** `forged`: another key under the published id; `unknown`: another key under an id of its own. */
  readonly key?: 'own' | 'forged' | 'unknown'
}

export interface EntraSimulator {
  readonly origin: string
  /** The access token that Teams hands to a page for somebody, who is an Entra object id with a name. */
  sign(person: { readonly id: string; readonly name: string }, overrides?: SignOnOverrides): Promise<string>
  close(): Promise<void>
}

const tokenLifeMs = 60 * 60_000
const keyId = 'simulated-entra'

/** The part of Entra that signs people on to pages: its keys on loopback, laid out as the real login has them, and its tokens. */
export async function startEntraSimulator(options: {
  readonly tenantId: string
  readonly appId: string
  /** Real time, which tokens go by; epoch milliseconds. */
  readonly wallNow?: () => number
}): Promise<EntraSimulator> {
  const { tenantId, appId, wallNow = Date.now } = options
  const keyOf = (name: 'own' | 'foreign') => rsaKeyPair(`entra ${name}`)
  const server = createServer((request, response) => {
    request.resume()
    const published = request.method === 'GET' && request.url === `/${tenantId}/discovery/v2.0/keys`
    if (!published) return void response.writeHead(404).end()
    void keyOf('own')
      .then(({ publicKey }) => exportJWK(publicKey))
      .then((jwk) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ keys: [{ ...jwk, kid: keyId, use: 'sig', alg: 'RS256' }] }))
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    async sign({ id, name }, overrides = {}) {
      const { key = 'own', tenant = tenantId, objectId = id, scope = 'access_as_user' } = overrides
      const { privateKey } = await keyOf(key === 'own' ? 'own' : 'foreign')
      const now = wallNow()
      const claims = { name, tid: tenant, oid: objectId, scp: scope, ver: '2.0' }
      return await new SignJWT(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null)))
        .setProtectedHeader({ alg: 'RS256', kid: key === 'unknown' ? 'nobody' : keyId, typ: 'JWT' })
        .setIssuer(overrides.issuer ?? `${origin}/${tenantId}/v2.0`)
        .setAudience(overrides.audience ?? appId)
        .setSubject(id)
        .setIssuedAt(Math.floor(now / 1_000))
        .setNotBefore(Math.floor((overrides.notBeforeMs ?? now) / 1_000))
        .setExpirationTime(Math.floor((overrides.expiresAtMs ?? now + tokenLifeMs) / 1_000))
        .sign(privateKey)
    },
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
