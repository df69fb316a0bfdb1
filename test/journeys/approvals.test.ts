import { actsOn } from './acts.ts'
import { buttonsOf, cardText, ids } from './sandbox.ts'
import { useJourney } from './use-journey.ts'

const policy = (leads = `${ids.adam}, ${ids.aisha}`) => `
version: 1
tenant: 7d1c1c1e-0000-4000-8000-000000000001
networks: { office: [203.0.113.0/24] }
groups:
  platform: { people: [${ids.emma}, ${ids.eva}] }
  leads: { people: [${leads}] }
  security: { people: [${ids.omar}, ${ids.aisha}] }
  second: { people: [${ids.petra}] }
  petra: { people: [${ids.petra}] }
  readers: { people: [${ids.omar}] }
admins: [petra]
auditors: [readers]
rules:
  - { name: web, when: { vm: { name: 'web*' } }, requesters: [platform], approvals: [{ count: 1, from: [leads] }], notify: ops-approvals }
  - { name: data, when: { vm: { name: 'db*' } }, requesters: [platform], approvals: [{ count: 2, from: [leads] }, { count: 1, from: [security] }], notify: ops-approvals }
  - name: app
    when: { vm: { name: 'app*' } }
    requesters: [platform]
    approvals: [{ count: 1, from: [leads] }]
    within: 2h
    remind: [15m, 1h]
    escalate: { after: 30m, to: [second], notify: ops-approvals }
    notify: ops-approvals
`

const sandbox = useJourney({ policy: policy() })
const { asked, ledgerOf, says } = actsOn(sandbox)
const requested = (what: string, as: 'emma' | 'eva' = 'emma') => asked(as, what)
const away = (id: string, as: 'emma' | 'eva' = 'emma') => sandbox.type(as, `/jit cancel ${id}`)

test('P6 P7 N of M over two groups: the card says who approved and who can still, and follows each decision', async () => {
  const { id, approval, status } = await requested('db01 ssh 30m from office')
  expect(cardText(approval.card)).toMatch(/leads: 0 of 2, Adam Novak or Aisha Khan can still approve/)
  expect(cardText(approval.card)).toMatch(/security: 0 of 1, .*(Omar Haddad|Aisha Khan).* can still approve/)
  await sandbox.press('adam', approval.id, 'Approve')
  const half = await sandbox.becomes(
    'adam',
    approval.id,
    /leads: 1 of 2, Adam Novak approved, Aisha Khan can/,
    'ops-approvals',
  )
  expect(cardText(half.card)).toMatch(/security: 0 of 1/)
  // The same again is the same; another time is another decision, and is not taken in silence.
  expect(await sandbox.press('adam', approval.id, 'Approve')).toMatch(/Waiting for approval/)
  const shorter = { inputs: { approveFor: '15', comment: '' } }
  expect(await sandbox.press('adam', approval.id, 'Approve with this', shorter)).toMatch(/You approved this already/)
  await sandbox.becomes('emma', status.id, /leads: 1 of 2, Adam Novak approved/)
  // Aisha is in both groups and counts for both.
  await sandbox.press('aisha', approval.id, 'Approve')
  const open = await sandbox.becomes('adam', approval.id, /Open until/, 'ops-approvals')
  expect(cardText(open.card)).not.toMatch(/can still approve/)
  expect(await ledgerOf(id)).toMatch(/Approved by Adam Novak and Aisha Khan/)
}, 120_000)

test('S1 an approver comments and shortens: the shorter time is what opens, and both people and the ledger have it', async () => {
  const { id, approval, status } = await requested('web01 rdp 2h from office')
  const nasty = '**only** <at>Emma</at> ${requester} \u202eshort'
  const inputs = { approveFor: '30', comment: nasty }
  const answer = await sandbox.press('aisha', approval.id, 'Approve with this', { inputs })
  expect(answer).toMatch(/30 min from the moment it opens \(2 h were asked for\)/)
  const open = await sandbox.becomes('emma', status.id, /Open until/)
  expect(cardText(open.card)).toMatch(
    /Aisha Khan approved at .* for 30 min only: “\*\*only\*\* <at>Emma<\/at> \$\{requester\} short”/,
  )
  expect(JSON.stringify(open.card)).not.toMatch(/\u202e|"mention"/)
  expect(await ledgerOf(id)).toMatch(/Approval given for leads.* for 30 min only: .*short/)
  expect(await ledgerOf(id)).toMatch(/Approved by Aisha Khan, for 30 min/)
  // A later press learns who was first.
  expect(await sandbox.press('adam', approval.id, 'approve').catch(String)).toMatch(
    /No button|already approved by Aisha/,
  )
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
}, 120_000)

