import { buttonsOf, cardText, eventually, ids, type Journey, type Name, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())
afterEach(() => sandbox.api.teams({ slashIsTargeted: false }))

const channel = 'ops-approvals'
const bots = async (as: Name) => (await sandbox.read(as, channel)).filter(({ from }) => from.bot)

test('errors, forms and lists in a channel are seen by whoever asked alone', async () => {
  const before = (await bots('adam')).length
  for (const [line, says] of [
    ['/jit requst web01', /Did you mean/],
    ['/jit request web01 for', /Request access to web01/],
    ['/jit mine', /You have not asked|Your requests/],
    ['/jit vms', /machines/i],
    ['/jit audit 7d', /not for you/],
  ] as const) {
    const answer = await sandbox.type('emma', line, channel, says)
    expect(answer.onlyYou).toBe(true)
  }
  expect(await bots('adam')).toHaveLength(before)
}, 120_000)

test('a form in a channel is filled in by one person, and the request that comes of it is seen by all', async () => {
  const form = await sandbox.type('emma', '/jit request web02', channel, /Request access to web02/)
  expect(form.onlyYou).toBe(true)
  const inputs = { ports: '3389', duration: '60', source: '203.0.113.7', reason: 'no ticket' }
  // Refused: what was typed is still there.
  const refused = await sandbox.press('emma', form.id, 'Request access', { inputs })
  expect(refused).toMatch(/ticket|INC/)
  const kept = (await sandbox.read('emma', channel)).find(({ id }) => id === form.id)
  expect(JSON.stringify(kept?.card)).toMatch(/"value":"no ticket"/)
  expect(buttonsOf(kept?.card)).toEqual(expect.arrayContaining(['Request access', 'Explain']))
  expect(
    await sandbox.press('emma', form.id, 'Request access', { inputs: { ...inputs, reason: 'INC123456' } }),
  ).toMatch(/Your request is on its way/)
  const card = await sandbox.card('adam', /Waiting for approval[\s\S]*web02/, channel)
  expect(card.onlyYou).toBeUndefined()
  await sandbox.type('emma', `/jit cancel ${requestIdOf(card)}`)
}, 120_000)

test('a targeted question gets a targeted answer; the request itself is public, once in the channel', async () => {
  await sandbox.api.teams({ slashIsTargeted: true })
  const seenBefore = new Set((await bots('adam')).map(({ id }) => id))
  const room = await sandbox.room('emma', channel)
  await sandbox.api.say(ids.emma, room, '/jit request web01 rdp 1h INC123456 patching')
  const card = await eventually('the approvers’ card', async () =>
    (await bots('adam')).find(({ id, card: shown }) => !seenBefore.has(id) && /Waiting for/.test(cardText(shown))),
  )
  const id = requestIdOf(card)
  await sandbox.card('emma', new RegExp(`Waiting for approval[\\s\\S]*Request\\n${id}`))
  const all = (await bots('adam')).filter(({ card: shown }) => cardText(shown).includes(id))
  expect(all.map((message) => message.id)).toEqual([card.id])
  // Nobody sees what she typed.
  expect((await sandbox.read('adam', channel)).some(({ text }) => text?.includes('INC123456 patching'))).toBe(false)

  const status = await sandbox.type('emma', `/jit status ${id}`, channel, /Waiting for approval/)
  expect(status.onlyYou).toBe(true)
  expect(buttonsOf(status.card)).toEqual(['Cancel request'])
  expect(await sandbox.press('emma', status.id, 'Cancel request')).toMatch(/^Cancelled/)
  await sandbox.becomes('adam', card.id, /^Cancelled/, channel)
}, 120_000)

test('asked in the approvers’ channel for all to see, a request has one thread there', async () => {
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456 patching', channel)
  const id = requestIdOf(status)
  const approval = await sandbox.card('adam', new RegExp(`^Waiting[\\s\\S]*Requester[\\s\\S]*Request\\n${id}`), channel)
  const question = (await sandbox.read('emma', channel)).findLast(({ from }) => !from.bot)
  const thread = `${await sandbox.room('emma', channel)};messageid=${question?.id}`
  const inThread = (await sandbox.api.messages(ids.adam, thread)).map((message) => message.id)
  expect(inThread).toEqual(expect.arrayContaining([status.id, approval.id]))
  // A reminder goes there, too.
  await sandbox.api.advance(61 * 60)
  const reminder = await sandbox.card('adam', /^Still waiting/, channel)
  expect((await sandbox.api.messages(ids.adam, thread)).map((message) => message.id)).toContain(reminder.id)
  await sandbox.type('emma', `/jit cancel ${id}`)
}, 120_000)

test('where targeted messages are refused, the answer comes in the personal chat', async () => {
  await sandbox.api.faults({ service: 'teams', operation: 'target', kind: 'status', status: 403 })
  try {
    const mine = async () => (await sandbox.read('eva')).filter(({ from }) => from.bot)
    const before = (await mine()).length
    await sandbox.api.say(ids.eva, await sandbox.room('eva', channel), '/jit mine')
    await eventually('an answer in the personal chat', async () => (await mine()).length > before)
    expect(cardText((await mine()).at(-1)?.card)).toMatch(/You have not asked/)
  } finally {
    await sandbox.api.faults({ service: 'teams', clear: true })
  }
}, 120_000)
