import { cardText, ids, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const ledgerOf = async (id: string) =>
  cardText((await sandbox.type('omar', `/jit audit 7d ${id}`, undefined, /^Ledger/)).card)

test('S1 approving what is decided is a conflict that names who did it, and opens nothing twice', async () => {
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456')
  const id = requestIdOf(status)
  const card = await sandbox.card('adam', new RegExp(id), 'ops-approvals')
  const answers = await Promise.all([
    sandbox.press('adam', card.id, 'Approve'),
    sandbox.press('aisha', card.id, 'Approve'),
    sandbox.press('adam', card.id, 'Approve'),
  ])
  await sandbox.becomes('emma', status.id, /Open until/)
  expect(answers.filter((text) => /already approved by/.test(text)).length).toBeGreaterThanOrEqual(1)
  const late = cardText((await sandbox.type('aisha', `/jit deny ${id} too late`)).card)
  expect(late).toMatch(/already approved by (Adam Novak|Aisha Khan)/)
  expect((await ledgerOf(id)).match(/Azure asked to open/g)).toHaveLength(1)
  const rules = (await sandbox.api.rules('web01')).filter((rule) => rule.source.startsWith('203.0.113.7'))
  expect(rules).toHaveLength(1)
}, 120_000)

test('S3 two identical requests at once: one is accepted, the other is pointed at it; another port is another request', async () => {
  const room = await sandbox.room('emma')
  const text = '/jit request web02 rdp 1h INC123456 twice'
  await Promise.all([sandbox.api.say(ids.emma, room, text), sandbox.api.say(ids.emma, room, text)])
  await sandbox.card('emma', /You have asked for this already/)
  await sandbox.type('emma', '/jit request web02 5986 1h INC123456 other port')
  const mine = cardText((await sandbox.type('emma', '/jit mine', undefined, /Your requests/)).card)
  expect(mine.match(/twice/g)).toHaveLength(1)
  expect(mine).toMatch(/other port/)
  await sandbox.card('adam', /other port/, 'ops-approvals')
  const cards = (await sandbox.read('adam', 'ops-approvals')).filter((m) => /INC123456 twice/.test(cardText(m.card)))
  expect(cards).toHaveLength(1)
}, 120_000)

test('S5 the same activity delivered again, under its own or a new id, has one effect', async () => {
  const status = await sandbox.ask('eva', '/jit request web01 rdp 1h from 203.0.113.8 INC555555')
  const said = (await sandbox.read('eva')).findLast((m) => !m.from.bot)
  await sandbox.api.redeliver(said?.id ?? '')
  await sandbox.api.redeliver(said?.id ?? '', true)
  const mine = cardText((await sandbox.type('eva', '/jit mine', undefined, /Your requests/)).card)
  expect(mine.match(/INC555555/g)).toHaveLength(1)
  expect(await sandbox.card('adam', /INC555555/, 'ops-approvals')).toBeDefined()
  const cards = (await sandbox.read('adam', 'ops-approvals')).filter((m) => /INC555555/.test(cardText(m.card)))
  expect(cards).toHaveLength(1)
  await sandbox.type('eva', `/jit cancel ${requestIdOf(status)}`)
}, 120_000)
