import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { botFramework } from '../../../src/adapters/teams/bot-framework.ts'
import { checkTeamsCredentials, checkTokenKeys } from '../../../src/adapters/teams/check-teams.ts'
import { type Check, exitCodeOf, summaryOf } from '../../../src/cli/doctor/check.ts'
import { checkAzure } from '../../../src/cli/doctor/check-azure.ts'
import { checkDatabase } from '../../../src/cli/doctor/check-database.ts'
import { checkPolicy } from '../../../src/cli/doctor/check-policy.ts'
import { asData, readable } from '../../../src/cli/doctor/show.ts'
import { jitAccessBot } from '../../../src/cli/jit-access-bot.ts'
import { actionsOf } from '../../../src/domain/rights/capability.ts'
import { readSettings, type Settings } from '../../../src/settings.ts'
import { openJournal } from '../../../src/simulator/journal.ts'
import { openIdDocuments } from '../../../src/simulator/teams/connector/openid-documents.ts'
import { openSigningKey } from '../../../src/simulator/teams/signing-key.ts'
import { recordedLog } from '../../adapters/azure/recorded-log.ts'
import { must } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { prod, type SimulatedAzure, startSimulatedAzure } from '../../simulator/azure/simulated-azure.ts'

const check = (state: Check['state']): Check => ({ area: 'Azure', name: 'x', state, text: 'y' })
const named = (checks: readonly Check[], name: string) => checks.filter((each) => each.name === name)

test.each([
  [['works'], 0, 'Everything that the bot needs works.'],
  [['works', 'warning'], 0, 'Everything that the bot needs works; the bot works without 1 thing more, as it says.'],
  [['works', 'unknown'], 2, '1 thing could not be checked.'],
  [['missing', 'works'], 1, '1 thing that the bot needs is missing.'],
  [['missing', 'missing', 'unknown'], 1, '2 things that the bot needs are missing, 1 thing could not be checked.'],
] as const)('%j: exit code %i and a sentence', (states, code, sentence) => {
  expect(exitCodeOf(states.map(check))).toBe(code)
  expect(summaryOf(states.map(check))).toBe(sentence)
})

