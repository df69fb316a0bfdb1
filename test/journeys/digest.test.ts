import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cardText, eventually, type Journey, requestIdOf, startJourney } from './sandbox.ts'

const hour = 3_600
let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const cli = (...args: string[]) =>
  execFileSync(process.execPath, [join(import.meta.dirname, '../../dist/cli/jit-access-bot.js'), 'audit', ...args], {
    env: { PATH: process.env.PATH ?? '', ...sandbox.settings },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
const digestsShown = async () =>
  (await sandbox.read('omar', 'audit')).map(({ card }) => cardText(card)).filter((text) => /^Access digest/.test(text))
const count = (text: string, label: string) => Number(new RegExp(`\\n${label}\\n(\\d+)`).exec(text)?.[1] ?? 0)

test('an admin moves the digest to another day, hour and zone; what is not understood is told with what is allowed', async () => {
  const says = async (text: string, pattern: RegExp) =>
    cardText((await sandbox.type('petra', text, 'audit', pattern)).card)
  await says(
    '/jit here digest weekly fri 17:30 America/New_York',
    /weekly digest comes here now[\s\S]*Fri .*17:30 \(America\/New_York\)/,
  )
  expect(await says('/jit here', /What channels are bound to/)).toMatch(
    /weekly on Friday at 17:30 \(America\/New_York\)/,
  )
  await says('/jit here digest daily mon', /was not understood[\s\S]*leave out the day/)
  await says('/jit here digest hourly', /daily or weekly, not “hourly”/)
  await says(`/jit here digest daily ${'x'.repeat(3_000)}`, /was not understood/)
  await says('/jit here digest daily 09:00 UTC', /The first one: .*09:00 \(UTC\)/)
  expect(await says('/jit here', /What channels are bound to/)).toMatch(/daily at 09:00 \(UTC\)/)
})

test('L4 the digest tells what was decided, how fast, by whom, closed unused, and what stands open', async () => {
  const refused = await sandbox.type(
    'emma',
    '/jit request vault01 ssh 30m from office INC123456',
    undefined,
    /PAM only/,
  )
  expect(refused.card).toBeDefined()
  const ask = async (vm: string) => {
    const status = await sandbox.ask('emma', `/jit request ${vm} rdp 24h INC123456 digest`.replace('24h', '2h'))
    const card = await sandbox.card('adam', new RegExp(`Request\\n${requestIdOf(status)}`), 'ops-approvals')
    return { status, card }
  }
  const denied = await ask('web01')
  await sandbox.press('adam', denied.card.id, 'Deny', { inputs: { reason: 'freeze' } })
  const brief = await ask('web01')
  await sandbox.press('adam', brief.card.id, 'Approve')
  await sandbox.becomes('emma', brief.status.id, /Open until/)
  await sandbox.type('emma', `/jit close ${requestIdOf(brief.status)}`, undefined, /./)
  await sandbox.becomes('emma', brief.status.id, /^Closed/)

  const now = await sandbox.type('omar', '/jit digest 1d', undefined, /^Access digest/)
  const text = cardText(now.card)
  expect(count(text, 'Approved by people')).toBe(1)
  expect(count(text, 'Denied')).toBe(1)
  expect(count(text, 'Refused by the access policy')).toBe(1)
  expect(count(text, 'Closed on request within 5 minutes of opening')).toBe(1)
  expect(text).toMatch(/Median time to approve: \d+ s\./)
  expect(text).toMatch(/Adam Novak: 1 approved, 1 denied/)
  await sandbox.type('emma', '/jit digest 1d', undefined, /auditors/)
  await sandbox.type('omar', '/jit digest 99d', undefined, /from 1d to 31d/)

  const open = await ask('web02')
  await sandbox.press('adam', open.card.id, 'Approve')
  await sandbox.becomes('emma', open.status.id, /Open until/)
  expect(cardText((await sandbox.type('omar', '/jit digest', undefined, /Open now: 1 window\./)).card)).toMatch(
    /web02 port 3389 · Emma Lindqvist · until/,
  )
}, 150_000)

test('a digest that was missed while the bot was down is posted once, and its numbers are those of the export', async () => {
  const before = (await digestsShown()).length
  await sandbox.restart(3 * 24 * hour * 1_000)
  await eventually('the digest of the days that were missed', async () => (await digestsShown()).length > before)
  await sandbox.api.advance(24 * hour)
  await eventually('the next one', async () => (await digestsShown()).length > before + 1)
  const shown = (await digestsShown()).slice(before)
  const file = join(sandbox.directory, 'export.jsonl')
  cli('export', '--out', file)
  const facts = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).event)
  const periods = facts.filter(({ fact }) => fact.type === 'digest posted').map(({ fact }) => fact)
  for (const [i, { from }] of periods.entries()) if (i > 0) expect(from).toBe(periods[i - 1].to)
  expect(periods).toHaveLength(shown.length)
  const submitted = facts.filter(({ fact, at }) => fact.type === 'request submitted' && at < periods.at(-1)?.to).length
  expect(shown.map((text) => count(text, 'Requests submitted')).reduce((a, b) => a + b)).toBe(submitted)
  expect(submitted).toBe(3)
  const head = /Ledger head (\d+: [0-9a-f]{64})/.exec(shown.at(-1) ?? '')?.[1] ?? ''
  expect(cli('verify', '--head', head)).toMatch(/The head that was kept is in it/)
  expect(cli('verify', '--file', file)).toMatch(/as it was written/)
  expect(cli('export', '--format', 'csv').match(/,request submitted,/g)).toHaveLength(3)
}, 150_000)
