import { buttonsOf, cardText, ids, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

async function requested(vm: string, reason = 'INC123456 patching') {
  const status = await sandbox.ask('emma', `/jit request ${vm} rdp 1h ${reason}`)
  const id = requestIdOf(status)
  const approval = await sandbox.card('adam', new RegExp(`Request\\n${id}`), 'ops-approvals')
  return { id, status, approval }
}
const auditOf = async (what: string) =>
  cardText((await sandbox.type('omar', `/jit audit 7d ${what}`, undefined, /^Ledger/)).card)

test('C2 a deny without a reason is a field error and the request stays; with one it is denied and the requester is told', async () => {
  const { approval, status } = await requested('web01')
  const refused = await sandbox.press('adam', approval.id, 'Deny', { inputs: { reason: '  \u00a0 ' } })
  expect(refused).toMatch(/A deny needs a reason/)
  expect(refused).toMatch(/Waiting for approval/)
  await sandbox.press('adam', approval.id, 'Deny', { inputs: { reason: 'Not during the freeze' } })
  const denied = await sandbox.becomes('adam', approval.id, /^Denied/, 'ops-approvals')
  expect(cardText(denied.card)).toMatch(/Adam Novak denied at .*: Not during the freeze/)
  expect(buttonsOf(denied.card)).toEqual([])
  await sandbox.becomes('emma', status.id, /^Denied/)
  await sandbox.card('emma', /^Denied: web01[\s\S]*Adam Novak denied it: Not during the freeze/)
}, 120_000)

test('C3 a bystander presses Approve: only they read that they can not, the card stays, the ledger has the attempt', async () => {
  const { approval, id } = await requested('web01')
  for (const bystander of ['oscar', 'omar', 'eva'] as const) {
    expect(await sandbox.press(bystander, approval.id, 'Approve')).toMatch(
      /You can not decide this request: that is for sre-leads/,
    )
  }
  const after = (await sandbox.read('adam', 'ops-approvals')).find((m) => m.id === approval.id)
  expect(after).toMatchObject({ edited: false })
  expect(await auditOf(id)).toMatch(/Refused to approve: not an approver[\s\S]*Oscar Nilsen/)
  await sandbox.type('emma', `/jit cancel ${id}`)
}, 120_000)

test('C4 a forged press changes nothing but what its presser may do with the stored request', async () => {
  const { approval, id } = await requested('web01')
  const other = await requested('web02')
  // Emma points Adam's button at her own request, from another card.
  expect(await sandbox.press('emma', other.approval.id, 'Approve', { forge: { data: { request: id } } })).toMatch(
    /can not decide your own/,
  )
  for (const data of [
    { request: 'ZZZZZZZZ' },
    { request: '../etc' },
    { request: 7 },
    { request: null },
    { request: { $ne: '' } },
  ]) {
    expect(await sandbox.press('adam', approval.id, 'Approve', { forge: { data } })).toMatch(
      /You can not do this: there is no such request/,
    )
  }
  expect(await sandbox.press('adam', approval.id, 'Approve', { forge: { verb: 'grant-all' } })).toMatch(/not known/)
  expect(await sandbox.press('adam', approval.id, 'Approve', { forge: { verb: '__proto__' } })).toMatch(/not known/)
  expect(
    await sandbox.press('emma', approval.id, 'Approve', { forge: { data: { requester: ids.adam, as: ids.adam } } }),
  ).toMatch(/your own/)
  const answer = await sandbox.press('adam', approval.id, 'Approve', {
    forge: { data: { version: 999, durationMs: 86_400_000, source: '0.0.0.0/0' } },
  })
  expect(answer).toMatch(/From\n203\.0\.113\.7/)
  const open = await sandbox.becomes('adam', approval.id, /Open until/, 'ops-approvals')
  expect(cardText(open.card)).toMatch(/web01 · RDP 3389 · 1 h/)
  expect(await sandbox.api.reachable('web02', 3389, '203.0.113.7')).toMatchObject({ reachable: false })
  await sandbox.type('emma', `/jit cancel ${other.id}`)
}, 120_000)

test('C4 a forged run button can not replace the card of another request', async () => {
  const { approval, id } = await requested('web02')
  await sandbox.press('eva', approval.id, 'Approve', {
    forge: { verb: 'run', data: { text: 'request dev01 ssh 30m from 203.0.113.8' } },
  })
  await sandbox.card('eva', /dev01/, 'ops-approvals')
  const after = (await sandbox.read('adam', 'ops-approvals')).find((m) => m.id === approval.id)
  expect(cardText(after?.card)).toContain(id)
  await sandbox.type('emma', `/jit cancel ${id}`)
}, 120_000)

test('C5 Markdown, HTML, mentions, templates and direction marks are shown as typed and do nothing', async () => {
  const nasty = 'INC123456 **bold** [x](https://evil.example) <b>b</b> <at>Adam Novak</at> ${requester} \u202eabc'
  const { approval, id } = await requested('web02', nasty)
  const json = JSON.stringify(approval.card)
  expect(cardText(approval.card)).toContain(
    'INC123456 **bold** [x](https://evil.example) <b>b</b> <at>Adam Novak</at> ${requester} abc',
  )
  expect(json).not.toContain('\u202e')
  // Markdown is rendered in TextBlocks alone: what people typed stands in text runs, and nothing makes a mention of it.
  expect(textBlocks(approval.card).join('\n')).not.toMatch(/evil\.example/)
  expect(json).not.toContain('"mention"')
  await sandbox.type('emma', `/jit cancel ${id}`)
}, 120_000)

function textBlocks(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textBlocks)
  if (typeof node !== 'object' || node === null) return []
  const { type, text } = node as { type?: unknown; text?: unknown }
  return [...(type === 'TextBlock' ? [String(text)] : []), ...Object.values(node).flatMap(textBlocks)]
}