describe('Azure', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(async () => await azure.close())
  const access = () => ({ credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport })

  test('A6 a missing right is named with action, scope and role, to people and to programs', async () => {
    azure.simulator.settings.roles = ['*/read']
    const checks = await checkAzure(access(), [prod])
    const [request] = named(checks, 'request')
    const right = {
      action: 'Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action',
      scope: `/subscriptions/${prod}`,
    }
    expect(request).toMatchObject({
      state: 'missing',
      missing: [{ ...right, role: 'jit-access-bot-requester' }],
    })
    const shown = readable('title', checks)
    expect(shown).toMatch(
      /✗ request: The bot opens no port there\.\n {6}The bot may not do \S+initiate\/action on \/sub/,
    )
    // The reads that closing needs, too, are in its own role.
    const [closing] = named(checks, 'close early')
    expect(new Set(closing?.missing?.map(({ role }) => role))).toEqual(new Set(['jit-access-bot-closer']))
    expect(shown).toMatch(/! close early: .*shuts at the end that Azure knows[\s\S]*jit-access-bot-closer/)
    expect(JSON.parse(asData('title', checks))).toMatchObject({ exitCode: 1, checks })
  })

  test('with the first role alone the bot does its job, and says what it does without the others', async () => {
    azure.simulator.settings.roles = actionsOf('requester')
    const checks = await checkAzure(access(), undefined)
    expect(exitCodeOf(checks)).toBe(0)
    expect(named(checks, 'request').map(({ state }) => state)).toEqual(['works', 'works', 'works'])
    for (const name of ['see rules', 'close early', 'configure', 'activity log', 'plan'])
      expect(named(checks, name)).toEqual([
        expect.objectContaining({ state: 'warning', text: expect.stringMatching(/^The bot /) }),
        expect.objectContaining({ state: 'warning' }),
        expect.objectContaining({ state: 'warning' }),
      ])
  })

  test('without the plan the bot opens nothing: that is missing', async () => {
    azure.simulator.settings.plan[prod] = 'free'
    const checks = await checkAzure(access(), [prod])
    expect(named(checks, 'Defender for Servers')).toMatchObject([
      { state: 'missing', text: expect.stringMatching(/Plan 2 is off/) },
    ])
    expect(exitCodeOf(checks)).toBe(1)
  })

  test('a subscription that is wanted and not seen is missing; one that is not wanted is not looked at', async () => {
    const other = '99999999-9999-4999-8999-999999999999'
    const checks = await checkAzure(access(), [other])
    expect(checks.filter(({ area }) => area.startsWith('Subscription'))).toEqual([
      expect.objectContaining({ state: 'missing', text: expect.stringContaining(`/subscriptions/${other}`) }),
    ])
  })

  test('rights that cannot be read are unknown, not missing', async () => {
    azure.simulator.inject({ kind: 'status', operation: 'permissions', status: 500, times: 50 })
    const checks = await checkAzure(access(), [prod])
    expect(named(checks, 'request')).toMatchObject([{ state: 'unknown' }])
    expect(exitCodeOf(checks)).toBe(2)
  })

  test('without a token nothing else is claimed', async () => {
    const getToken = async () => {
      throw Object.assign(new Error('AADSTS7000215: Invalid client secret provided.'), { name: 'AuthenticationError' })
    }
    expect(await checkAzure({ ...access(), credential: { getToken } }, undefined)).toMatchObject([
      { name: 'sign-in', state: 'missing', text: expect.stringMatching(/AADSTS7000215.*az login/) },
      { name: 'rights', state: 'unknown' },
    ])
    expect(azure.simulator.calls()).toEqual({})
  })

  test('a resource manager that refuses is missing, with its words', async () => {
    azure.simulator.inject({ kind: 'status', operation: 'subscriptions', status: 401, message: 'expired', times: 9 })
    expect(named(await checkAzure(access(), undefined), 'resource manager')).toMatchObject([
      { state: 'missing', text: 'expired' },
    ])
  })
})

