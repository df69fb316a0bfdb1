import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buttonsOf, cardText, ids, type Journey, startJourney } from './sandbox.ts'

const policy = `
version: 1
tenant: 7d1c1c1e-0000-4000-8000-000000000001
networks: { office: [203.0.113.0/24], vpn: [198.51.100.0/24] }
groups:
  platform: { people: [${ids.emma}, ${ids.eva}, ${ids.adam}, ${ids.aisha}] }
  a: { people: [${ids.adam}, ${ids.emma}] }
  b: { people: [${ids.aisha}] }
  both: { people: [${ids.adam}, ${ids.aisha}] }
  petra: { people: [${ids.petra}] }
  only-emma: { people: [${ids.emma}] }
admins: [petra]
auditors: []
rules:
  - { name: p1-self, when: { vm: { name: web01 } }, requesters: [platform], approvals: [{ count: 1, from: [a] }], selfApproval: true, notify: ops-approvals }
  - { name: p1-strict, when: { vm: { name: 'web*' } }, requesters: [platform], approvals: [{ count: 1, from: [a] }], notify: ops-approvals }
  - { name: p2, when: { vm: { name: dev02 } }, requesters: [platform], approvals: [{ count: 1, from: [only-emma] }], notify: ops-approvals }
  - { name: p3-none, when: { vm: { name: dev03 } }, requesters: [platform], approvals: none }
  - { name: p3-two, when: { vm: { name: dev03 } }, requesters: [platform], approvals: [{ count: 2, from: [both] }], notify: ops-approvals }
  - { name: p5-open, when: { vm: { name: vault01 } }, requesters: [platform], approvals: none }
  - { name: p5-deny, when: { vm: { name: 'vault*' } }, deny: 'The vault is reached through PAM only.' }
  - { name: p6, when: { vm: { name: db01 } }, requesters: [platform], approvals: [{ count: 2, from: [both] }], notify: ops-approvals }
  - { name: p7-a, when: { vm: { name: db02 } }, requesters: [platform], approvals: [{ count: 1, from: [a] }], notify: ops-approvals }
  - { name: p7-both, when: { vm: { name: db02 } }, requesters: [platform], approvals: [{ count: 1, from: [both] }], notify: ops-approvals }
  - { name: p8, when: { vm: { name: dev01 } }, requesters: [platform], approvals: none, reason: { required: true, pattern: '(INC|CHG)\\d{6}', hint: 'Quote a ticket, such as INC123456' } }
  - { name: p9-long, when: { vm: { name: app01 } }, requesters: [platform], approvals: none, maxDuration: 6h }
  - { name: p9-short, when: { vm: { name: app01 } }, requesters: [platform], approvals: none, maxDuration: 2h }
  - { name: p9-free, when: { vm: { name: 'app02' } }, requesters: [platform], approvals: none, maxDuration: 20h }
`

let sandbox: Journey
const directory = mkdtempSync(join(tmpdir(), 'jit-policy-'))
beforeAll(async () => {
  writeFileSync(join(directory, 'policy.yaml'), policy)
  sandbox = await startJourney({ POLICY_FILE: join(directory, 'policy.yaml') })
}, 150_000)
afterAll(async () => {
  await sandbox.stop()
  rmSync(directory, { recursive: true })
})

const says = async (as: 'emma' | 'adam' | 'aisha' | 'oscar', text: string) =>
  cardText((await sandbox.type(as, text)).card)
const approvalFor = (vm: string) => sandbox.card('adam', new RegExp(`asks for ${vm}`), 'ops-approvals')

test('P1 one rule allows self-approval and another matching one does not: another approver is needed', async () => {
  await sandbox.type('emma', '/jit request web01 rdp 30m from office')
  const card = await approvalFor('web01')
  expect(await sandbox.press('emma', card.id, 'Approve')).toMatch(/can not decide your own request/)
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('adam', card.id, /Open until/, 'ops-approvals')
}, 120_000)

test('P2 the requester is the only possible approver: refused at once, nothing is posted to approvers', async () => {
  const before = (await sandbox.read('adam', 'ops-approvals')).length
  expect(await says('emma', '/jit request dev02 ssh 30m from office')).toMatch(/Nobody can approve this/i)
  expect(await sandbox.read('adam', 'ops-approvals')).toHaveLength(before)
}, 120_000)

test('P3 none in one matching rule and two approvals in another: two approvals', async () => {
  await sandbox.type('emma', '/jit request dev03 ssh 30m from office')
  const card = await approvalFor('dev03')
  await sandbox.press('adam', card.id, 'Approve')
  const half = await sandbox.becomes('adam', card.id, /Adam Novak approved/, 'ops-approvals')
  expect(cardText(half.card)).toMatch(/Waiting for approval/)
  await sandbox.press('aisha', card.id, 'Approve')
  await sandbox.becomes('adam', card.id, /Open until/, 'ops-approvals')
}, 120_000)

test('P4 what no rule covers, what one may not know of and what does not exist give the same answer', async () => {
  const answers = [
    await says('emma', '/jit request lab01 ssh 1h'),
    await says('emma', '/jit request zzz99 ssh 1h'),
    await says('oscar', '/jit request web01 rdp 1h'),
    await says('oscar', '/jit request zzz98 rdp 1h'),
  ].map((text) =>
    text
      .replace(/lab01|zzz99|zzz98|web01/g, 'X')
      .split('\n')
      .slice(0, 2)
      .join('\n'),
  )
  expect(answers[0]).toMatch(/not covered by any rule/)
  expect(new Set(answers).size).toBe(1)
}, 120_000)

test('P5 a matching deny beats everything, and its text is shown', async () => {
  expect(await says('emma', '/jit request vault01 ssh 30m from office')).toMatch(
    /The vault is reached through PAM only\./,
  )
}, 120_000)

test('P6 two approvals from one group: somebody outside does not count, the same person twice counts once', async () => {
  await sandbox.type('eva', '/jit request db01 ssh 30m from office')
  const card = await approvalFor('db01')
  expect(await sandbox.press('emma', card.id, 'Approve')).toMatch(/that is for both/)
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.press('adam', card.id, 'Approve')
  const half = await sandbox.becomes('aisha', card.id, /Adam Novak approved/, 'ops-approvals')
  expect(buttonsOf(half.card)).toContain('Approve')
  expect(cardText(half.card).match(/✔ Adam Novak approved/g)).toHaveLength(1)
  await sandbox.press('aisha', card.id, 'Approve')
  await sandbox.becomes('adam', card.id, /Open until/, 'ops-approvals')
}, 120_000)

test('P7 two matching rules with their own groups: one person in both counts for both', async () => {
  await sandbox.type('eva', '/jit request db02 ssh 30m from office')
  const card = await approvalFor('db02')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('adam', card.id, /Open until/, 'ops-approvals')
}, 120_000)

test('P8 a reason of white space is missing; one that does not match is refused with the hint', async () => {
  expect(await says('emma', '/jit request dev01 ssh 30m from office \u00a0 ')).toMatch(/missing: a reason/)
  expect(await says('emma', '/jit request dev01 ssh 30m from office just because')).toMatch(
    /Quote a ticket, such as INC123456/,
  )
}, 120_000)

test('P9 the smaller maximum is named with its rule, and Defender’s own when that is smaller', async () => {
  expect(await says('emma', '/jit request app01 ssh 3h from office')).toMatch(/rule "p9-short" allows at most 2 h/)
  expect(await says('emma', '/jit request app02 ssh 10h from office')).toMatch(
    /Defender's JIT policy allows at most 3 h/,
  )
}, 120_000)
