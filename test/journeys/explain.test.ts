import { buttonsOf, cardText, ids, type Journey, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const says = async (as: 'emma' | 'adam' | 'petra' | 'oscar' | 'omar', text: string) =>
  cardText((await sandbox.type(as, text)).card)

test('the rules and what each demands, who could approve now by name, the longest and the sources', async () => {
  for (const name of ['adam', 'aisha'] as const) await sandbox.type(name, '/jit help')
  const text = await says('emma', '/jit explain db01 ssh 1h from office INC123456 patching')
  expect(text).toMatch(/db01 · SSH 22: can be asked for/)
  expect(text).toMatch(/databases: passed\. Demands 2 approvals from sre-leads/)
  expect(text).toMatch(/production: passed\. Demands 1 approval from sre-leads; a reason: Quote a ticket/)
  expect(text).toMatch(/2 approvals from sre-leads \(databases\): Adam Novak or Aisha Khan could now/)
  expect(text).toMatch(/At most\n2 h \(databases\)/)
  expect(text).toMatch(/office \(203\.0\.113\.0\/24\) or vpn/)
}, 120_000)

test('the approver who asks is not among those who could approve', async () => {
  const text = await says('adam', '/jit explain web01 rdp 1h')
  expect(text).toMatch(/1 approval from sre-leads \(production\): Aisha Khan could now/)
}, 120_000)

test('refused: every reason, what to type in its place, and a button that asks for it', async () => {
  const answer = await sandbox.type('emma', '/jit explain web01 rdp 3h from 192.0.2.44 INC123456 patching')
  const text = cardText(answer.card)
  expect(text).toMatch(/can not be asked for/)
  expect(text).toMatch(/3 h is too long/)
  expect(text).toMatch(/192\.0\.2\.44 is not among the sources/)
  expect(text).toMatch(/\/jit request rg-web\/web01 3389 2h from office INC123456 patching/)
  const before = new Set((await sandbox.read('emma')).map(({ id }) => id))
  await sandbox.press('emma', answer.id, 'Request this')
  const asked = await sandbox.card('emma', /Waiting for approval[\s\S]*web01/)
  expect(before.has(asked.id) && asked.id !== answer.id).toBe(false)
  expect(cardText(asked.card)).toMatch(/2 h/)
}, 120_000)

test('the button of somebody else does nothing for others', async () => {
  const answer = await sandbox.type('emma', '/jit explain dev01 ssh 1h', 'ops-approvals')
  expect(await sandbox.steal('adam', answer.card, 'Request this')).toMatch(/answers somebody else/)
}, 120_000)

test('“for” at the end of a reason is the reason’s', async () => {
  expect(await says('emma', '/jit explain web01 rdp 1h from office INC123456 patching for Adam Novak')).toMatch(
    /web01 · RDP 3389: can be asked for/,
  )
}, 120_000)

test('with a reason that still has to be given, the line shows what it has to quote', async () => {
  const text = await says('emma', '/jit explain web01 rdp 5h')
  expect(text).toMatch(/request rg-web\/web01 3389 2h <Quote a ticket, such as INC123456>/)
}, 120_000)

test('several machines, each with its ports, and the line that asks for them', async () => {
  const text = await says('emma', '/jit explain web01:rdp,db01:ssh 9h from office INC123456')
  expect(text).toMatch(/web01 · RDP 3389; db01 · SSH 22: can not be asked for/)
  expect(text).toMatch(/request rg-web\/web01:3389,rg-data\/db01:22 2h from office INC123456/i)
}, 120_000)

test('P5 of what is denied no other way is shown', async () => {
  const answer = await sandbox.type('emma', '/jit explain vault01 ssh 1h')
  expect(cardText(answer.card)).toMatch(/PAM only[\s\S]*No other time, source, port or reason/)
  expect(buttonsOf(answer.card)).not.toContain('Request this')
}, 120_000)

test('P4 what one may not know of and what does not exist give the same answer', async () => {
  const [hidden, missing] = [
    await says('oscar', '/jit explain web01 rdp 1h'),
    await says('oscar', '/jit explain zzz99 rdp 1h'),
  ]
  expect(hidden.replaceAll('web01', 'X')).toBe(missing.replaceAll('zzz99', 'X'))
  expect(hidden).not.toMatch(/production|sre-leads/)
}, 120_000)

test('an admin sees what somebody would read, by name, mention or id, and why', async () => {
  await sandbox.type('oscar', '/jit help')
  for (const whom of ['Emma Lindqvist', '@emma lindqvist', ids.emma]) {
    const text = await says('petra', `/jit explain web01 rdp 1h from office INC123456 for ${whom}`)
    expect(text).toMatch(/Emma Lindqvist · web01 · RDP 3389: can be asked for/)
    expect(text).toMatch(/production: platform may ask/)
  }
  const refused = await sandbox.type('petra', '/jit explain web01 rdp 1h for Oscar Nilsen')
  expect(cardText(refused.card)).toMatch(/Oscar Nilsen would read:\nweb01 is not covered by any rule that lets you ask/)
  expect(buttonsOf(refused.card)).not.toContain('Request this')
}, 120_000)

test('what somebody else may do is for admins alone; the attempt is in the ledger', async () => {
  for (const who of ['emma', 'omar', 'oscar'] as const)
    expect(await says(who, '/jit explain web01 rdp 1h for Adam Novak')).toMatch(/is for admins to see/)
  expect(await says('omar', '/jit audit')).toMatch(/explain for somebody else/)
}, 120_000)

test.each([
  ['/jit explain', /Explain what\?/],
  ['/jit explain web01 rdp 1h for Nobody At All', /Nobody At All is not known here/],
  [`/jit explain web01 rdp 1h for ${'x'.repeat(3000)}`, /is not known here/],
  ['/jit explain web01 rdp 1h for <at>x</at>${tone}', /is not known here|can (not )?be asked for/],
  ['/jit explain web01,web02 rdp 1h', /web01 · RDP 3389; web02 · RDP 3389: can (not )?be asked for/],
])(
  '%s has a useful answer',
  async (text, pattern) => {
    expect(await says('petra', text)).toMatch(pattern)
  },
  120_000,
)
