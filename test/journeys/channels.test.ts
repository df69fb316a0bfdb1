import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buttonsOf, cardText, eventually, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const ops = '19:6f70732d617070726f76616c73000000@thread.tacv2'
const place = (act: Record<string, unknown>) => sandbox.api.place(act)
const bindings = async () =>
  cardText((await sandbox.type('petra', '/jit here', undefined, /^What channels|^A bound|^No channel/)).card)
const told = async (pattern: RegExp) => (await sandbox.read('petra')).filter((m) => pattern.test(cardText(m.card)))

test('an admin sees from anywhere what is bound and that it works; nobody else does', async () => {
  const text = await bindings()
  expect(text).toMatch(/Approvals “ops-approvals”\nworks/)
  expect(text).toMatch(/The digest, daily at 09:00\nworks/)
  expect(cardText((await sandbox.type('emma', '/jit here')).card)).toMatch(/not for you/)
}, 60_000)

test('renamed: the name follows, the binding stays, cards arrive as before', async () => {
  await place({ do: 'rename channel', channel: 'ops-approvals', name: 'Gate keepers' })
  await place({ do: 'rename channel', channel: ops, name: 'Gate keepers' })
  expect(await bindings()).toMatch(/Gate keepers: approvals “ops-approvals”\nworks/)
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h from vpn INC123456')
  await sandbox.card('adam', new RegExp(requestIdOf(status)), 'Gate keepers')
  await sandbox.type('emma', `/jit cancel ${requestIdOf(status)}`)
  await place({ do: 'rename channel', channel: ops, name: 'ops-approvals' })
}, 60_000)

test('deleted while a request waits there: told once, its card goes elsewhere, decided there; restored: told once', async () => {
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h from vpn INC123456')
  const id = requestIdOf(status)
  await sandbox.card('adam', new RegExp(id), 'ops-approvals')
  await place({ do: 'delete channel', channel: 'ops-approvals' })
  await place({ do: 'delete channel', channel: ops })
  const card = await sandbox.card('adam', new RegExp(id), 'audit')
  expect(buttonsOf(card.card)).toContain('Approve')
  const news = await sandbox.card('petra', /I can not post in ops-approvals/)
  expect(cardText(news.card)).toMatch(/the channel was deleted.*One request waits.*\/jit here approvals ops-approvals/s)
  expect(await bindings()).toMatch(
    /A bound channel does not work.*ops-approvals.*\nbroken\nSince .*the channel was deleted/s,
  )
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Open until/)
  await sandbox.becomes('adam', card.id, /Open until/, 'audit')

  // What is asked now comes elsewhere too, without being told again.
  const next = await sandbox.ask('eva', '/jit request web02 rdp 1h from vpn INC123456')
  await sandbox.card('adam', new RegExp(requestIdOf(next)), 'audit')
  await place({ do: 'restore channel', channel: ops })
  await place({ do: 'restore channel', channel: ops })
  await sandbox.card('petra', /I can post in ops-approvals again/)
  expect(await bindings()).toMatch(/^What channels are bound to/)
  expect(await told(/I can not post in/)).toHaveLength(1)
  expect(await told(/I can post in/)).toHaveLength(1)
  await sandbox.type('eva', `/jit cancel ${requestIdOf(next)}`)
}, 120_000)

test('the app removed from the team: every channel of it is reported; added again: all work, and no second welcome', async () => {
  const welcomes = async () =>
    (await sandbox.read('adam', 'ops-approvals')).filter((m) => /^Just-in-time access/.test(cardText(m.card))).length
  const before = await welcomes()
  await place({ do: 'remove app', of: 'team' })
  await eventually('both channels reported', async () => (await told(/I can not post in/)).length === 3)
  expect(await bindings()).toMatch(/broken.*broken/s)
  await place({ do: 'add app', of: 'team' })
  await eventually('both channels back', async () => (await told(/I can post in/)).length === 3)
  expect(await bindings()).toMatch(/works.*works/s)
  expect(await welcomes()).toBe(before)
}, 120_000)

