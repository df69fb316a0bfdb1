import { actsOn } from './acts.ts'
import { buttonsOf, cardText, eventually, ids, type Name, requestIdOf } from './sandbox.ts'
import { useJourney } from './use-journey.ts'

const policy = `
version: 1
tenant: 7d1c1c1e-0000-4000-8000-000000000001
networks: { office: [203.0.113.0/24] }
groups:
  platform: { people: [${ids.emma}, ${ids.eva}, ${ids.adam}, ${ids.aisha}] }
  leads: { people: [${ids.adam}, ${ids.petra}] }
  seconds: { people: [${ids.aisha}, ${ids.eva}, ${ids.emma}] }
  petra: { people: [${ids.petra}] }
  omar: { people: [${ids.omar}] }
admins: [petra]
auditors: [omar]
rules:
  - { name: web, when: { vm: { name: 'web*' } }, requesters: [platform], approvals: [{ count: 1, from: [leads] }] }
  - { name: two, when: { vm: { name: web02 } }, requesters: [platform], approvals: [{ count: 2, from: [leads, seconds] }] }
  - { name: databases, when: { vm: { name: db01 } }, requesters: [platform], approvals: [{ count: 1, from: [seconds] }] }
`

const sandbox = useJourney({ policy })
const acts = actsOn(sandbox)
const said = (as: Name, text: string, channel?: string) => acts.says(as, text, undefined, channel)
const asked = async (as: 'emma' | 'eva' | 'aisha', vm: string) => {
  const { id, status, approval } = await acts.asked(as, `${vm} rdp 30m from office`)
  return { id, status, card: approval }
}
/** Aisha stands in for Adam, as she may do already. */
const standIn = () => sandbox.type('adam', '/jit delegate to Aisha Khan for 3d')
const cancel = async (as: 'emma' | 'eva' | 'aisha', id: string) => await sandbox.type(as, `/jit cancel ${id}`)

test('only approvers delegate, and only to others who are approvers, for a time that is to come and not too long', async () => {
  expect(await said('oscar', '/jit delegate to Aisha Khan for 3d')).toMatch(/Only approvers can have somebody stand in/)
  expect(await said('adam', '/jit delegate to Oscar Nilsen for 3d')).toMatch(/No other approver called “Oscar Nilsen”/)
  expect(await said('adam', '/jit delegate to Adam Novak for 3d')).toMatch(/No other approver/)
  expect(await said('adam', `/jit delegate to ${ids.omar} for 3d`)).toMatch(/No other approver/)
  expect(await said('adam', '/jit delegate to Aisha Khan for 31d')).toMatch(/at most 30 days/)
  expect(await said('adam', '/jit delegate to Aisha Khan until 2020-01-01')).toMatch(/past/)
  expect(await said('adam', '/jit delegate to Aisha Khan until whenever')).toMatch(/is no time/)
  expect(await said('adam', '/jit delegate Aisha')).toMatch(/until when/)
  expect(await said('adam', `/jit delegate to ${'x'.repeat(3_000)} for 3d`)).toMatch(/Nothing was delegated/)
  expect(await said('adam', '/jit delegate to <at>**x**</at>|${y} for 3d')).toMatch(/Nothing was delegated/)
  expect(await said('adam', '/jit delegations')).toMatch(/Nobody stands in/)
  expect(await said('adam', '/jit delegate stop')).toMatch(/Nobody stood in/)
}, 120_000)

test('of several who may be meant it is asked; an object id and a mention name one', async () => {
  const which = await sandbox.type('adam', '/jit delegate to e for 3d')
  expect(cardText(which.card)).toMatch(/^Which e\?/)
  expect(buttonsOf(which.card)).toEqual([expect.stringMatching(/^Emma/), expect.stringMatching(/^Eva/)])
  expect(await sandbox.press('petra', which.id, buttonsOf(which.card)[1] ?? '').catch(String)).toMatch(/not|No|404/)
  expect(await sandbox.press('adam', which.id, buttonsOf(which.card)[1] ?? '')).toMatch(/Eva Moreau stands in for you/)
  expect(await said('adam', `/jit delegate to ${ids.emma} until tomorrow 18:00`)).toMatch(/Emma Lindqvist stands in/)
  expect(await said('adam', '/jit delegate to @Aisha Khan for 3 days', 'ops-approvals')).toMatch(
    /Aisha Khan stands in for you until .*\d\d:\d\d/,
  )
  expect(await said('adam', '/jit delegations')).toMatch(/Adam Novak → Aisha Khan/)
  expect(await said('oscar', '/jit delegations')).toMatch(/Nobody stands in/)
  expect(await said('omar', '/jit delegations')).toMatch(/Adam Novak → Aisha Khan/)
  await sandbox.card('aisha', /^You stand in for Adam Novak/)
  await sandbox.type('adam', '/jit delegate stop')
}, 120_000)

