import type { SeenMessage } from '../../src/cli/sandbox-client.ts'
import { cardText, eventually, ids, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const ops = '19:6f70732d617070726f76616c73000000@thread.tacv2'
const place = (act: Record<string, unknown>) => sandbox.api.place(act)
const mentions = ({ card }: SeenMessage) =>
  (card?.msteams as { entities?: { mentioned: { id: string } }[] } | undefined)?.entities?.map((e) => e.mentioned.id)
const mentioning = async (channel: string, pattern: RegExp) =>
  (await sandbox.read('adam', channel)).filter((m) => mentions(m)?.length && pattern.test(cardText(m.card)))

test('whoever asked in a channel and has no app reads there, with a mention, what would have come in person', async () => {
  await place({ do: 'remove app', of: ids.emma })
  const status = await sandbox.ask('emma', '@JIT request web01 rdp 1h from vpn INC123456', 'ops-approvals')
  const id = requestIdOf(status)
  const card = await eventually('the approvers’ card', async () =>
    (await sandbox.read('adam', 'ops-approvals')).find(
      (m) => m.id !== status.id && cardText(m.card).includes(id) && /Approve/.test(cardText(m.card)),
    ),
  )
  await sandbox.press('adam', card.id, 'Approve')
  const [told] = await eventually('a mention', async () => {
    const found = await mentioning('ops-approvals', /Open until.*web01/s)
    return found.length > 0 && found
  })
  expect(told && mentions(told)).toEqual([ids.emma])
  expect(cardText(told?.card)).toMatch(/<at>Emma Lindqvist<\/at>, this is for you: I can not write to you in person/)
  await sandbox.type('adam', `/jit status ${id}`)
  expect(await mentioning('ops-approvals', /Open until/)).toHaveLength(1)
}, 120_000)

test.each([
  ['the app removed', () => place({ do: 'remove app', of: ids.eva }), () => place({ do: 'add app', of: ids.eva })],
  [
    'the bot blocked',
    async () =>
      await sandbox.api.faults({
        service: 'teams',
        kind: 'status',
        status: 403,
        code: 'ConversationBlockedByUser',
        conversation: await sandbox.room('eva'),
        operation: '*',
      }),
    () => sandbox.api.faults({ service: 'teams', clear: true }),
  ],
  [
    'the person gone from the tenant',
    async () =>
      await sandbox.api.faults({
        service: 'teams',
        kind: 'status',
        status: 404,
        code: 'ConversationNotFound',
        conversation: await sandbox.room('eva'),
        operation: '*',
      }),
    () => sandbox.api.faults({ service: 'teams', clear: true }),
  ],
])(
  '%s while a request waits: decided, and told in the thread of its card, once, without what is theirs to use',
  async (_what, go, back) => {
    const status = await sandbox.ask('eva', '/jit request web02 rdp 1h from vpn INC123456')
    const id = requestIdOf(status)
    const card = await sandbox.card('adam', new RegExp(id), 'ops-approvals')
    await go()
    await sandbox.press('adam', card.id, 'Approve')
    await sandbox.becomes('adam', card.id, /Open until/, 'ops-approvals')
    const before = await eventually('a mention', async () => {
      const found = await mentioning('ops-approvals', /Open until.*web02/s)
      return found.length > 0 && found
    })
    expect(before.map(mentions).at(-1)).toEqual([ids.eva])
    expect(cardText(before.at(-1)?.card)).not.toMatch(/mstsc/)
    await back()
    const closed = await sandbox.type('eva', `/jit close ${id}`)
    expect(cardText(closed.card)).toMatch(/shut|[Cc]los/)
    await sandbox.becomes('adam', card.id, /^Closed/, 'ops-approvals')
  },
  120_000,
)

test('admins who can not be reached in person are told in a channel, once', async () => {
  await place({ do: 'remove app', of: ids.petra })
  await place({ do: 'delete channel', channel: ops })
  const news = async () =>
    (await sandbox.read('omar', 'audit')).filter((m) => /I can not post in/.test(cardText(m.card)))
  await eventually('told in the channel of the digest', async () => (await news()).length === 1)
}, 60_000)

test('a break-glass whose channel is gone is told in another one', async () => {
  const prepared = await sandbox.type('adam', '/jit break-glass web01 rdp 30m from 203.0.113.21 the site is down')
  await sandbox.press('adam', prepared.id, 'Break glass and open now', { inputs: { reason: 'the site is down' } })
  const loud = await sandbox.card('aisha', /broke glass, without an approval, on web01/, 'audit')
  await sandbox.becomes('aisha', loud.id, /Open until/, 'audit')
  const loudOnes = (await sandbox.read('aisha', 'audit')).filter((m) => /broke glass/.test(cardText(m.card)))
  expect(loudOnes).toHaveLength(1)
  await place({ do: 'restore channel', channel: ops })
  await place({ do: 'add app', of: ids.petra })
}, 120_000)

test('who stands in and can not be told: whoever is away is asked to tell them', async () => {
  await place({ do: 'remove app', of: ids.aisha })
  await sandbox.type('adam', '/jit delegate to Aisha Khan for 3d', undefined, /Aisha Khan stands in for you until/)
  const untold = await sandbox.card('adam', /Aisha Khan could not be told that they stand in for you/)
  expect(cardText(untold.card)).toMatch(/tell Aisha Khan yourself/)
  await place({ do: 'add app', of: ids.aisha })
  await sandbox.type('adam', '/jit delegate stop', undefined, /no longer/)
}, 60_000)