test('lost without a word from Teams: found when a card is to be posted, or by the watch', async () => {
  await sandbox.api.faults({
    service: 'teams',
    kind: 'status',
    status: 403,
    code: 'BotDisabledByAdmin',
    conversation: ops,
    operation: '*',
  })
  const status = await sandbox.ask('emma', '/jit request web02 rdp 1h from vpn INC123456')
  await sandbox.card('adam', new RegExp(requestIdOf(status)), 'audit')
  await eventually('told', async () => (await told(/I can not post in/)).length === 4)
  await sandbox.api.faults({ service: 'teams', clear: true })
  await sandbox.api.advance(31 * 60)
  await eventually('found to work again', async () => (await told(/I can post in/)).length === 4)
  await sandbox.type('emma', `/jit cancel ${requestIdOf(status)}`)
}, 120_000)

test('bound anew elsewhere: what waits gets its card there too', async () => {
  const status = await sandbox.ask('emma', '/jit request web02 rdp 1h from vpn INC123456')
  const id = requestIdOf(status)
  const bound = await sandbox.type('petra', '/jit here approvals ops-approvals', 'audit', /come here now/)
  expect(cardText(bound.card)).toMatch(/One request waits for approval/)
  const card = await sandbox.card('adam', new RegExp(id), 'audit')
  await sandbox.press('adam', card.id, 'Deny', { inputs: { reason: 'not today' } })
  await sandbox.becomes('emma', status.id, /^Denied/)
  await sandbox.becomes('adam', card.id, /Denied/, 'audit')
  await sandbox.type('petra', '/jit here approvals ops-approvals', 'ops-approvals', /come here now/)
}, 120_000)

test('unbound: with an entry and a warning; hostile or doubled, nothing breaks', async () => {
  const said = async (text: string, channel?: string) =>
    cardText((await sandbox.type('petra', text, channel, /^(?!Ledger)/)).card)
  expect(await said('/jit here digest off')).toMatch(/Say which digest/)
  expect(await said(`/jit here approvals off ${'x'.repeat(290)}`)).toMatch(/No approvals is bound as/)
  expect(await said('/jit here digest off', 'audit')).toMatch(/no longer.*No channel has the digest any more/s)
  expect(await said('/jit here digest off', 'audit')).toMatch(/No channel has any digest/)
  expect(await said('/jit here approvals off ops-approvals')).toMatch(
    /“production”.*No channel is bound for approvals/s,
  )
  expect(cardText((await sandbox.type('emma', '/jit here approvals off ops-approvals')).card)).toMatch(/not for you/)
  expect(await bindings()).toMatch(/^No channel is bound to anything/)
  const refused = await sandbox.type('emma', '/jit request web02 rdp 1h from vpn INC123456')
  expect(cardText(refused.card)).not.toMatch(/Waiting for approval/)
}, 120_000)

test('L1 all of it is in the ledger, once each, with what the channel was for', () => {
  const file = join(sandbox.directory, 'export.jsonl')
  const args = ['dist/cli/jit-access-bot.js', 'audit', 'export', '--out', file]
  execFileSync(process.execPath, args, { env: { PATH: process.env.PATH ?? '', ...sandbox.settings } })
  const events = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).event)
  const of = (type: string) => events.filter(({ fact }) => fact.type === type)
  expect(of('channel lost').map(({ fact }) => fact.names)).toEqual([
    ['approvals ops-approvals'],
    ...[expect.any(Array), expect.any(Array)],
    ['approvals ops-approvals'],
  ])
  expect(of('channel back')).toHaveLength(4)
  expect(of('channel lost')[0]).toMatchObject({ actor: 'bot', policyVersion: expect.any(String) })
  expect(of('channel unbound').map(({ actor, fact }) => `${actor.name}: ${fact.name}`)).toEqual([
    'Petra Schulz: digest daily',
    'Petra Schulz: approvals ops-approvals',
  ])
})
