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
  await sandbox.restart()
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

const posted = async (pattern: RegExp) =>
  (await sandbox.read('omar', 'audit')).map(({ card }) => cardText(card)).filter((text) => pattern.test(text))
const app = 'deadbeef-0000-4000-8000-000000000001'

test('A4 an application that passes its window off as ours is told, by what was approved and by who called', async () => {
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456')
  const id = requestIdOf(status)
  const card = await sandbox.card('adam', new RegExp(id), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Open until/)
  const forged = { do: 'initiate', vm: 'web01', port: 3389, app, justification: `jit-access-bot:${id}/0.0; INC123456` }
  await sandbox.api.portal({ ...forged, source: '198.51.100.66', minutes: 60 })
  await sandbox.api.advance(6 * 60)
  const mark = new RegExp(`bears the mark of request ${id}`)
  const [other] = await eventually('the forgery is told', async () => {
    const found = (await posted(/^Opened past the bot/)).filter((text) => mark.test(text))
    return found.length > 0 && found
  })
  expect(other).toMatch(new RegExp(`The application ${app} opened it.*198\\.51\\.100\\.66`, 's'))
  // To the very address, within the very time: nothing but the caller tells it from ours.
  await sandbox.api.portal({ ...forged, source: '203.0.113.7', minutes: 30 })
  await sandbox.api.advance(6 * 60)
  await eventually('the other is told', async () => (await posted(mark)).length === 2)
  await sandbox.api.advance(60 * 60)
  expect(await posted(mark)).toHaveLength(2)
}, 150_000)

test('a JIT policy that was changed elsewhere is told with before, after and who; the bot’s own change is not', async () => {
  const changed = /^JIT policy/
  expect(await posted(changed)).toEqual([])
  const draft = await sandbox.type('petra', '/jit configure app01 ssh max 2h')
  await sandbox.press('petra', draft.id, 'Change')
  await sandbox.becomes('petra', draft.id, /^The port rules are changed on app01/)
  await sandbox.api.advance(12 * 60)
  expect(await posted(changed)).toEqual([])
  await sandbox.api.portal({ do: 'disable', vm: 'app02', as: 'mallory@contoso.example' })
  await sandbox.api.advance(6 * 60)
  const [told] = await eventually('the change is told', async () => {
    const found = await posted(changed)
    return found.length > 0 && found
  })
  expect(told).toMatch(
    /default of rg-app was changed elsewhere.*app02 from SSH 22.*203\.0\.113\.0\/24.*to no just-in-time access/s,
  )
  expect(told).toMatch(/Who\nmallory@contoso\.example/)
  expect(told).not.toMatch(/app01/)
  await sandbox.api.portal({ do: 'disable', vm: 'jump01', as: 'mallory@contoso.example' })
  await sandbox.api.advance(6 * 60)
  await eventually('the deletion is told', async () =>
    (await posted(changed)).some((text) => /default of rg-edge was deleted elsewhere.*jump01/s.test(text)),
  )
  await sandbox.api.advance(12 * 60)
  expect(await posted(changed)).toHaveLength(2)
  const ledger = cardText((await sandbox.type('omar', '/jit audit 7d app02', undefined, /^Ledger/)).card)
  expect(ledger).toMatch(/JIT policy default of rg-app was changed past the bot by mallory@contoso\.example/)
}, 150_000)

test('without the right to the activity log it is said which right is missing, and the finding is told all the same', async () => {
  await sandbox.api.azure({
    roles: [
      'Microsoft.Security/*',
      'Microsoft.Compute/*',
      'Microsoft.Network/*',
      'Microsoft.ResourceGraph/*',
      'Microsoft.Resources/*',
    ],
  })
  await sandbox.api.portal({ do: 'disable', vm: 'report01', as: 'mallory@contoso.example' })
  await sandbox.api.advance(6 * 60)
  const told = await eventually('the change is told', async () => (await posted(/^JIT policy default of rg-report/))[0])
  expect(told).toMatch(/Who\nnobody known \(The bot may not do Microsoft\.Insights\/eventtypes\/values\/read/)
  await sandbox.api.azure({ roles: ['*'] })
}, 150_000)

test('a machine that was deleted and is in a JIT policy yet is told once, with what to do', async () => {
  await sandbox.api.portal({ do: 'delete vm', vm: 'db02', as: 'mallory@contoso.example' })
  // The estate is read anew at the start.
  await sandbox.restart()
  await sandbox.api.advance(6 * 60)
  const told = await eventually('it is told', async () => (await posted(/^db02 is gone/))[0])
  expect(told).toMatch(/still in the JIT policy default of rg-data.*takes it out/s)
  await sandbox.api.advance(12 * 60)
  expect(await posted(/is gone/)).toHaveLength(1)
}, 150_000)