test('C7 a late click says what the request is, who made it so and when', async () => {
  const { approval, id } = await requested('web02')
  await sandbox.type('emma', `/jit cancel ${id}`)
  await sandbox.becomes('adam', approval.id, /^Cancelled/, 'ops-approvals')
  const cancelled = await sandbox.api
    .press(ids.adam, approval.id, 'Approve', { forge: { verb: 'approve', data: { request: id } } })
    .catch((error) => error)
  // The button is gone from the card that Adam sees now.
  expect(String(cancelled)).toMatch(/No button/)
  const stale = await requested('web02')
  await sandbox.press('adam', stale.approval.id, 'Deny', { inputs: { reason: 'freeze' } })
  expect(
    await sandbox.press('aisha', (await requested('web02')).approval.id, 'Approve', {
      forge: { data: { request: stale.id } },
    }),
  ).toMatch(/already denied by Adam Novak at .*\d\d:\d\d.*freeze/)
}, 120_000)

test('C4 a button that repeats somebody’s words acts for them alone, and so does their form', async () => {
  const answer = await sandbox.type(
    'eva',
    '/jit requst dev02 ssh 8h please look from 198.51.100.66',
    'ops-approvals',
    /Did you mean/,
  )
  const yes = buttonsOf(answer.card).find((title) => title.startsWith('Yes:')) ?? ''
  // Nobody else sees what was answered: what it would send is sent from another card.
  expect(await sandbox.steal('emma', answer.card, yes)).toMatch(/answers somebody else/)
  const form = await sandbox.type(
    'eva',
    '/jit request web02 from 198.51.100.66',
    'ops-approvals',
    /Request access to web02/,
  )
  const inputs = { ports: '3389', duration: '60', source: '198.51.100.66', reason: 'INC123456 theirs' }
  const sent = await sandbox.steal('emma', form.card, 'Request access', inputs)
  expect(sent).toMatch(/somebody else’s/)
  expect(sent).not.toMatch(/198\.51\.100\.66/)
  const mine = cardText((await sandbox.type('emma', '/jit mine', undefined, /Your requests|have not asked/)).card)
  expect(mine).not.toMatch(/198\.51\.100\.66/)
}, 120_000)
