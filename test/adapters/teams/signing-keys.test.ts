import { setTimeout as pause } from 'node:timers/promises'
import type { Activity } from 'botbuilder'
import { botAuthentication } from '../../../src/adapters/teams/authentication.ts'
import { readSigningKeysWhenNeeded } from '../../../src/adapters/teams/signing-keys.ts'
import { appId, issuer, startTeamsWire, type TeamsWire, tenantId } from './teams-wire.ts'

let wire: TeamsWire
let now: number
beforeEach(() => {
  now = 0
})
afterEach(() => wire.close())

/** Asks the SDK's own check who it admits. */
async function gate({ keysTakeMs = 0, byItself = false } = {}) {
  wire = await startTeamsWire({ keysTakeMs })
  const sdk = await botAuthentication({
    kind: 'local',
    appId,
    tenantId,
    openIdMetadataUrl: wire.metadataUrl,
    issuer,
    outboundToken: () => 'none',
  })
  if (!byItself) readSigningKeysWhenNeeded(() => now)
  return async (token: string) =>
    await sdk.authenticateRequest({ channelId: 'msteams', serviceUrl: wire.url } as Activity, token).then(
      () => 'admitted',
      (error) => `refused: ${error.message}`,
    )
}

describe('readSigningKeysWhenNeeded', () => {
  it('admits those who come while the keys of Teams are being read for the first time, in one reading, and no forger', async () => {
    const ask = await gate({ keysTakeMs: 300, byItself: true })
    const tokens = await Promise.all([1, 2, 3].map((n) => wire.token({ claims: { n } })))
    const forged = await wire.token({ foreignKey: true })
    const [first = '', ...others] = tokens
    const answers = [ask(first)]
    // The head of the answer is there, the keys are not.
    await pause(150)
    const forger = ask(forged)
    answers.push(...others.map(ask))
    expect(await Promise.all(answers)).toEqual(['admitted', 'admitted', 'admitted'])
    expect(await forger).toBe('refused: invalid signature')
    expect(wire.keysRead()).toBe(1)
  })

  it('admits what is signed by a key that Teams has only now, and no longer what another signed', async () => {
    const ask = await gate()
    const old = await wire.token()
    expect(await ask(old)).toBe('admitted')
    await wire.changeKey('two')
    now += 10_000
    const tokens = await Promise.all([1, 2, 3].map((n) => wire.token({ claims: { n } })))
    expect(await Promise.all(tokens.map(ask))).toEqual(['admitted', 'admitted', 'admitted'])
    expect(wire.keysRead()).toBe(2)
    expect(await ask(old)).toMatch(/^refused/)
  })

  it('reads once in ten seconds, however many keys are made up', async () => {
    const ask = await gate()
    await ask(await wire.token())
    for (let n = 0; n < 20; n++) {
      now += 1_000
      expect(await ask(await wire.token({ kid: `made-up-${n}` }))).toMatch(/could not be retrieved/)
    }
    expect(wire.keysRead()).toBe(3)
  })

  it('reads again at once after a reading that broke off', async () => {
    const ask = await gate()
    wire.answerKeysWith('cut')
    expect(await ask(await wire.token())).toMatch(/^refused/)
    wire.answerKeysWith('whole')
    expect(await ask(await wire.token())).toBe('admitted')
  })

  it('reads each day, and goes on with what it knows while that fails', async () => {
    const ask = await gate()
    await ask(await wire.token())
    now += 24 * 3_600_000 - 1
    await ask(await wire.token())
    expect(wire.keysRead()).toBe(1)
    now += 1
    wire.answerKeysWith('refused')
    expect(await ask(await wire.token())).toBe('admitted')
    expect(await ask(await wire.token({ kid: 'made-up' }))).toMatch(/Failed to load Keys: 503/)
    expect(await ask(await wire.token({ foreignKey: true }))).toBe('refused: invalid signature')
    wire.answerKeysWith('whole')
    await ask(await wire.token())
    const read = wire.keysRead()
    await ask(await wire.token())
    expect(wire.keysRead()).toBe(read)
  })
})
