import { buttonsOf, cardText, ids, type Journey, type Name, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const channel = 'ops-approvals'

async function requested(vm: string) {
  const status = await sandbox.ask('emma', `/jit request ${vm} rdp 1h INC123456 patching`)
  const id = requestIdOf(status)
  const approval = await sandbox.card('adam', new RegExp(`Request\\n${id}`), channel)
  return { id, status, approval }
}

/** What somebody has before them once their client has brought their own view. */
async function seen(as: Name, message: string) {
  await sandbox.api.advance(61)
  const found = (await sandbox.read(as, channel)).find(({ id }) => id === message)
  return { card: found?.card, buttons: buttonsOf(found?.card), text: cardText(found?.card) }
}

const decides = ['Approve', 'Approve with this', 'Deny']

test('on one channel card each sees their own: approvers decide, the requester cancels, a bystander reads', async () => {
  const { approval, id } = await requested('web01')
  for (const approver of ['adam', 'aisha'] as const) {
    const { buttons, text } = await seen(approver, approval.id)
    expect(buttons).toEqual(decides)
    expect(text).toMatch(/You can approve or deny it/)
  }
  expect((await seen('emma', approval.id)).buttons).toEqual(['Cancel request'])
  const bystander = await seen('oscar', approval.id)
  expect(bystander.buttons).toEqual([])
  expect(bystander.text).toMatch(/Waiting for approval[\s\S]*You can not decide it: that is for sre-leads/)

  expect(await sandbox.press('adam', approval.id, 'Approve')).toMatch(/approved/i)
  await sandbox.becomes('oscar', approval.id, /^Open until/, channel)
  expect((await seen('emma', approval.id)).buttons).toEqual(expect.arrayContaining(['Extend', 'Close now']))
  expect((await seen('aisha', approval.id)).buttons).toEqual(['Close now'])
  expect((await seen('oscar', approval.id)).buttons).toEqual([])

  await sandbox.press('emma', approval.id, 'Close now')
  const closed = await sandbox.becomes('adam', approval.id, /^Closed/, channel)
  expect(closed.card?.refresh).toMatchObject({ userIds: [] })
  await sandbox.card('emma', new RegExp(`^Closed[\\s\\S]*${id}`))
}, 180_000)

test('C3 a bystander whose client has not refreshed presses Approve: they alone read that they can not', async () => {
  const { approval, id } = await requested('web02')
  await seen('oscar', approval.id)
  expect(await sandbox.press('oscar', approval.id, 'Approve')).toMatch(/You can not decide this request/)
  expect((await sandbox.read('adam', channel)).find((m) => m.id === approval.id)).toMatchObject({ edited: false })
  await sandbox.type('emma', `/jit cancel ${id}`)
}, 120_000)

test('a client that never refreshes has the card of everybody, whose buttons work behind the gate', async () => {
  await sandbox.api.teams({ messagesOnScreen: 0 })
  try {
    const { approval } = await requested('web02')
    expect(buttonsOf(approval.card)).toEqual([...decides])
    expect(await sandbox.press('emma', approval.id, 'Approve')).toMatch(/can not decide your own/)
    await sandbox.press('aisha', approval.id, 'Deny', { inputs: { reason: 'not today' } })
    expect(buttonsOf((await sandbox.becomes('adam', approval.id, /^Denied/, channel)).card)).toEqual([])
  } finally {
    await sandbox.api.teams({ messagesOnScreen: 30 })
  }
}, 120_000)

test('C4 a forged refresh tells no more than its sender may read, and writes nothing', async () => {
  const { approval, id } = await requested('web02')
  const other = await requested('web01')
  const entries = async () => cardText((await sandbox.type('omar', `/jit audit 7d ${id}`, undefined, /^Ledger/)).card)
  const before = await entries()
  const refresh = (as: Name, message: string, data: unknown) =>
    sandbox.press(as, message, 'Approve', { forge: { verb: 'refresh', data } })
  // A card of the request itself stands in the channel; from another card, another request's id says nothing.
  expect(await refresh('oscar', approval.id, { request: id, version: 0, audience: 'requester' })).toMatch(
    /^Waiting for approval/,
  )
  expect(await refresh('oscar', other.approval.id, { request: id })).toMatch(/there is no such request/)
  for (const request of ['ZZZZZZZZ', 7, null, { $ne: '' }, 'x'.repeat(100_000)])
    expect(await refresh('adam', approval.id, { request })).toMatch(/there is no such request/)
  expect(await entries()).toBe(before)
  for (const each of [id, other.id]) await sandbox.type('emma', `/jit cancel ${each}`)
}, 120_000)

test('a storm of refreshes is answered, and the next press as well', async () => {
  const { approval, id } = await requested('web01')
  const data = { request: id }
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, n) =>
      sandbox.press((['adam', 'aisha', 'emma', 'oscar'] as const)[n % 4] ?? 'adam', approval.id, 'Approve', {
        forge: { verb: 'refresh', data },
      }),
    ),
  )
  expect(answers.every((text) => /^Waiting for approval/.test(text))).toBe(true)
  expect((await sandbox.api.press(ids.emma, approval.id, 'Cancel request')).status).toBe(200)
  await sandbox.becomes('adam', approval.id, /^Cancelled/, channel)
}, 120_000)