test('L1 whoever stands in decides, as delegate, from the moment it is delegated; the card says so, and the ledger', async () => {
  const { id, status, card } = await asked('emma', 'web01')
  expect(await sandbox.press('aisha', card.id, 'Approve')).toMatch(/You can not decide this request: that is for leads/)
  await standIn()
  await sandbox.becomes('aisha', card.id, /Aisha Khan also for Adam Novak until .*\d\d:\d\d/, 'ops-approvals')
  await sandbox.restart()
  await sandbox.press('aisha', card.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Aisha Khan approved at .* as delegate of Adam Novak/)
  await sandbox.becomes('emma', status.id, /Open until/)
  const ledger = await acts.ledgerOf(id)
  expect(ledger).toMatch(/Approval given for leads as delegate of Adam Novak/)
  expect(cardText((await sandbox.type('omar', '/jit audit delegation', undefined, /^Ledger/)).card)).toMatch(
    /Has Aisha Khan stand in until/,
  )
  expect(cardText((await sandbox.type('omar', '/jit audit delegate', undefined, /^Ledger/)).card)).toMatch(
    /Refused to delegate: not an approver/,
  )
}, 150_000)

test('it never approves one’s own request, neither the delegator’s nor the delegate’s', async () => {
  await standIn()
  const own = await asked('aisha', 'web01')
  expect(await sandbox.press('aisha', own.card.id, 'Approve')).toMatch(/can not decide your own request/)
  await cancel('aisha', own.id)
  // Adam may ask where Petra decides; that Aisha stands in for Adam gives her nothing on it.
  const adams = await sandbox.ask('adam', '/jit request web01 rdp 30m from office')
  const card = await sandbox.card('petra', new RegExp(`\\n${requestIdOf(adams)}`), 'ops-approvals')
  expect(cardText(card.card)).not.toMatch(/also for/)
  expect(await sandbox.press('aisha', card.id, 'Approve')).toMatch(/You can not decide this request/)
  await sandbox.type('adam', `/jit cancel ${requestIdOf(adams)}`)
}, 120_000)

test('one person counts once towards one demand, whoever they stand in for', async () => {
  await standIn()
  const { status, card } = await asked('emma', 'web02')
  await sandbox.press('aisha', card.id, 'Approve')
  const half = await sandbox.becomes('aisha', card.id, /Aisha Khan approved/, 'ops-approvals')
  expect(cardText(half.card)).toMatch(/Waiting for approval/)
  await sandbox.press('petra', card.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Open until/)
}, 120_000)

test('S6 it is void when it is stopped, over, or either of them is no approver any more', async () => {
  const loads = async () => {
    const ledger = await said('omar', '/jit audit 1d policy loaded')
    return ledger.split('Access policy loaded').length
  }
  /** Writes the policy and waits until it is in force. */
  const change = async (from: string, to: string) => {
    const before = await loads()
    await sandbox.writePolicy(policy.replace(from, to))
    await eventually('the new policy to be in force', async () => (await loads()) > before)
  }
  await standIn()
  const first = await asked('eva', 'web01')
  const refused = async () => {
    expect(await sandbox.press('aisha', first.card.id, 'Approve')).toMatch(/You can not decide this request/)
  }
  const leads = `leads: { people: [${ids.adam}, ${ids.petra}] }`
  await change(leads, `leads: { people: [${ids.petra}] }`)
  await refused()
  await change(`[${ids.aisha}, ${ids.eva}, ${ids.emma}]`, `[${ids.eva}, ${ids.emma}]`)
  await refused()
  await change('', '')
  await sandbox.type('adam', '/jit delegate stop')
  await refused()
  await sandbox.type('adam', '/jit delegate to Aisha Khan for 1h')
  await sandbox.becomes('aisha', first.card.id, /also for Adam Novak/, 'ops-approvals')
  await sandbox.api.advance(61 * 60)
  await refused()
  await sandbox.type('adam', '/jit delegate to Aisha Khan for 1h')
  // A deny is for whoever stands in, too.
  await sandbox.press('aisha', first.card.id, 'Deny', { inputs: { reason: 'not now' } })
  await sandbox.becomes('eva', first.status.id, /Aisha Khan denied at .* as delegate of Adam Novak: not now/)
}, 150_000)
