import { cardText, eventually, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const told = async () =>
  (await sandbox.read('omar', 'audit'))
    .map(({ card }) => cardText(card))
    .filter((text) => /^Opened past the bot/.test(text))

test('A4 a request made in the portal is told once, with who and when, and stands in the ledger and the digest', async () => {
  const status = await sandbox.ask('emma', '/jit request web02 rdp 1h INC123456')
  const card = await sandbox.card('adam', new RegExp(requestIdOf(status)), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Open until/)
  const act = {
    do: 'initiate',
    vm: 'web01',
    port: 3389,
    source: '203.0.113.99',
    minutes: 120,
    as: 'mallory@contoso.example',
  }
  await sandbox.api.portal(act)
  await sandbox.api.advance(6 * 60)
  const found = await eventually('the channel is told', async () => (await told())[0])
  expect(found).toMatch(/web01.*mallory@contoso\.example.*3389.*203\.0\.113\.99/s)
  await sandbox.api.advance(20 * 60)
  await sandbox.api.advance(20 * 60)
  // Nothing of the bot's own, and nothing twice.
  expect(await told()).toHaveLength(1)
  const ledger = cardText((await sandbox.type('omar', '/jit audit 7d web01', undefined, /^Ledger/)).card)
  expect(ledger).toMatch(/Opened past the bot: web01 port 3389 by mallory@contoso\.example/)
  await sandbox.api.advance(24 * 3_600)
  await sandbox.card('omar', /^Access digest[\s\S]*Opened past the bot\n1/, 'audit')
}, 150_000)

test('what happened while the bot was away is told on its return; a second request in the portal is another one', async () => {
  await sandbox.api.portal({ do: 'initiate', vm: 'web02', port: 3389, source: '203.0.113.98', minutes: 30 })
  await sandbox.crash()
  await sandbox.api.advance(40 * 60)
  await eventually('the channel is told', async () => (await told()).length === 2)
  expect((await told())[1]).toMatch(/web02.*somebody@contoso\.example/s)
}, 150_000)

test('A5 a rule that outlives its window, one that outranks Defender’s and a deny rule that is gone are found, each once', async () => {
  const wrong = async () =>
    (await sandbox.read('omar', 'audit'))
      .map(({ card }) => cardText(card))
      .filter((text) => /^Network rules of/.test(text))
  expect(await wrong()).toEqual([])
  const status = await sandbox.ask('emma', '/jit request web02 rdp 30m INC123456')
  const card = await sandbox.card('adam', new RegExp(requestIdOf(status)), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Open until/)
  const rules = await sandbox.api.rules('web02')
  const allow = rules.find(({ name }) => /-JITRule-/.test(name))
  const deny = rules.find(({ name }) => /-JITRule_/.test(name))
  await sandbox.api.portal({ do: 'keep rule', vm: 'web02', rule: allow?.name })
  await sandbox.api.advance(45 * 60)
  expect(await eventually('the rule is found', async () => (await wrong())[0])).toMatch(
    new RegExp(`${allow?.name} still lets 203\\.0\\.113\\.7 in on port 3389 of web02`),
  )
  await sandbox.api.portal({ do: 'add rule', vm: 'web02', name: 'mine', priority: 150, source: '*', ports: '3389' })
  await sandbox.api.advance(6 * 60)
  await eventually('the other rule is found', async () =>
    (await wrong()).some((text) => /mine lets any address in/.test(text)),
  )
  await sandbox.api.portal({ do: 'delete rule', vm: 'web02', rule: deny?.name })
  await sandbox.api.advance(6 * 60)
  await eventually('the gap is found', async () =>
    (await wrong()).some((text) => /deny rule for port 3389, 5986 of web02 is not there/.test(text)),
  )
  await sandbox.api.advance(6 * 60)
  expect(await wrong()).toHaveLength(3)
}, 150_000)
