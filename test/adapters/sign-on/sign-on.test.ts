import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { entra, signOnAuthorities } from '../../../src/adapters/sign-on/authorities.ts'
import { signOn } from '../../../src/adapters/sign-on/sign-on.ts'
import {
  type EntraSimulator,
  type SignOnOverrides,
  startEntraSimulator,
} from '../../../src/simulator/entra/start-entra-simulator.ts'

const tenantId = '7d1c1c1e-0000-4000-8000-000000000001'
const foreignTenant = '7d1c1c1e-0000-4000-8000-00000000f0e1'
const appId = 'b07b07b0-0000-4000-8000-0000000000b0'
const resource = `api://jit.example.com/botid-${appId}`
const emma = { id: 'e0000000-0000-4000-8000-000000000001', name: 'Emma Lindqvist' }
const now = () => Date.parse('2026-11-21T12:00:00Z')
const minutes = 60_000

let login: EntraSimulator
let check: ReturnType<typeof signOn>

beforeAll(async () => {
  login = await startEntraSimulator({ tenantId, appId, wallNow: now })
  check = signOn({ ...entra(login.origin), audiences: [appId, resource], tenants: [tenantId], now })
})
afterAll(() => login.close())

const bearer = async (overrides?: SignOnOverrides) => `Bearer ${await login.sign(emma, overrides)}`

test.each<[string, SignOnOverrides]>([
  ['made out to the app', {}],
  ['made out to the app as a resource', { audience: resource }],
  ['with other scopes beside ours', { scope: 'openid access_as_user profile' }],
  ['that ran out a moment ago', { expiresAtMs: now() - minutes / 2 }],
  ['that starts in a moment', { notBeforeMs: now() + minutes / 2 }],
])('a token %s signs on its person', async (_name, overrides) => {
  expect(await check(await bearer(overrides))).toEqual({
    kind: 'person',
    person: { id: `${tenantId}/${emma.id}`, name: 'Emma Lindqvist' },
  })
})

describe('H2: a token is refused', () => {
  test.each<[string, SignOnOverrides]>([
    ['of another tenant', { tenant: foreignTenant }],
    ['of no tenant', { tenant: null }],
    ['whose tenant is no GUID', { tenant: 'common' }],
    ['made out to another app', { audience: 'b07b07b0-0000-4000-8000-00000000dead' }],
    ['made out to another resource', { audience: `api://elsewhere.example.com/botid-${appId}` }],
    ['of another issuer', { issuer: 'https://login.example.com/v2.0' }],
    ['of another tenant’s issuer', { issuer: `https://login.microsoftonline.com/${foreignTenant}/v2.0` }],
    ['that ran out', { expiresAtMs: now() - 2 * minutes }],
    ['that is not valid yet', { notBeforeMs: now() + 2 * minutes }],
    ['without our scope', { scope: 'openid profile' }],
    ['with a scope that only begins like ours', { scope: 'access_as_user_readonly' }],
    ['of an app, without any scope', { scope: null }],
    ['without an object id', { objectId: null }],
    ['whose object id is no GUID', { objectId: 'emma@example.com' }],
    ['that somebody else signed under the published key’s id', { key: 'forged' }],
    ['signed with a key that nobody published', { key: 'unknown' }],
  ])('%s', async (_name, overrides) => {
    const answer = await check(await bearer(overrides))
    expect(answer.kind).toBe('refused')
    expect(answer).not.toHaveProperty('person')
  })

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Bearer a.b.c',
    'Basic dXNlcjpwYXNz',
    `Bearer ${'a'.repeat(100_000)}.${'b'.repeat(100_000)}.c`,
    'Bearer e30.e30.e30',
  ])('%.40s', async (authorization) => {
    expect((await check(authorization)).kind).toBe('refused')
  })

  test('with no signature at all', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const [, payload] = (await login.sign(emma)).split('.')
    for (const algorithm of ['none', 'None', 'NONE']) {
      expect((await check(`Bearer ${part({ alg: algorithm })}.${payload}.`)).kind).toBe('refused')
      expect((await check(`Bearer ${part({ alg: algorithm })}.${payload}.AA`)).kind).toBe('refused')
    }
  })

  test('signed by HS256 with the public key as the secret', async () => {
    const { keys } = (await (await fetch(entra(login.origin).keysOf(tenantId))).json()) as { keys: { n: string }[] }
    const secret = new TextEncoder().encode(JSON.stringify(keys[0]))
    const forged = await new SignJWT({ tid: tenantId, oid: emma.id, scp: 'access_as_user' })
      .setProtectedHeader({ alg: 'HS256', kid: 'simulated-entra' })
      .setIssuer(entra(login.origin).issuerOf(tenantId))
      .setAudience(appId)
      .setExpirationTime(now() / 1000 + 600)
      .sign(secret)
    expect((await check(`Bearer ${forged}`)).kind).toBe('refused')
  })

  test('by a good key and another algorithm', async () => {
    const { privateKey, publicKey } = await generateKeyPair('PS256', { extractable: true })
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', use: 'sig' }]
    const server = createServer((_request, response) => response.end(JSON.stringify({ keys })))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const authority = entra(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const token = await new SignJWT({ tid: tenantId, oid: emma.id, scp: 'access_as_user' })
      .setProtectedHeader({ alg: 'PS256', kid: 'k' })
      .setIssuer(authority.issuerOf(tenantId))
      .setAudience(appId)
      .setExpirationTime(now() / 1000 + 600)
      .sign(privateKey)
    const answer = await signOn({ ...authority, audiences: [appId], tenants: [tenantId], now })(`Bearer ${token}`)
    server.close()
    server.closeAllConnections()
    expect(answer.kind).toBe('refused')
  })

  test('of anybody, when no tenant is allowed', async () => {
    const nobody = signOn({ ...entra(login.origin), audiences: [appId], tenants: [], now })
    expect((await nobody(await bearer())).kind).toBe('refused')
  })
})

test('when the keys cannot be read, that is said of the keys and not of the person', async () => {
  const away = await startEntraSimulator({ tenantId, appId, wallNow: now })
  const token = await away.sign(emma)
  const check = signOn({ ...entra(away.origin), audiences: [appId], tenants: [tenantId], now })
  await away.close()
  expect((await check(`Bearer ${token}`)).kind).toBe('unavailable')
})

test('keys are not read over plain http from another machine', () => {
  const open = { issuerOf: () => 'x', keysOf: () => 'http://login.example.com/keys' }
  expect(() => signOn({ ...open, audiences: [appId], tenants: [tenantId], now })).toThrow(/read by https/)
})

test('the authorities of both clouds are where Microsoft documents them', () => {
  expect(signOnAuthorities.public.issuerOf('t')).toBe('https://login.microsoftonline.com/t/v2.0')
  expect(signOnAuthorities.public.keysOf('t')).toBe('https://login.microsoftonline.com/t/discovery/v2.0/keys')
  expect(signOnAuthorities.usgov.issuerOf('t')).toBe('https://login.microsoftonline.us/t/v2.0')
})
