import { actsOn } from './acts.ts'
import { cardText, ids } from './sandbox.ts'
import { useJourney } from './use-journey.ts'

const head = `
version: 1
tenant: 7d1c1c1e-0000-4000-8000-000000000001
networks: { office: [203.0.113.0/24] }
groups:
  platform: { people: [${ids.emma}, ${ids.eva}, ${ids.adam}, ${ids.aisha}] }
  leads: { people: [${ids.adam}, ${ids.aisha}] }
  petra: { people: [${ids.petra}] }
admins: [petra]
rules:
`
const policy = `${head}
  - name: dev
    when: { vm: { name: 'dev*' } }
    requesters: [platform]
    approvals: none
    limits: { openPerPerson: 2, unattendedPerPersonPerDay: 1, then: { approvals: [{ count: 1, from: [leads] }] } }
  - name: once
    when: { vm: { name: app02 } }
    requesters: [platform]
    approvals: none
    limits: { unattendedPerPersonPerDay: 0 }
  - name: shut
    when: { vm: { name: app01 } }
    requesters: [platform]
    approvals: none
    hours: { from: '20:00', to: '22:00', zone: UTC }
  - name: night
    when: { vm: { name: db01 } }
    requesters: [platform]
    approvals: none
    hours: { from: '20:00', to: '22:00', zone: UTC, outside: { approvals: [{ count: 1, from: [leads] }] } }
  - { name: web, when: { vm: { name: web01 } }, requesters: [platform], approvals: [{ count: 1, from: [leads] }] }
  - { name: web two, when: { vm: { name: web02 } }, requesters: [platform], approvals: [{ count: 1, from: [leads] }] }
`

const sandbox = useJourney({ policy })
const { says } = actsOn(sandbox)

test('P15 unattended approvals used up for today: a person is asked instead, and it is said', async () => {
  const first = await sandbox.ask('emma', '/jit request dev01 ssh 30m from office')
  await sandbox.becomes('emma', first.id, /Open until/)
  const second = await sandbox.ask('emma', '/jit request dev02 ssh 30m from office')
  expect(cardText(second.card)).toMatch(/Waiting for approval/)
  expect(cardText(second.card)).toMatch(/has used up today's number of such requests: a person is asked instead/)
  const card = await sandbox.card('adam', /asks for dev02/, 'ops-approvals')
  expect(cardText(card.card)).toMatch(/a person is asked instead/)
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('emma', second.id, /Open until/)
  // Both count: a third at once is one too many.
  expect(await says('emma', '/jit request dev03 ssh 30m from office', /dev03|can not/)).toMatch(
    /lets you have 2 machines at once, and you have 2 open or asked for/,
  )
  const other = await sandbox.ask('eva', '/jit request dev03 ssh 30m from office')
  await sandbox.becomes('eva', other.id, /Open until/)
}, 120_000)

test('P15 where nobody is named to be asked instead it is refused, and said why', async () => {
  expect(await says('emma', '/jit request app02 ssh 30m from office', /app02|can not/)).toMatch(
    /without an approval 0 times a day, which is used up, and names nobody/,
  )
}, 120_000)

test('outside the hours: refused with when it will be allowed, or somebody is asked and it is said why', async () => {
  expect(await says('emma', '/jit request app01 ssh 30m from office', /app01|can not/)).toMatch(
    /lets people in from \d\d:00 to \d\d:00 on Mon to Sun \(UTC\) alone: ask again from .*\d\d:00 \(UTC\)/,
  )
  const asked = await sandbox.ask('emma', '/jit request db01 ssh 30m from office')
  expect(cardText(asked.card)).toMatch(/outside the hours of the rule "night"/)
  const card = await sandbox.card('adam', /asks for db01/, 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('emma', asked.id, /Open until/)
}, 120_000)

/** Writes the policy and waits until the bot answers by it. */
async function change(from: string, to: string, shows: RegExp): Promise<void> {
  if (!policy.includes(from)) throw new Error(`the policy has no ${from}`)
  await sandbox.writePolicy(policy.replace(from, to))
  for (let i = 0; i < 40; i++) {
    if (shows.test(await says('eva', '/jit explain web01 rdp 1h from office', /web01/))) return
  }
  throw new Error(`the policy never said ${shows}`)
}

test('P13 more approvals are demanded while it waits: one does not suffice any more, and both people read why', async () => {
  const asked = await sandbox.ask('emma', '/jit request web01 rdp 30m from office')
  const card = await sandbox.card('adam', /asks for web01/, 'ops-approvals')
  await change(
    'name: web, when: { vm: { name: web01 } }, requesters: [platform], approvals: [{ count: 1, from: [leads] }]',
    'name: web, when: { vm: { name: web01 } }, requesters: [platform], approvals: [{ count: 2, from: [leads] }]',
    /2 approvals from leads/,
  )
  await sandbox.press('adam', card.id, 'Approve')
  const half = await sandbox.becomes('adam', card.id, /Adam Novak approved/, 'ops-approvals')
  expect(cardText(half.card)).toMatch(/Waiting for approval/)
  expect(cardText(half.card)).toMatch(/The access policy became stricter.*now demands 2 approvals from leads/)
  await sandbox.becomes('emma', asked.id, /The access policy became stricter.*now demands 2 approvals from leads/)
  await sandbox.card('emma', /Stricter since you asked/)
  await sandbox.press('aisha', card.id, 'Approve')
  await sandbox.becomes('emma', asked.id, /Open until/)
}, 120_000)

test('P13 it is not allowed at all any more: refused at the press, and both people read why', async () => {
  const asked = await sandbox.ask('emma', '/jit request web02 rdp 2h from office')
  const card = await sandbox.card('adam', /asks for web02/, 'ops-approvals')
  await change(
    'name: web two, when: { vm: { name: web02 } }, requesters: [platform],',
    'name: web two, when: { vm: { name: "web*" } }, requesters: [platform], maxDuration: 45m,',
    /45 min/,
  )
  expect(await sandbox.press('adam', card.id, 'Approve')).toMatch(
    /2 h is too long: the rule "web two" allows at most 45 min/,
  )
  await sandbox.becomes('adam', card.id, /The access policy became stricter.*too long/, 'ops-approvals')
  await sandbox.becomes('emma', asked.id, /The access policy became stricter.*too long/)
  const told = await sandbox.card('emma', /Stricter since you asked: web02/)
  expect(cardText(told.card)).toMatch(/the rule "web two" allows at most 45 min/)
  // Pressed again it is the same: nobody is told twice.
  await sandbox.press('aisha', card.id, 'Approve')
  const notes = (await sandbox.read('emma')).filter(({ card }) =>
    /Stricter since you asked: web02/.test(cardText(card)),
  )
  expect(notes).toHaveLength(1)
}, 120_000)
