import { cardText, eventually, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney({ VERIFY_TIMEOUT_SECONDS: '60' })
}, 150_000)
afterEach(() => sandbox.api.faults({ service: 'azure', clear: true }))
afterAll(() => sandbox.stop())

async function approved(text: string) {
  const status = await sandbox.ask('emma', text)
  const id = requestIdOf(status)
  const card = await sandbox.card('adam', new RegExp(id), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  return { id, status, card }
}
const ledgerOf = async (id: string) =>
  cardText((await sandbox.type('omar', `/jit audit 7d ${id}`, undefined, /^Ledger/)).card)
const windowsTo = async (vm: string) =>
  (await sandbox.api.rules(vm)).filter((rule) => rule.source.startsWith('203.0.113.7'))

test('O1 approved at minute 50 of a one-hour ask: one hour from opening', async () => {
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456')
  const card = await sandbox.card('adam', new RegExp(requestIdOf(status)), 'ops-approvals')
  await sandbox.api.advance(50 * 60)
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Open until/)
  await sandbox.api.advance(58 * 60)
  expect(await sandbox.api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: true })
  await sandbox.api.advance(3 * 60)
  expect(await sandbox.api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: false })
  await sandbox.becomes('emma', status.id, /^Closed/)
}, 150_000)

test.each([
  ['429 with Retry-After', { kind: 'status', status: 429, retryAfterSeconds: 1, times: 2 }],
  ['503', { kind: 'status', status: 503, times: 2 }],
  ['an answer lost after the work was done', { kind: 'lost', times: 1 }],
  ['an answer that makes no sense', { kind: 'garbage', times: 1 }],
])(
  'O2 Azure answers %s: tried again with back-off, one effective opening',
  async (_name, fault) => {
    await sandbox.api.faults({ service: 'azure', operation: 'initiate', ...fault })
    const { status, id } = await approved('/jit request web02 rdp 30m INC123456')
    await eventually('it opens', async () => {
      // Back-off waits in the sandbox's time.
      await sandbox.api.advance(3)
      return (await sandbox.read('emma')).some((m) => m.id === status.id && /Open until/.test(cardText(m.card)))
    })
    expect(await windowsTo('web02')).toHaveLength(1)
    await sandbox.api.advance(31 * 60)
    await sandbox.becomes('emma', status.id, /^Closed/)
    expect(await ledgerOf(id)).toMatch(/Seen open/)
  },
  60_000,
)

test('O2 403: failed with Azure’s words to both people, and a Retry that works once the cause is gone', async () => {
  await sandbox.api.faults({
    service: 'azure',
    operation: 'initiate',
    kind: 'status',
    status: 403,
    code: 'AuthorizationFailed',
    message: 'The client has no authorization to perform action initiate.',
  })
  const { status, card } = await approved('/jit request web02 rdp 30m INC123456')
  expect(cardText((await sandbox.becomes('emma', status.id, /Could not be opened/)).card)).toMatch(
    /no authorization to perform action initiate/,
  )
  expect(cardText((await sandbox.becomes('adam', card.id, /Could not be opened/, 'ops-approvals')).card)).toMatch(
    /no authorization/,
  )
  await sandbox.card('emma', /^Could not be opened: web02[\s\S]*Retry/)
  await sandbox.api.faults({ service: 'azure', clear: true })
  await sandbox.press('emma', status.id, 'Retry')
  await sandbox.becomes('emma', status.id, /Open until/)
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
}, 150_000)

const rule = { vm: 'web02', name: 'block-all', priority: 100, source: '*', ports: '*', access: 'Deny' }