test('C4 a time that is longer, none or garbage approves nothing', async () => {
  const { id, approval } = await requested('web02 rdp 1h from office')
  const forge = (approveFor: unknown) =>
    sandbox.press('adam', approval.id, 'Approve with this', { inputs: { approveFor, comment: '' } })
  for (const time of ['120', '99999', '0', '-5', '1e9', 'NaN', 'all day', '4', '', null, { minutes: 5 }, ['30'], true])
    expect(await forge(time)).toMatch(/You can approve this for 5 min to 1 h/)
  expect(await forge(1_440)).toMatch(/You can approve this for/)
  const long = { inputs: { approveFor: 'as asked', comment: 'x'.repeat(501) } }
  expect(await sandbox.press('adam', approval.id, 'Approve with this', long)).toMatch(/at most 500 characters/)
  const card = (await sandbox.read('adam', 'ops-approvals')).find((m) => m.id === approval.id)
  expect(cardText(card?.card)).toMatch(/Waiting for approval/)
  expect(await says('adam', `/jit approve ${id} 3h`)).toMatch(/You can approve this for 5 min to 1 h/)
  expect(await says('adam', `/jit approve ${id} 30x`)).toMatch(/not a duration/)
  expect(await ledgerOf(id)).toMatch(/Refused to approve: not for that time/)
  expect(await ledgerOf(id)).not.toMatch(/Approval given/)
  await away(id)
}, 120_000)

test('typed: a time and a comment in quotes, and a comment alone', async () => {
  const { id, status } = await requested('web02 rdp 2h from office')
  await sandbox.type('adam', `/jit approve ${id} 45m "looks right"`, undefined, /Approved|Open/)
  const open = await sandbox.becomes('emma', status.id, /Open until/)
  expect(cardText(open.card)).toMatch(/Adam Novak approved at .* for 45 min only: “looks right”/)
  await sandbox.type('emma', `/jit close ${id}`)
  await sandbox.becomes('emma', status.id, /^Closed/)
}, 120_000)

test('C2 a deny has its reason; S2 approve and deny at the same instant: exactly one wins, and both read the same', async () => {
  const { id, approval, status } = await requested('web02 rdp 1h from office', 'eva')
  const answers = await Promise.all([
    sandbox.press('adam', approval.id, 'Approve with this', { inputs: { approveFor: '30', comment: 'go' } }),
    sandbox.press('aisha', approval.id, 'Deny', { inputs: { reason: 'Not during the freeze' } }),
  ])
  const end = cardText((await sandbox.becomes('eva', status.id, /^(Denied|Open until)/)).card)
  const ledger = await ledgerOf(id)
  if (/^Denied/.test(end)) {
    expect(end).toMatch(/Aisha Khan denied at .*: Not during the freeze/)
    expect(answers[0]).toMatch(/already denied by Aisha Khan/)
    expect(ledger).not.toMatch(/Approved by/)
  } else {
    expect(end).toMatch(/Adam Novak approved at .* for 30 min only: “go”/)
    expect(answers[1]).toMatch(/already approved by Adam Novak/)
    expect(ledger).not.toMatch(/Denied/)
    await sandbox.type('eva', `/jit close ${id}`)
    await sandbox.becomes('eva', status.id, /^Closed/)
  }
}, 120_000)

