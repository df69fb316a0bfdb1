import { cardText, type Journey, type Name, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const [home, away] = ['203.0.113.7', '203.0.113.8']
const reachable = async (vm: string, from = home, port = 3389) =>
  (await sandbox.api.reachable(vm, port, from)).reachable
const textOf = async (as: Name, id: string) =>
  cardText((await sandbox.read(as)).find((message) => message.id === id)?.card)

async function approved(status: { id: string; card?: Record<string, unknown> }, as: Name) {
  const card = await sandbox.card('adam', new RegExp(`Request\n${requestIdOf(status as never)}`), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes(as, status.id, /^(Open|Extended) until/)
  return card
}

async function opened(as: 'emma' | 'eva', vm: string, duration: string, address = home) {
  const status = await sandbox.ask(as, `/jit request ${vm} rdp ${duration} from ${address} INC123456`)
  const approval = await approved(status, as)
  return { id: requestIdOf(status), status, approval }
}

describe.each(['never', 'vm-port', 'vm-port-source'])('O7 where Azure ends older windows by: %s', (newerReplaces) => {
  beforeAll(() => sandbox.api.azure({ newerReplaces }))
  afterAll(() => sandbox.api.azure({ newerReplaces: 'never' }))

  test.each([home, away])(
    'two people on one port, the other from %s: an extension shortens neither',
    async (address) => {
      const emma = await opened('emma', 'web02', '30m')
      const eva = await opened('eva', 'web02', '1h', address)
      const longer = await sandbox.ask('emma', `/jit extend ${emma.id} 1h`)
      await approved(longer, 'emma')
      await sandbox.becomes('emma', emma.status.id, /^Extended/)
      await sandbox.api.advance(40 * 60)
      expect(await reachable('web02')).toBe(true)
      expect(await reachable('web02', address)).toBe(true)
      expect(await textOf('eva', eva.status.id)).toMatch(/^Open until/)
      await sandbox.api.advance(22 * 60)
      await sandbox.becomes('eva', eva.status.id, /^Closed|Window over/)
      expect(await reachable('web02')).toBe(true)
      await sandbox.api.advance(32 * 60)
      await sandbox.becomes('emma', longer.id, /^Closed/)
      await sandbox.becomes('eva', eva.status.id, /^Closed/)
      expect(await reachable('web02')).toBe(false)
    },
    180_000,
  )
})