test('O4 Defender says open and somebody’s rule keeps everybody out: said with the rule and what to do, open when it is gone', async () => {
  // The first free priority is Defender's: with 100 taken its rule comes behind.
  await sandbox.api.portal({ do: 'add rule', ...rule })
  const { status, id } = await approved('/jit request web02 rdp 30m INC123456')
  await sandbox.becomes('emma', status.id, /Approved – opening/)
  await sandbox.api.advance(90)
  const failed = cardText((await sandbox.becomes('emma', status.id, /Could not be opened/)).card)
  expect(failed).toMatch(
    /no rule of the network lets 203\.0\.113\.7 in on port 3389.*block-all \(priority 100 in nsg-web\) denies it/,
  )
  expect(failed).toMatch(/Ask whoever keeps nsg-web to remove it/)
  expect(await sandbox.api.reachable('web02', 3389, '203.0.113.7')).toMatchObject({ reachable: false })
  await sandbox.api.portal({ do: 'delete rule', vm: 'web02', rule: 'block-all' })
  await sandbox.api.advance(70)
  await sandbox.becomes('emma', status.id, /Open until/)
  expect(await ledgerOf(id)).toMatch(/Seen open: web02 port 3389; the network lets it in by the rule MicrosoftDefender/)
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
  expect(await ledgerOf(id)).toMatch(
    /Seen shut: web02: the window expired, and no rule of the network lets the address in/,
  )
}, 150_000)

test('not called closed while another rule lets the address in: it is said which, and closed when that is gone', async () => {
  const { status, id } = await approved('/jit request web02 rdp 30m INC123456')
  await sandbox.becomes('emma', status.id, /Open until/)
  const mine = { ...rule, name: 'mine', priority: 150, source: '203.0.113.0/24', access: 'Allow' }
  await sandbox.api.portal({ do: 'add rule', ...mine })
  await sandbox.api.advance(31 * 60)
  const over = await sandbox.becomes('emma', status.id, /^Window over/)
  expect(cardText(over.card)).toMatch(/the rule mine \(priority 150 in nsg-web\) still lets 203\.0\.113\.7 in/)
  await sandbox.api.advance(6 * 60)
  await sandbox.card('emma', /^Not confirmed shut[\s\S]*the rule mine/)
  await sandbox.api.portal({ do: 'delete rule', vm: 'web02', rule: 'mine' })
  await sandbox.api.advance(2 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
  expect(await ledgerOf(id)).toMatch(/Not confirmed shut/)
}, 150_000)

test('the NSG can not be read, or an Azure Firewall stands before it: the JIT policy alone, and that is shown', async () => {
  await sandbox.api.azure({ roles: ['Microsoft.Security/*', 'Microsoft.Compute/*', 'Microsoft.Resource*'] })
  const { status } = await approved('/jit request web02 rdp 30m INC123456')
  const open = await sandbox.becomes('emma', status.id, /Open until/)
  expect(cardText(open.card)).toMatch(
    /Seen in the JIT policy; the network rules can not be read: the bot may not do .*networkSecurityGroups\/read/,
  )
  await sandbox.api.azure({ roles: ['*'] })
  const { status: jump } = await approved('/jit request jump01 rdp 30m INC123456')
  expect(cardText((await sandbox.becomes('emma', jump.id, /Open until/)).card)).toMatch(
    /an Azure Firewall stands before/,
  )
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
  await sandbox.becomes('emma', jump.id, /^Closed/)
}, 150_000)

test('O4 Azure opens late what was given up: the card turns green, and its end is watched', async () => {
  await sandbox.api.faults({ service: 'azure', operation: 'initiate', kind: 'late', delayMs: 150_000 })
  const { status, id } = await approved('/jit request web02 rdp 30m INC123456')
  await sandbox.becomes('emma', status.id, /Approved – opening/)
  await sandbox.api.advance(90)
  await sandbox.becomes('emma', status.id, /Could not be opened/)
  await sandbox.api.advance(120)
  await sandbox.becomes('emma', status.id, /Open until/)
  expect(await sandbox.api.reachable('web02', 3389, '203.0.113.7')).toMatchObject({ reachable: true })
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
  expect(await ledgerOf(id)).toMatch(/Seen open/)
}, 150_000)

test('O4 Azure says 202 and it never becomes Initiated: never shown as open; after the limit failed, with what was seen', async () => {
  await sandbox.api.faults({ service: 'azure', operation: 'initiate', kind: 'never-initiated' })
  const { status, id } = await approved('/jit request web02 rdp 30m INC123456')
  await sandbox.becomes('emma', status.id, /Approved – opening/)
  await sandbox.api.advance(90)
  const failed = await sandbox.becomes('emma', status.id, /Could not be opened/)
  expect(cardText(failed.card)).toMatch(/accepted the call, but after .*Initiating/)
  expect(await ledgerOf(id)).not.toMatch(/Seen open/)
}, 150_000)