test('S6 an approver who left the group after the card was sent is refused at the press, and by typing', async () => {
  const { id, approval } = await requested('web01 rdp 1h from office')
  await sandbox.writePolicy(policy(`${ids.aisha}, ${ids.eva}`))
  let refused = ''
  for (let i = 0; i < 100 && !/You can not decide/.test(refused); i++) {
    refused = await sandbox.press('adam', approval.id, 'Deny', { inputs: { reason: ' ' } })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(refused).toMatch(/You can not decide this request: that is for leads/)
  expect(await sandbox.press('adam', approval.id, 'Approve')).toMatch(/You can not decide this request/)
  expect(await says('adam', `/jit approve ${id} 30m`)).toMatch(/no request|can not decide/i)
  await sandbox.writePolicy(policy())
  await away(id)
}, 120_000)

test('reminders to the channel, further and further apart, never to a person; escalation after its time, and not before', async () => {
  const { id, approval, status } = await requested('app02 ssh 1h from office', 'eva')
  const reminders = async () =>
    (await sandbox.read('adam', 'ops-approvals')).filter((m) => cardText(m.card).includes(`Request ${id} has waited`))
  await sandbox.api.advance(10 * 60)
  expect(await sandbox.press('petra', approval.id, 'Approve')).toMatch(/You can not decide this request/)
  expect(await reminders()).toHaveLength(0)
  await sandbox.api.advance(6 * 60)
  const reminder = await sandbox.card('adam', new RegExp(`Request ${id} has waited for 1\\d min`), 'ops-approvals')
  expect(cardText(reminder.card)).toMatch(
    /Still waiting: Eva Moreau asks for app02.*lapses at.*Aisha Khan can still approve/s,
  )
  expect(buttonsOf(reminder.card)).toEqual(['Show it'])
  const thread = `${await sandbox.room('adam', 'ops-approvals')};messageid=${approval.id}`
  expect((await sandbox.api.messages(ids.adam, thread)).map((message) => message.id)).toContain(reminder.id)
  await sandbox.api.advance(15 * 60)
  await sandbox.becomes('adam', approval.id, /Escalated at .*: second can approve too \(app\)/, 'ops-approvals')
  await sandbox.becomes('eva', status.id, /leads or second: 0 of 1, .*Petra/)
  expect(await ledgerOf(id)).toMatch(/Escalated after 30 min: second may approve too \(app\)/)
  await sandbox.restart()
  const petra = (await sandbox.read('petra', 'ops-approvals')).find((m) => cardText(m.card).includes(`Request\n${id}`))
  await sandbox.press('petra', petra?.id ?? '', 'Approve with this', { inputs: { approveFor: '15', comment: '' } })
  await sandbox.becomes('eva', status.id, /Open until/)
  await sandbox.api.advance(60 * 60)
  await sandbox.becomes('eva', status.id, /^Closed/)
  // Decided: the second reminder never comes; and nobody was written to in person.
  expect(await reminders()).toHaveLength(1)
  for (const person of ['adam', 'aisha', 'petra'] as const)
    expect((await sandbox.read(person)).some((m) => cardText(m.card).includes('has waited for'))).toBe(false)
}, 180_000)

test('C6 an update that Teams does not take arrives later, once; a card that is gone is posted anew', async () => {
  const { id, approval, status } = await requested('web01 rdp 1h from office')
  for (const fault of [
    { kind: 'status', status: 429, retryAfterSeconds: 1 },
    { kind: 'status', status: 412 },
    { kind: 'status', status: 502 },
  ])
    await sandbox.api.faults({ service: 'teams', operation: 'update', times: 1, ...fault })
  await sandbox.press('adam', approval.id, 'Approve')
  await sandbox.becomes('adam', approval.id, /Open until/, 'ops-approvals')
  await sandbox.becomes('emma', status.id, /Open until/)
  expect(
    (await sandbox.read('adam', 'ops-approvals')).filter((m) => cardText(m.card).includes(`Request\n${id}`)),
  ).toHaveLength(1)
  await sandbox.api.faults({ service: 'teams', operation: 'update', times: 1, kind: 'status', status: 404 })
  await sandbox.type('emma', `/jit close ${id}`)
  await sandbox.card('emma', new RegExp(`^Closed[\\s\\S]*Request\\n${id}`))
  await sandbox.card('adam', new RegExp(`^Closed[\\s\\S]*Request\\n${id}`), 'ops-approvals')
}, 150_000)
