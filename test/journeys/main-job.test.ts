import { buttonsOf, cardText, ids, type Journey, requestIdOf, startNewcomersJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startNewcomersJourney()
}, 150_000)
afterAll(() => sandbox.stop())

test('C1 O6 O9 ask, approve on the same card, open seen, warned, closed and checked, in the digest', async () => {
  const { api } = sandbox
  expect(await api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: false })
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456 patching')
  expect(cardText(status.card)).toMatch(/Waiting for approval[\s\S]*web01/)
  const approval = await sandbox.card('adam', /Emma Lindqvist asks for web01/, 'ops-approvals')
  expect(buttonsOf(approval.card)).toEqual(['Approve', 'Approve with this', 'Deny'])

  const answer = await sandbox.press('adam', approval.id, 'Approve')
  expect(answer).toMatch(/Adam Novak approved at/)
  const decided = await sandbox.becomes(
    'adam',
    approval.id,
    /Open until .*\d\d:\d\d \(Europe\/Paris\)/,
    'ops-approvals',
  )
  expect(decided.edited).toBe(true)
  expect(buttonsOf(decided.card).filter((title) => title !== 'Close now')).toEqual([])
  expect(cardText(decided.card)).toMatch(/Adam Novak approved at .*\d\d:\d\d/)
  const open = await sandbox.becomes('emma', status.id, /Open until/)
  expect(cardText(open.card)).toMatch(/mstsc \/v:20\./)
  await sandbox.card('emma', /^Open until[\s\S]*Opened to 203\.0\.113\.7 alone/)
  expect(await api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: true })
  expect(await api.reachable('web01', 3389, '203.0.113.8')).toMatchObject({ reachable: false })
  expect(await api.reachable('web01', 5986, '203.0.113.7')).toMatchObject({ reachable: false })

  await api.advance(51 * 60)
  await sandbox.card('emma', /^Ends at/)
  expect(await api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: true })
  await api.advance(10 * 60)
  const end = await sandbox.card('emma', /^Closed:/)
  expect(cardText(end.card)).toMatch(/Sessions that are already connected stay up/)
  expect(await api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: false })
  await sandbox.becomes('emma', status.id, /^Closed/)
  await sandbox.becomes('adam', approval.id, /^Closed/, 'ops-approvals')

  await api.advance(24 * 3600)
  const digest = await sandbox.card('omar', /Access digest[\s\S]*web01 port 3389 · Emma Lindqvist/, 'audit')
  expect(cardText(digest.card)).toMatch(/approved by Adam Novak/)
  expect(cardText(digest.card)).toMatch(/Ledger head \d+: [0-9a-f]{64}/)
  const notices = (await sandbox.read('emma')).filter((m) => /^(Ended:|Closed:)/.test(cardText(m.card)))
  expect(notices).toHaveLength(2)
}, 150_000)

test('the form: machine by typing, its ports, bounded time, and the status card takes its place', async () => {
  const form = await sandbox.type('emma', '/jit request')
  expect(cardText(form.card)).toMatch(/which machine/i)
  const found = await sandbox.api.search(ids.emma, form.id, 'machines', 'web0')
  expect(found.map((choice) => choice.title)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^web01/), expect.stringMatching(/^web02/)]),
  )
  const vm = found.find((choice) => choice.title.startsWith('web02'))?.value
  const second = await sandbox.press('emma', form.id, 'Next', { inputs: { vm } })
  expect(second).toMatch(/Request access to web02/)
  expect(second).toMatch(/RDP 3389\/TCP, at most 3 h/)
  expect(second).toMatch(/at most 2 h/)
  const refused = await sandbox.press('emma', form.id, 'Request access', {
    inputs: { ports: '3389', duration: '60', source: '203.0.113.7', reason: 'no ticket' },
  })
  expect(refused).toMatch(/Quote a ticket, such as INC123456/)
}, 150_000)

test('the form sent off turns into the status card', async () => {
  const form = await sandbox.type('eva', '/jit request web02')
  const sent = await sandbox.press('eva', form.id, 'Request access', {
    inputs: { ports: '3389', duration: '60', source: '203.0.113.8', reason: 'INC222222 disk' },
  })
  expect(sent).toMatch(/on its way/)
  await sandbox.becomes('eva', form.id, /Waiting for approval[\s\S]*web02/)
}, 150_000)

test('killed, with the database server that comes with it left behind: it goes on with all that there was', async () => {
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456')
  const approval = await sandbox.card('adam', new RegExp(requestIdOf(status)), 'ops-approvals')
  await sandbox.press('adam', approval.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Open until/)
  await sandbox.crash()
  expect(cardText((await sandbox.type('emma', '/jit mine')).card)).toContain(requestIdOf(status))
  await sandbox.api.advance(62 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
}, 150_000)

test('it stops gracefully', async () => {
  expect(await sandbox.program().stop()).toBe(0)
}, 120_000)
