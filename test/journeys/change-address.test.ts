import { buttonsOf, cardText, eventually, type Journey, type Name, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const [home, away, third] = ['203.0.113.7', '203.0.113.8', '203.0.113.9']
const reachable = async (vm: string, from: string, port = 22) => (await sandbox.api.reachable(vm, port, from)).reachable
const textOf = async (as: Name, id: string, channel?: string) =>
  cardText((await sandbox.read(as, channel)).find((message) => message.id === id)?.card)
const ledgerOf = async (id: string) =>
  cardText((await sandbox.type('omar', `/jit audit 7d ${id}`, undefined, /^Ledger/)).card)

/** Nobody has to agree to a development machine. */
async function opened(as: 'emma' | 'eva', vm: string, duration: string, from = home) {
  const status = await sandbox.ask(as, `/jit request ${vm} ssh ${duration} from ${from}`)
  await sandbox.becomes(as, status.id, /^Open until/)
  return { id: requestIdOf(status), status }
}
const untilOf = (text: string) => /until (?:\w+ \d+ \w+ )?(\d\d:\d\d)/.exec(text)?.[1]

describe.each(['never', 'vm-port', 'vm-port-source'])('where Azure ends older windows by: %s', (newerReplaces) => {
  beforeAll(() => sandbox.api.azure({ newerReplaces }))
  afterAll(() => sandbox.api.azure({ newerReplaces: 'never' }))

  test('it goes on from the new address until the same end, and the old one is shut', async () => {
    const { id, status } = await opened('emma', 'dev01', '1h')
    const before = untilOf(await textOf('emma', status.id))
    await sandbox.api.advance(10 * 60)
    const moved = await sandbox.ask('emma', `/jit address ${id} ${away}`)
    const card = await sandbox.becomes('emma', moved.id, /^Open until/)
    expect(untilOf(cardText(card.card))).toBe(before)
    expect(cardText(card.card)).toContain(`${home} → ${away}`)
    await sandbox.becomes('emma', status.id, /^Moved to another address/)
    expect(await reachable('dev01', away)).toBe(true)
    expect(await reachable('dev01', home)).toBe(false)
    expect(await ledgerOf(id)).toMatch(
      new RegExp(`Address changed from ${home} to ${away}: dev01 goes on as request ${requestIdOf(moved)}`),
    )
    const again = await sandbox.type('emma', `/jit address ${id} ${third}`)
    expect(cardText(again.card)).toMatch(/Not moved/)
    await sandbox.api.advance(51 * 60)
    await sandbox.becomes('emma', moved.id, /^Closed/)
    expect(await reachable('dev01', away)).toBe(false)
    const told = (await sandbox.read('emma')).filter((message) => message.id > status.id)
    expect(told.filter((message) => /^Closed: /.test(cardText(message.card)))).toHaveLength(1)
  }, 150_000)

  test('O7 the old address is not shut to somebody else who needs it, and is when they need it no longer', async () => {
    const emma = await opened('emma', 'dev02', '2h')
    const eva = await opened('eva', 'dev02', '30m')
    const moved = await sandbox.ask('emma', `/jit address ${emma.id} ${away}`)
    await sandbox.becomes('emma', moved.id, /^Open until/)
    await sandbox.becomes('emma', emma.status.id, /Eva Moreau has a window from the same address/)
    expect(await reachable('dev02', home)).toBe(true)
    expect(await textOf('eva', eva.status.id)).toMatch(/^Open until/)
    await sandbox.api.advance(32 * 60)
    await sandbox.becomes('eva', eva.status.id, /^Closed|Window over/)
    await sandbox.becomes('emma', emma.status.id, /^Moved to another address/)
    await eventually('the old address shut', async () => !(await reachable('dev02', home)))
    expect(await reachable('dev02', away)).toBe(true)
    await sandbox.api.advance(90 * 60)
    await sandbox.becomes('emma', moved.id, /^Closed/)
    await sandbox.becomes('eva', eva.status.id, /^Closed/)
    expect(await reachable('dev02', away)).toBe(false)
  }, 150_000)
})

test('what approvers agreed to does not move without them: they are asked where the requester wants it', async () => {
  const status = await sandbox.ask('emma', `/jit request web01 rdp 1h from ${home} INC123456`)
  const id = requestIdOf(status)
  const approval = await sandbox.card('adam', new RegExp(id), 'ops-approvals')
  await sandbox.press('adam', approval.id, 'Approve')
  await sandbox.becomes('emma', status.id, /^Open until/)
  const outside = cardText((await sandbox.type('emma', `/jit address ${id} 192.0.2.44`)).card)
  expect(outside).toMatch(/production/)
  const refused = await sandbox.type('emma', `/jit address ${id} ${away}`)
  expect(cardText(refused.card)).toMatch(/Approvers agreed to 203\.0\.113\.7[\s\S]*1 approval from sre-leads/)
  expect(await reachable('web01', away, 3389)).toBe(false)
  await sandbox.press('emma', refused.id, 'Ask the approvers')
  const asked = await sandbox.card('adam', /asks to move web01 · RDP 3389 to 203\.0\.113\.8, until/, 'ops-approvals')
  expect(buttonsOf(asked.card)).toContain('Approve')
  await sandbox.press('adam', asked.id, 'Approve')
  await sandbox.becomes('emma', status.id, /^Moved to another address/)
  expect(await reachable('web01', away, 3389)).toBe(true)
  expect(await reachable('web01', home, 3389)).toBe(false)
  expect(await ledgerOf(id)).toMatch(/Refused to change the address: needs approval/)
  await sandbox.api.advance(62 * 60)
  await eventually('shut', async () => !(await reachable('web01', away, 3389)))
}, 150_000)

test('only the requester, only to an address that can be, and nothing twice', async () => {
  const { id, status } = await opened('emma', 'dev03', '30m')
  const said = async (as: 'emma' | 'eva', text: string) => cardText((await sandbox.type(as, text)).card)
  expect(await said('eva', `/jit address ${id} ${away}`)).toMatch(/Only Emma Lindqvist can change the address/)
  expect(await said('emma', `/jit address ${id} 10.0.0.1`)).toMatch(/private network/)
  expect(await said('emma', `/jit address ${id} 2001:db8::1`)).toMatch(/IPv6/)
  expect(await said('emma', `/jit address ${id} ${home}`)).toMatch(/open to 203\.0\.113\.7 already/)
  expect(await said('emma', `/jit address ${id}`)).toMatch(/From which address/)
  expect(await said('emma', '/jit address 00000000 203.0.113.8')).toMatch(/no such request|not known|There is no/i)
  const elsewhere = await sandbox.type('emma', `/jit request dev03 ssh 30m from ${away}`)
  await sandbox.press('emma', elsewhere.id, 'Move it')
  await sandbox.becomes('emma', status.id, /^Moved to another address/)
  expect(await ledgerOf(id)).toMatch(/Refused to change the address: not yours/)
  await sandbox.api.advance(26 * 60)
  const last = await sandbox.card('emma', /Moves\nrequest/)
  expect(await said('emma', `/jit address ${requestIdOf(last)} ${third}`)).toMatch(/ends in a few minutes/)
  await sandbox.api.advance(5 * 60)
  await eventually('shut', async () => !(await reachable('dev03', away)))
}, 150_000)

test('without rights on the network the new address opens, and that the old one stays until its end is said', async () => {
  const { id, status } = await opened('emma', 'dev01', '30m')
  await sandbox.api.azure({
    roles: ['Microsoft.Security/*', 'Microsoft.Compute/*', 'Microsoft.ResourceGraph/*', 'Microsoft.Resources/*'],
  })
  const moved = await sandbox.ask('emma', `/jit address ${id} ${away}`)
  await sandbox.becomes('emma', moved.id, /^Open until/)
  const card = await sandbox.becomes('emma', status.id, /^Moved – the old address stays open until/)
  expect(cardText(card.card)).toMatch(/can not be shut at once, because the bot may not do/)
  expect(await reachable('dev01', away)).toBe(true)
  await sandbox.api.azure({ roles: ['*'] })
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', moved.id, /^Closed/)
  await sandbox.becomes('emma', status.id, /^Moved to another address|^Closed/)
  expect(await reachable('dev01', home)).toBe(false)
}, 150_000)

test('O3 killed while the new address opens, and while the old one is shut: once, and nobody is locked out', async () => {
  const { id, status } = await opened('emma', 'dev02', '1h')
  await sandbox.api.faults({ service: 'azure', operation: 'initiate', kind: 'slow', delayMs: 5_000 })
  const moved = await sandbox.ask('emma', `/jit address ${id} ${away}`)
  await sandbox.crash()
  expect(await reachable('dev02', home)).toBe(true)
  await sandbox.becomes('emma', moved.id, /^Open until/)
  await sandbox.crash()
  await sandbox.becomes('emma', status.id, /^Moved to another address/)
  expect(await reachable('dev02', away)).toBe(true)
  expect(await reachable('dev02', home)).toBe(false)
  expect((await ledgerOf(id)).match(/Address changed from/g)).toHaveLength(1)
  await sandbox.api.advance(62 * 60)
  await sandbox.becomes('emma', moved.id, /^Closed/)
  expect(await reachable('dev02', away)).toBe(false)
}, 180_000)
