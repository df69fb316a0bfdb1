import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { LedgerEvent } from '../../src/domain/ledger-event.ts'
import { buttonsOf, cardText, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney({ VERIFY_TIMEOUT_SECONDS: '60' })
}, 150_000)
afterAll(() => sandbox.stop())

const entriesOf = async (what: string) =>
  cardText((await sandbox.type('omar', `/jit audit 7d ${what}`, undefined, /^Ledger/)).card)

async function asked(vm: string) {
  const status = await sandbox.ask('emma', `/jit request ${vm} rdp 30m INC123456 ledger`)
  const id = requestIdOf(status)
  const card = await sandbox.card('adam', new RegExp(`Request\\n${id}`), 'ops-approvals')
  return { status, id, card }
}

test('L1 every path leaves its entries, with who did it', async () => {
  await sandbox.type('emma', '/jit request vault01 ssh 30m from office INC123456', undefined, /PAM only/)
  expect(await entriesOf('PAM only')).toMatch(/Refused: [\s\S]*PAM only[\s\S]*Emma Lindqvist/)

  const denied = await asked('web01')
  await sandbox.press('oscar', denied.card.id, 'Approve')
  await sandbox.press('adam', denied.card.id, 'Deny', { inputs: { reason: 'freeze' } })
  expect(await entriesOf(denied.id)).toMatch(
    /Denied: freeze[\s\S]*Adam Novak[\s\S]*Refused to approve[\s\S]*Oscar Nilsen[\s\S]*Asked for web01[\s\S]*Emma Lindqvist/,
  )

  const cancelled = await asked('web01')
  await sandbox.type('emma', `/jit cancel ${cancelled.id}`)
  expect(await entriesOf(cancelled.id)).toMatch(/Taken back[\s\S]*Asked for/)

  const lapsed = await asked('web01')
  await sandbox.api.advance(5 * 3600)
  await sandbox.becomes('emma', lapsed.status.id, /^Lapsed/)
  expect(await entriesOf(lapsed.id)).toMatch(/Lapsed: nobody decided in time[\s\S]*the bot/)

  const opened = await asked('web01')
  await sandbox.press('adam', opened.card.id, 'Approve')
  await sandbox.becomes('emma', opened.status.id, /Open until/)
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', opened.status.id, /^Closed/)
  expect(await entriesOf(opened.id)).toMatch(
    /Closed: [\s\S]*Seen shut: web01[\s\S]*Notice before the end sent[\s\S]*Seen open: web01[\s\S]*Azure accepted[\s\S]*Azure asked to open web01[\s\S]*Approved by Adam Novak[\s\S]*Approval given for sre-leads[\s\S]*Asked for/,
  )

  await sandbox.api.faults({
    service: 'azure',
    operation: 'initiate',
    kind: 'status',
    status: 403,
    code: 'AuthorizationFailed',
    message: 'no right',
  })
  const failed = await asked('web02')
  await sandbox.press('adam', failed.card.id, 'Approve')
  const shown = await sandbox.becomes('emma', failed.status.id, /Could not be opened/)
  expect(buttonsOf(shown.card)).toContain('Retry')
  expect(await entriesOf(failed.id)).toMatch(/Failed: [\s\S]*no right[\s\S]*Could not be opened: web02/)
}, 150_000)

/** Entries that speak of one request; a refused one never became a request. */
const ofRequest = /^(request (?!refused)|approval|opening|closing|notice)/

test('L1 every entry of these stories has who did it and the policy version, and the request where there is one', async () => {
  await sandbox.type('emma', '/jit from 203.0.113.9', undefined, /203\.0\.113\.9/)
  await sandbox.type('emma', '/jit audit', undefined, /auditors/)
  await sandbox.type('emma', '/jit approve 0000000Z', undefined, /No such request/)
  const cli = join(import.meta.dirname, '../../dist/cli/jit-access-bot.js')
  const exported = execFileSync(process.execPath, [cli, 'audit', 'export'], {
    env: { PATH: process.env.PATH ?? '', ...sandbox.settings },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const events: LedgerEvent[] = exported
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).event)
  for (const event of events) {
    expect(event).toMatchObject({ at: expect.any(Number), actor: expect.anything() })
    expect(event).toHaveProperty('policyVersion', expect.stringMatching(/./))
    if (ofRequest.test(event.fact.type)) expect(event).toHaveProperty('request', expect.stringMatching(/^[0-9A-Z]{8}$/))
  }
  expect(events.map(({ fact }) => fact.type)).toEqual(
    expect.arrayContaining([
      ...['policy loaded', 'channel bound', 'source confirmed', 'attempt refused'],
      ...['request refused', 'request submitted', 'request denied', 'request cancelled', 'request lapsed'],
      ...['request approved', 'approval given', 'opening called', 'opening accepted', 'opening open', 'notice sent'],
      ...['opening closed', 'request closed', 'opening failed', 'request failed'],
    ]),
  )
}, 60_000)

test('L2 the ledger of a running bot verifies from the command line', () => {
  const cli = join(import.meta.dirname, '../../dist/cli/jit-access-bot.js')
  const said = execFileSync(process.execPath, [cli, 'audit', 'verify'], {
    env: { PATH: process.env.PATH ?? '', ...sandbox.settings },
    encoding: 'utf8',
  })
  expect(said).toMatch(/as it was written: \d+ entries, head [0-9a-f]{64}/)
}, 60_000)
