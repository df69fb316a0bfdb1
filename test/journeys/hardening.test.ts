import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { cardText, type Journey, startJourney } from './sandbox.ts'

const main = resolve(import.meta.dirname, '../../dist/main.js')
const start = (env: Record<string, string>) =>
  spawnSync(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })

test('H1 production without its settings refuses to start and names all of them', () => {
  const { status, stdout, stderr } = start({ MODE: 'production' })
  expect(status).not.toBe(0)
  for (const name of ['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID', 'ALLOWED_TENANTS', 'POLICY_FILE'])
    expect(stdout + stderr).toContain(name)
})

test('H1 a placeholder left, a wrong number and a misspelt name are all named at once', () => {
  const { status, stdout, stderr } = start({ MICROSOFT_APP_ID: '<your app id>', PORT: '99999', DATABSE_URL: 'x' })
  expect(status).not.toBe(0)
  for (const name of ['MICROSOFT_APP_ID', 'PORT', 'DATABSE_URL']) expect(stdout + stderr).toContain(name)
})

describe('a running bot', () => {
  let sandbox: Journey
  beforeAll(async () => {
    sandbox = await startJourney()
  }, 150_000)
  afterAll(() => sandbox.stop())
  const activity = {
    type: 'message',
    id: '1',
    text: '/jit help',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:1',
    from: { id: '29:x', name: 'X', aadObjectId: 'e0000000-0000-4000-8000-000000000001' },
    recipient: { id: '28:b07b07b0-0000-4000-8000-0000000000b0', name: 'JIT Access' },
    conversation: { id: 'a:x', conversationType: 'personal', tenantId: '7d1c1c1e-0000-4000-8000-000000000001' },
    channelData: { tenant: { id: '7d1c1c1e-0000-4000-8000-000000000001' } },
  }
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.program().url}/api/messages`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })

  test('H2 no token: 401 or 403, nothing told, no work done', async () => {
    const response = await post(JSON.stringify(activity))
    expect([401, 403]).toContain(response.status)
    expect((await response.text()).length).toBeLessThan(100)
  })

  const { subtle } = globalThis.crypto
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = (issuer: string) => ({
    iss: issuer,
    aud: 'b07b07b0-0000-4000-8000-0000000000b0',
    serviceurl: activity.serviceUrl,
    nbf: Math.floor(Date.now() / 1000) - 60,
    exp: Math.floor(Date.now() / 1000) + 600,
  })

  test('H2 forged tokens: unsigned, signed with a key of one’s own, the same under another algorithm’s name, and no token at all', async () => {
    const own = await subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    )
    const before = (await sandbox.read('emma')).length
    for (const issuer of ['https://api.botframework.com', sandbox.program().url]) {
      for (const alg of ['none', 'RS256', 'HS256']) {
        const signed = `${part({ alg, typ: 'JWT', kid: 'key-1' })}.${part(claims(issuer))}`
        const bytes = new TextEncoder().encode(signed)
        const signature =
          alg === 'none'
            ? ''
            : Buffer.from(await subtle.sign('RSASSA-PKCS1-v1_5', own.privateKey, bytes)).toString('base64url')
        const response = await post(JSON.stringify(activity), { authorization: `Bearer ${signed}.${signature}` })
        expect([401, 403]).toContain(response.status)
        expect((await response.text()).length).toBeLessThan(100)
      }
    }
    for (const authorization of ['Bearer', 'Bearer x', 'Bearer a.b.c', 'Basic eDp5', `Bearer ${'x'.repeat(7_000)}`])
      expect([401, 403]).toContain((await post(JSON.stringify(activity), { authorization })).status)
    expect((await sandbox.read('emma')).length).toBe(before)
  })

  test('H3 over the limit, not JSON, nested deep: 4xx, and the next message is answered', async () => {
    expect((await post('{')).status).toBe(400)
    expect((await post(JSON.stringify({ text: 'x'.repeat(300_000) }))).status).toBe(413)
    expect((await post('['.repeat(50_000) + ']'.repeat(50_000))).status).toBeGreaterThanOrEqual(400)
    expect(cardText((await sandbox.type('emma', '/jit help')).card)).toMatch(/\/jit request/)
  }, 120_000)

  test('healthz, readyz and metrics answer', async () => {
    const url = sandbox.program().url
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const ready = await fetch(`${url}/readyz`)
    expect(ready.status).toBe(200)
    expect(JSON.stringify(await ready.json())).toMatch(/database.*jobs.*azure/)
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^jit_/m)
    expect((await fetch(`${url}/nothing-here`)).status).toBe(404)
  })
})
