import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { emma, minuteMs, type SimulatedTeams, startMs, startSimulatedTeams } from './simulated-teams.ts'

const appId = 'b07b07b0-0000-4000-8000-0000000000b0'

describe('tokens of incoming calls', () => {
  let sim: SimulatedTeams
  beforeEach(async () => {
    sim = await startSimulatedTeams()
  })
  afterEach(() => sim.close())

  async function keys() {
    const metadata = (await (await fetch(sim.teams.openIdMetadataUrl)).json()) as { issuer: string; jwks_uri: string }
    expect(metadata.issuer).toBe('https://api.botframework.com')
    return { url: metadata.jwks_uri, set: createRemoteJWKSet(new URL(metadata.jwks_uri)) }
  }

  async function verify(token: string, atMs = startMs) {
    const { set } = await keys()
    return await jwtVerify(token, set, { audience: appId, issuer: sim.teams.issuer, currentDate: new Date(atMs) })
  }

  async function sentToken(): Promise<string> {
    await sim.teams.say(emma, sim.personal(emma), 'hi')
    return sim.bot.received.at(-1)?.headers.authorization?.replace(/^Bearer /, '') ?? ''
  }

  test('are signed by a published key that is endorsed for Teams, and last five minutes', async () => {
    const token = await sentToken()
    const { payload } = await verify(token)
    expect(payload).toEqual({
      iss: 'https://api.botframework.com',
      aud: appId,
      serviceurl: sim.teams.serviceUrl,
      nbf: startMs / 1000,
      exp: startMs / 1000 + 300,
    })
    await expect(verify(token, startMs + 5 * minuteMs + 1_000)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' })
    const { url } = await keys()
    const { keys: published } = (await (await fetch(url)).json()) as { keys: Record<string, unknown>[] }
    expect(published).toEqual([
      expect.objectContaining({ kty: 'RSA', kid: decodeProtectedHeader(token).kid, endorsements: ['msteams'] }),
    ])
    expect(published[0]).not.toHaveProperty('d')
  })

  test('are renewed as time goes by', async () => {
    const first = await sentToken()
    expect(await sentToken()).toBe(first)
    sim.clock.nowMs += minuteMs
    const second = await sentToken()
    expect(second).not.toBe(first)
    await verify(second, startMs + 5 * minuteMs + 30_000)
  })

  test('can be wrong in one thing each, for hostile tests', async () => {
    const { signToken } = sim.teams
    await verify(await signToken())
    await expect(verify(await signToken({ audience: 'other' }))).rejects.toMatchObject({ claim: 'aud' })
    await expect(verify(await signToken({ issuer: 'https://evil.example' }))).rejects.toMatchObject({ claim: 'iss' })
    await expect(verify(await signToken({ expiresAtMs: startMs - 1_000 }))).rejects.toMatchObject({
      code: 'ERR_JWT_EXPIRED',
    })
    await expect(verify(await signToken({ key: 'unknown' }))).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    })
    await expect(verify(await signToken({ key: 'forged' }))).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    })
    const { payload } = await verify(await signToken({ serviceUrl: 'https://evil.example/' }))
    expect(payload.serviceurl).toBe('https://evil.example/')
    expect((await verify(await signToken({ serviceUrl: null }))).payload).not.toHaveProperty('serviceurl')
  })

  test('are good by real time, too, when the sandbox is ahead', async () => {
    await sim.close()
    sim = await startSimulatedTeams({ wallNow: () => startMs - 60 * minuteMs })
    const token = await sim.teams.signToken()
    await verify(token, startMs - 60 * minuteMs)
    await verify(token, startMs)
  })

  test('are sent as the caller of a raw delivery wants', async () => {
    const authorization = () => sim.bot.received.at(-1)?.headers.authorization
    const activity = { type: 'message', text: 'anything' }
    expect(await sim.teams.deliver(activity, { token: null })).toMatchObject({ status: 200 })
    expect(sim.bot.received.at(-1)?.activity).toEqual(activity)
    expect(authorization()).toBeUndefined()
    await sim.teams.deliver(activity, { token: 'nonsense' })
    expect(authorization()).toBe('Bearer nonsense')
    await sim.teams.deliver(activity)
    await verify(authorization()?.replace('Bearer ', '') ?? '')
  })
})