describe('the database', () => {
  let fresh: FreshDatabase
  beforeAll(async () => {
    fresh = await freshDatabase({ template: 'template0' })
  })
  afterAll(() => fresh.drop())
  const settings = (DATABASE_URL: string): Settings => {
    const read = readSettings({ DATABASE_URL })
    if (!read.ok) throw new Error(read.problems.join())
    return read.settings
  }
  const look = () => checkDatabase(settings(fresh.url), recordedLog())

  test('an empty one is a warning, for the bot fills it itself, and is left empty', async () => {
    expect(await look()).toMatchObject([
      { state: 'works' },
      { name: 'tables', state: 'warning', text: expect.stringMatching(/0001-tables/) },
    ])
    expect(await look()).toMatchObject([{}, { state: 'warning' }])
  })

  test('one that is up to date works; one of a newer release does not', async () => {
    await fresh.database.migrate()
    expect(await look()).toMatchObject([{ state: 'works' }, { name: 'tables', state: 'works' }])
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'now')`.execute(fresh.database.db)
    expect(await look()).toMatchObject([
      { state: 'works' },
      { state: 'missing', text: expect.stringMatching(/newer release.*9999-later/) },
    ])
  })

  test('one that does not answer is missing', async () => {
    expect(await checkDatabase(settings('postgres://jit:pw@127.0.0.1:1/jit'), recordedLog())).toMatchObject([
      { state: 'missing', text: expect.stringMatching(/DATABASE_URL.*ECONNREFUSED/) },
    ])
  })

  test('one of the bot’s own that is not there yet is not made', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'jit-doctor-'))
    try {
      const read = readSettings({ DATA_DIR: join(dataDir, 'none') })
      if (!read.ok) throw new Error(read.problems.join())
      expect(await checkDatabase(read.settings, recordedLog())).toMatchObject([
        { state: 'works', text: expect.stringMatching(/none yet/) },
      ])
      expect(() => rmSync(join(dataDir, 'none'), { recursive: true })).toThrow('ENOENT')
    } finally {
      rmSync(dataDir, { recursive: true })
    }
  })
})

test('no secret of the settings is printed, whatever an error says', async () => {
  const url = new URL(must(process.env.TEST_DATABASE_URL))
  // PostgreSQL repeats the name of a database that is not there.
  url.pathname = `/${url.password}`
  expect(url.password).not.toBe('')
  for (const args of [['doctor'], ['doctor', '--json']]) {
    let out = ''
    const say = {
      out: (text: string) => {
        out += text
      },
      err: (text: string) => {
        out += text
      },
    }
    expect(await jitAccessBot(args, { MODE: 'sandbox', DATABASE_URL: url.href }, say)).toBe(1)
    expect(out).toMatch(/database .*\[secret\].* does not exist/)
    expect(out).not.toContain(url.password)
  }
})

test('every problem of the access policy is told with its line', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jit-doctor-'))
  try {
    const path = join(directory, 'policy.yaml')
    writeFileSync(path, 'version: 1\nnetworks: { office: [999.0.0.0/8] }\nrules:\n  - name: a\n    nonsense: 1\n')
    const checks = checkPolicy(path)
    expect(checks.length).toBeGreaterThan(1)
    for (const each of checks)
      expect(each).toMatchObject({ state: 'missing', text: expect.stringMatching(/policy\.yaml, line \d+: /) })
    expect(checkPolicy(join(directory, 'none.yaml'))).toMatchObject([
      { state: 'missing', text: expect.stringMatching(/no file/) },
    ])
    expect(checkPolicy('sandbox/policy.yaml')).toMatchObject([
      { state: 'works', text: expect.stringMatching(/\d rules/) },
    ])
  } finally {
    rmSync(directory, { recursive: true })
  }
})

describe('Teams', () => {
  const identity = (outboundToken: () => string) => ({
    kind: 'local' as const,
    appId: 'b07b07b0-0000-4000-8000-0000000000b0',
    tenantId: '7d1c1c1e-0000-4000-8000-000000000001',
    openIdMetadataUrl: 'http://127.0.0.1:1/',
    issuer: 'https://api.botframework.com',
    outboundToken,
  })

  test('a token is asked of the SDK’s own credentials', async () => {
    await checkTeamsCredentials(
      identity(() => 'x'),
      'http://127.0.0.1:1/',
    )
    const refused = identity(() => {
      throw new Error('AADSTS7000215: Invalid client secret provided.\nTrace ID: 1')
    })
    await expect(checkTeamsCredentials(refused, 'http://127.0.0.1:1/')).rejects.toThrow(
      /^The bot gets no token for Teams: AADSTS7000215: Invalid client secret provided\.$/,
    )
    await expect(
      checkTeamsCredentials(
        identity(() => ''),
        'http://127.0.0.1:1/',
      ),
    ).rejects.toThrow('the answer had none')
  })

  test('keys are those of the cloud, or they are refused', async () => {
    const metadataPath = '/v1/.well-known/openidconfiguration'
    const documents = openIdDocuments(await openSigningKey(openJournal(undefined)))('http://127.0.0.1')
    const server = createServer((_request, response) => response.end(JSON.stringify(documents[metadataPath])))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    const place = { openIdMetadataUrl: `http://127.0.0.1:${port}${metadataPath}`, serviceHosts: [], serviceUrl: '' }
    try {
      await checkTokenKeys({ ...place, issuer: botFramework.public.issuer })
      await expect(checkTokenKeys({ ...place, issuer: botFramework.usgov.issuer })).rejects.toThrow(
        'its issuer is not https://api.botframework.us',
      )
    } finally {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  })

  test('keys that cannot be reached are told with the address', async () => {
    const place = { issuer: 'i', openIdMetadataUrl: 'http://127.0.0.1:1/keys', serviceHosts: [], serviceUrl: '' }
    await expect(checkTokenKeys(place)).rejects.toThrow(/^http:\/\/127\.0\.0\.1:1\/keys cannot be read: .*/)
  })
})
