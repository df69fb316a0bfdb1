import { cardText, ids, type Journey, type Name, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const channel = 'ops-approvals'

interface Dialog {
  readonly title?: string
  readonly card?: { readonly content: unknown }
}

/** What the dialog shows, or the words with which it ended. */
function shown({ status, body }: { status: number; body: unknown }): { text: string; card?: unknown; ended: boolean } {
  expect(status).toBe(200)
  const { task } = body as { task: { type: string; value: string | Dialog } }
  if (typeof task.value === 'string') return { text: task.value, ended: true }
  return { text: cardText(task.value.card?.content), card: task.value.card?.content, ended: false }
}

/** What a button of a dialog carries of itself. */
function dataOf(card: unknown, title: string): Record<string, unknown> {
  const found: Record<string, unknown>[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const button = node as { type?: string; title?: string; data?: Record<string, unknown> }
    expect(button.type).not.toBe('Action.Execute')
    if (button.type === 'Action.Submit' && button.title === title && button.data) found.push(button.data)
    for (const child of Object.values(node)) visit(child)
  }
  visit(card)
  if (!found[0]) throw new Error(`no button ${title} on: ${cardText(card)}`)
  return found[0]
}

async function use(as: Name, what: { message?: string; data?: unknown; command?: string } = {}, room?: string) {
  return shown(await sandbox.api.extension(ids[as], await sandbox.room(as, room), what))
}

async function machine(as: Name, name: string) {
  const room = await sandbox.room(as)
  const found = await sandbox.api.searchInDialog(ids[as], room, 'machines', name)
  return found[0]?.value ?? ''
}

test('from the compose box: the machine, the form, a refusal that keeps what was entered, and the request', async () => {
  const first = await use('emma')
  expect(first.text).toMatch(/which machine/)
  const vm = await machine('emma', 'web02')
  const form = await use('emma', { data: { ...dataOf(first.card, 'Next'), vm } })
  expect(form.text).toMatch(/Request access to web02/)
  const typed = { ports: '3389', duration: '60', source: '203.0.113.7', reason: 'no ticket yet' }
  const refused = await use('emma', { data: { ...dataOf(form.card, 'Request access'), ...typed } })
  expect(refused.ended).toBe(false)
  expect(refused.text).toMatch(/Quote a ticket|INC/)
  expect(JSON.stringify(refused.card)).toContain('no ticket yet')
  const sent = await use('emma', { data: { ...dataOf(refused.card, 'Request access'), ...typed, reason: 'INC123456' } })
  expect(sent).toMatchObject({ ended: true, text: expect.stringMatching(/on its way/) })
  await sandbox.card('emma', /Waiting for approval[\s\S]*web02/)
  const approval = await sandbox.card('adam', /Waiting for approval[\s\S]*web02/, channel)
  await sandbox.press('adam', approval.id, 'Deny', { inputs: { reason: 'test' } })
}, 120_000)

test('on a message its text becomes the reason, as words and nothing else; the request is asked in its thread', async () => {
  const room = await sandbox.room('adam', channel)
  const text = `INC123456 <b>web01</b> hangs, <at>Aisha Khan</at> ${'again and '.repeat(300)}`
  const { id: message } = await sandbox.api.say(ids.adam, room, text)
  const first = await use('emma', { message }, channel)
  const form = await use(
    'emma',
    { data: { ...dataOf(first.card, 'Next'), vm: await machine('emma', 'web01') } },
    channel,
  )
  const { reason } = dataOf(first.card, 'Next')
  expect(String(reason)).toMatch(/^INC123456 <b>web01<\/b> hangs, @Aisha Khan again and/)
  expect(String(reason).length).toBeLessThanOrEqual(500)
  expect(JSON.stringify(form.card)).toContain('hangs, @Aisha Khan')
  const inputs = { ports: '3389', duration: '60', source: '203.0.113.7', reason: String(reason) }
  await use('emma', { message, data: { ...dataOf(form.card, 'Request access'), ...inputs } }, channel)
  const approval = await sandbox.card('adam', /Waiting for approval[\s\S]*web01/, channel)
  const thread = await sandbox.api.messages(ids.adam, `${room};messageid=${message}`)
  expect(thread.map(({ id }) => id)).toContain(approval.id)
  await sandbox.type('emma', `/jit cancel ${requestIdOf(approval)}`)
}, 120_000)

test('C4 a forged submit does nothing that its sender could not do', async () => {
  const before = (await sandbox.read('adam', channel)).length
  for (const data of [
    { verb: 'grant-all' },
    { verb: '__proto__' },
    { verb: 'approve', request: 'ZZZZZZZZ' },
    { verb: { $ne: '' } },
    {},
  ])
    expect(await use('oscar', { data })).toMatchObject({
      ended: true,
      text: expect.stringMatching(/not known|no such request/),
    })
  const form = await use('emma', { data: { verb: 'form', vm: await machine('emma', 'web01') } })
  const stolen = {
    ...dataOf(form.card, 'Request access'),
    ports: '3389',
    duration: '60',
    source: '198.51.100.66',
    reason: 'INC1',
  }
  const theirs = await use('eva', { data: stolen })
  expect(theirs.text).toMatch(/somebody else’s/)
  expect(theirs.text).not.toMatch(/198\.51\.100\.66/)
  const huge = { verb: 'submit', vm: 'x'.repeat(50_000), reason: 'y'.repeat(50_000), duration: -1, ports: [] }
  expect((await use('oscar', { data: huge })).ended).toBe(false)
  expect((await use('emma', { command: 'deleteEverything' })).text).toMatch(/not known/)
  expect(await sandbox.read('adam', channel)).toHaveLength(before)
}, 120_000)
