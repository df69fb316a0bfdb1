import { buttonsOf, cardText, eventually, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

async function opened(as: 'emma' | 'eva', vm: string, address: string, duration = '1h') {
  const status = await sandbox.ask(as, `/jit request ${vm} rdp ${duration} from ${address} INC123456`)
  const id = requestIdOf(status)
  const card = await sandbox.card('adam', new RegExp(id), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes(as, status.id, /Open until/)
  return { id, status }
}
const ledgerOf = async (id: string) =>
  cardText((await sandbox.type('omar', `/jit audit 7d ${id}`, undefined, /^Ledger/)).card)
const reachable = async (vm: string, from: string) => (await sandbox.api.reachable(vm, 3389, from)).reachable
const [home, away] = ['203.0.113.7', '203.0.113.8']

describe.each(['never', 'vm-port', 'vm-port-source'])('O7 where Azure ends older windows by: %s', (newerReplaces) => {
  beforeAll(() => sandbox.api.azure({ newerReplaces }))

  test('two people on one VM and port: neither one’s opening nor end shortens the other’s', async () => {
    const emma = await opened('emma', 'web01', home, '2h')
    const eva = await opened('eva', 'web01', away, '30m')
    expect(await reachable('web01', home)).toBe(true)
    expect(await reachable('web01', away)).toBe(true)
    await sandbox.api.advance(31 * 60)
    await sandbox.becomes('eva', eva.status.id, /^Closed/)
    expect(await reachable('web01', away)).toBe(false)
    expect(await reachable('web01', home)).toBe(true)
    const still = (await sandbox.read('emma')).find(({ id }) => id === emma.status.id)
    expect(cardText(still?.card)).toMatch(/^Open until/)
    expect(await ledgerOf(eva.id)).toMatch(new RegExp(`keeping the windows of ${emma.id}`))
    await sandbox.api.advance(90 * 60)
    await sandbox.becomes('emma', emma.status.id, /^Closed/)
    expect(await reachable('web01', home)).toBe(false)
  }, 150_000)

  test('one address, two people: the earlier end leaves the later one whole', async () => {
    const emma = await opened('emma', 'web02', home, '1h')
    const eva = await opened('eva', 'web02', home, '30m')
    await sandbox.api.advance(31 * 60)
    const over = await sandbox.becomes('eva', eva.status.id, /^Closed/)
    expect(cardText(over.card)).toMatch(
      /window of Emma Lindqvist for the same address keeps the port open until .*\d\d:\d\d/,
    )
    expect(cardText(over.card)).not.toMatch(/no new one can be made/)
    const notice = await sandbox.card('eva', /^Closed: web02/)
    expect(cardText(notice.card)).toMatch(/window of Emma Lindqvist/)
    expect(cardText(notice.card)).not.toMatch(/shows it shut/)
    expect(await ledgerOf(eva.id)).toMatch(/Seen shut: web02.*Emma Lindqvist lets the same address in until/)
    expect(await reachable('web02', home)).toBe(true)
    expect(cardText((await sandbox.read('emma')).find(({ id }) => id === emma.status.id)?.card)).toMatch(/^Open until/)
    await sandbox.api.advance(31 * 60)
    await sandbox.becomes('emma', emma.status.id, /^Closed/)
    expect(await reachable('web02', home)).toBe(false)
  }, 150_000)

  test('one address, two people, the later one longer: the earlier is closed at its own end and not before', async () => {
    const emma = await opened('emma', 'web02', home, '30m')
    const eva = await opened('eva', 'web02', home, '1h')
    await sandbox.api.advance(20 * 60)
    expect(cardText((await sandbox.read('emma')).find(({ id }) => id === emma.status.id)?.card)).toMatch(/^Open until/)
    await sandbox.api.advance(11 * 60)
    const over = await sandbox.becomes('emma', emma.status.id, /^Closed/)
    expect(cardText(over.card)).toMatch(/window of Eva Moreau for the same address/)
    await sandbox.api.advance(31 * 60)
    await sandbox.becomes('eva', eva.status.id, /^Closed/)
    expect(await reachable('web02', home)).toBe(false)
  }, 150_000)
})

describe('closing early', () => {
  beforeAll(() => sandbox.api.azure({ newerReplaces: 'never' }))
  afterEach(() => sandbox.api.azure({ roles: ['*'], newerReplaces: 'never' }))

  test('by the network’s rule: shut now, and nobody else’s window is', async () => {
    const emma = await opened('emma', 'web01', home)
    await opened('eva', 'web01', away)
    const card = (await sandbox.read('emma')).find(({ id }) => id === emma.status.id)
    expect(buttonsOf(card?.card)).toContain('Close now')
    await sandbox.press('emma', emma.status.id, 'Close now')
    const closed = await sandbox.becomes('emma', emma.status.id, /^Closed/)
    expect(cardText(closed.card)).toMatch(/closed it early.*Sessions that are already connected stay up/s)
    expect(await reachable('web01', home)).toBe(false)
    expect(await reachable('web01', away)).toBe(true)
    expect(await ledgerOf(emma.id)).toMatch(/Asked to close web01/)
    await sandbox.type('eva', '/jit close')
    await eventually('shut for both', async () => !(await reachable('web01', away)))
    await sandbox.api.advance(2 * 3_600)
    const since = (await sandbox.read('emma')).filter(({ id }) => id > emma.status.id)
    expect(since.some(({ card }) => /^Ends at/.test(cardText(card)))).toBe(false)
  }, 150_000)

  test.each([
    ['vm-port-source', /^Closed/],
    ['never', /still shows it as open|Window over/],
  ])(
    'without rights on the network, where Azure ends older windows by %s: what is done is said as it is',
    async (newerReplaces, then) => {
      const emma = await opened('emma', 'web02', home, '2h')
      await sandbox.api.azure({
        newerReplaces,
        roles: ['Microsoft.Security/*', 'Microsoft.Compute/*', 'Microsoft.ResourceGraph/*', 'Microsoft.Resources/*'],
      })
      await sandbox.press('emma', emma.status.id, 'Close now')
      await sandbox.becomes('emma', emma.status.id, /can not be shut at once.*networkSecurityGroups\/read/s)
      await sandbox.api.advance(7 * 60)
      await sandbox.becomes('emma', emma.status.id, then)
      expect(await reachable('web02', home)).toBe(newerReplaces === 'never')
      await sandbox.api.advance(2 * 3_600)
      await sandbox.becomes('emma', emma.status.id, /^Closed/)
      expect(await reachable('web02', home)).toBe(false)
    },
    150_000,
  )

  test('somebody who came in past the bot from the same address is not shut out with it', async () => {
    const emma = await opened('emma', 'web02', home, '30m')
    await sandbox.api.portal({
      do: 'initiate',
      vm: 'web02',
      port: 3389,
      source: home,
      minutes: 60,
      as: 'mallory@contoso.example',
    })
    await sandbox.press('emma', emma.status.id, 'Close now')
    await sandbox.becomes('emma', emma.status.id, /mallory@contoso\.example opened the same port to the same address/)
    expect(await reachable('web02', home)).toBe(true)
    await sandbox.api.advance(62 * 60)
    await sandbox.becomes('emma', emma.status.id, /^Closed/)
    expect(await reachable('web02', home)).toBe(false)
  }, 150_000)

  test('not called closed where another rule still lets the address in', async () => {
    const emma = await opened('emma', 'web01', home, '30m')
    await sandbox.api.portal({ do: 'add rule', vm: 'web01', name: 'mine', priority: 150, source: home, ports: '3389' })
    await sandbox.press('emma', emma.status.id, 'Close now')
    const card = await sandbox.becomes('emma', emma.status.id, /the rule mine still lets this address in/)
    expect(cardText(card.card)).not.toMatch(/^Closed/)
    await sandbox.api.portal({ do: 'delete rule', vm: 'web01', rule: 'mine' })
    await sandbox.api.advance(32 * 60)
    await sandbox.becomes('emma', emma.status.id, /^Closed/)
  }, 150_000)

  test('only the requester and admins can; what is shut already is said; a forged press changes nothing', async () => {
    const emma = await opened('emma', 'web02', home, '30m')
    expect(cardText((await sandbox.type('eva', `/jit close ${emma.id}`)).card)).not.toMatch(/^Closed|being shut/)
    expect(await reachable('web02', home)).toBe(true)
    expect(cardText((await sandbox.type('eva', '/jit close')).card)).toMatch(/Nothing of yours is open/)
    await sandbox.type('petra', `/jit close ${emma.id}`)
    await sandbox.becomes('emma', emma.status.id, /^Closed/)
    expect(cardText((await sandbox.type('emma', `/jit close ${emma.id}`)).card)).toMatch(/nothing to close/)
    expect(cardText((await sandbox.type('emma', `/jit cancel ${emma.id}`)).card)).toMatch(/too late/)
    expect(await ledgerOf(emma.id)).toMatch(/Refused to close/)
  }, 150_000)
})

test('/jit vm tells whose rule it is, that the deny rule is there, and why where nothing can be read', async () => {
  await sandbox.api.azure({ roles: ['*'], newerReplaces: 'never' })
  const emma = await opened('emma', 'web01', home, '30m')
  const card = async (as: 'emma' | 'oscar', vm = 'web01') =>
    cardText((await sandbox.type(as, `/jit vm ${vm}`, undefined, new RegExp(`^${vm}: `))).card)
  const seen = await card('emma')
  expect(seen).toMatch(
    /Network rules\nallows 203\.0\.113\.7 on 3389 \(MicrosoftDefender.*priority \d+ in nsg-web\): the window of Emma/,
  )
  expect(seen).toMatch(/deny rule is there for 3389 and 5986/)
  await sandbox.api.portal({ do: 'add rule', vm: 'web01', name: 'mine', priority: 150, source: '*', ports: '3389' })
  expect(await card('emma')).toMatch(/allows any address on 3389 \(mine, .*not Defender’s, and asked before/)
  await sandbox.api.portal({ do: 'delete rule', vm: 'web01', rule: 'mine' })
  await sandbox.api.azure({ roles: ['Microsoft.Security/*', 'Microsoft.Compute/*', 'Microsoft.Resource*'] })
  expect(await card('emma')).toMatch(/Network rules\ncan not be read: the bot may not do .*networkSecurityGroups\/read/)
  await sandbox.api.azure({ roles: ['*'] })
  expect(await card('emma', 'jump01')).toMatch(/can not be read: an Azure Firewall stands before/)
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', emma.status.id, /^Closed/)
}, 150_000)
