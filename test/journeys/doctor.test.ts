import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { production } from '../../src/simulator/azure/named-vms.ts'
import { cardText, type Journey, startJourney } from './sandbox.ts'

const cli = join(import.meta.dirname, '../../dist/cli/jit-access-bot.js')
const initiate = 'Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action'
// All that `*/read` gives but *initiate*.
const SANDBOX_ROLES = '*/read,Microsoft.Network/*'

/** Runs the command as its own process, with nothing of ours in its environment. */
function doctor(settings: Readonly<Record<string, string>>, ...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...settings }
  const child = spawn(process.execPath, [cli, 'doctor', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.once('close', (code) => resolve({ code, out, err }))
  })
}

describe('beside a sandbox that lacks rights', () => {
  let sandbox: Journey
  beforeAll(async () => {
    sandbox = await startJourney({ SANDBOX_ROLES })
  }, 150_000)
  afterAll(() => sandbox.stop())

  test('A6 doctor asks the running sandbox and names the action, the scope and the role', async () => {
    // Its own roles setting is not what counts: it asks the simulated Azure that the bot uses.
    const { code, out, err } = await doctor({ ...sandbox.settings, SANDBOX_ROLES: '*' })
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain(`The bot may not do ${initiate} on /subscriptions/${production.id}.`)
    expect(out).toContain('the role jit-access-bot-requester, see infra/roles')
    expect(out).toMatch(/✗ request: The bot opens no port there/)
    expect(out).toMatch(/✓ see rules/)
    expect(out).toMatch(/! configure: The bot refuses to configure VMs/)
    expect(out).toMatch(/✓ tables: They are up to date/)
    expect(out).toMatch(/\n4 things that the bot needs are missing/)
  }, 60_000)

  test('A6 the same as data', async () => {
    const { code, out } = await doctor(sandbox.settings, '--json')
    const { exitCode, checks } = JSON.parse(out)
    expect([code, exitCode]).toEqual([1, 1])
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'request',
        state: 'missing',
        missing: [
          expect.objectContaining({
            action: initiate,
            scope: `/subscriptions/${production.id}`,
            role: 'jit-access-bot-requester',
          }),
        ],
      }),
    )
  }, 60_000)

  test('A6 the person whose request fails for it reads the same, and the bot lives on', async () => {
    const status = await sandbox.ask('emma', '/jit request web01 rdp 30m INC123456')
    const card = await sandbox.card('adam', /web01/, 'ops-approvals')
    await sandbox.press('adam', card.id, 'Approve')
    const failed = cardText((await sandbox.becomes('emma', status.id, /Could not be opened/)).card)
    expect(failed.toLowerCase()).toContain(`the bot may not do ${initiate.toLowerCase()} on /subscriptions/`)
    expect(failed).toMatch(/the role jit-access-bot-requester, see infra\/roles/)
    expect(sandbox.program().output()).toMatch(/opening failed.*initiate\/action/)
  }, 60_000)
})

test('with no sandbox running and the first role alone, the bot works and says what it does without the others', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'jit-doctor-'))
  try {
    const { code, out, err } = await doctor({ DATA_DIR: directory, SANDBOX_ROLES: 'requester' }, '--sandbox')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/✓ request[\s\S]*! see rules: The bot relies on the JIT record alone/)
    expect(out).toMatch(/\nEverything that the bot needs works; the bot works without \d+ things more/)
  } finally {
    rmSync(directory, { recursive: true })
  }
}, 60_000)

test('settings that do not hold are all named, without a secret', async () => {
  const { code, out } = await doctor({
    MICROSOFT_APP_PASSWORD: 'abc8Q~reallysecret',
    CLOUD: 'china',
    DATABASE_URL: 'hunter2xyz',
  })
  expect(code).toBe(1)
  expect(out).toMatch(/MICROSOFT_APP_ID is missing[\s\S]*ALLOWED_TENANTS is missing/)
  expect(out).toMatch(/CLOUD is "china": Azure China has just-in-time access, but no Teams bots/)
  expect(out).not.toMatch(/reallysecret|hunter2/)
}, 60_000)

test('what is not understood is said', async () => {
  expect(await doctor({}, '--yaml')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--yaml') })
}, 60_000)
