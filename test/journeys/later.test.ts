import { actsOn, home } from './acts.ts'
import { buttonsOf, cardText, ids, nextMorning, requestIdOf } from './sandbox.ts'
import { useJourney } from './use-journey.ts'

const clock = (hour: number) => `'${String(hour).padStart(2, '0')}:00'`
/** The hour in Paris as the journey begins. */
const hourNow = Number(
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Paris' }).format(
    nextMorning(),
  ),
)
const at = (hours: number) => `${String((hourNow + hours) % 24).padStart(2, '0')}:00`

const policy = (web = `approvals: [{ count: 1, from: [leads] }]`) => `
version: 1
tenant: 7d1c1c1e-0000-4000-8000-000000000001
zone: Europe/Paris
networks: { office: [203.0.113.0/24] }
groups:
  platform: { people: [${ids.emma}, ${ids.eva}] }
  leads: { people: [${ids.adam}, ${ids.aisha}] }
  petra: { people: [${ids.petra}] }
  readers: { people: [${ids.omar}] }
admins: [petra]
auditors: [readers]
rules:
  - { name: web, when: { vm: { name: 'web*' } }, requesters: [platform], ${web}, within: 1d, notify: ops-approvals }
  - { name: dev, when: { vm: { name: 'dev*' } }, requesters: [platform], approvals: none }
  - name: app
    when: { vm: { name: 'app*' } }
    requesters: [platform]
    approvals: none
    hours: { from: ${clock((hourNow + 4) % 24)}, to: ${clock((hourNow + 8) % 24)} }
`

const sandbox = useJourney({ policy: policy() })
const { ledgerOf, reachable } = actsOn(sandbox)
const secondsTo = async (iso: number) => Math.ceil((iso - Date.parse((await sandbox.api.clock()).now)) / 1_000)
/** The next moment that a clock in Paris shows that hour: the zone is whole hours off UTC. */
async function next(hour: number): Promise<number> {
  const now = Date.parse((await sandbox.api.clock()).now)
  const shown = (ms: number) =>
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'Europe/Paris',
    }).format(ms)
  let ms = Math.ceil((now + 1) / 3_600_000) * 3_600_000
  while (shown(ms) !== `${String(hour % 24).padStart(2, '0')}:00`) ms += 3_600_000
  return ms
}

test('approved for later: nothing is open before, it opens at its time after a restart, once, and the clock starts then', async () => {
  const start = await next(hourNow + 3)
  const status = await sandbox.ask('emma', `/jit request web01 rdp 1h at ${at(3)} from office`)
  const id = requestIdOf(status)
  expect(cardText(status.card)).toMatch(new RegExp(`Starts\\n.*${at(3)} \\(Europe/Paris\\), not before`))
  const card = await sandbox.card('adam', new RegExp(`Request\\n${id}`), 'ops-approvals')
  expect(cardText(card.card)).toMatch(new RegExp(`Starts\\n.*${at(3)}`))
  await sandbox.press('adam', card.id, 'Approve')
  const waiting = await sandbox.becomes(
    'emma',
    status.id,
    new RegExp(`^Approved – opens at .*${at(3)} \\(Europe/Paris\\)`),
  )
  expect(buttonsOf(waiting.card)).toContain('Cancel request')
  await sandbox.card('emma', new RegExp(`^Approved: web01[\\s\\S]*opens at .*${at(3)}`))
  expect(await sandbox.press('aisha', card.id, 'approve').catch(String)).toMatch(/No button/)
  await sandbox.api.advance((await secondsTo(start)) - 120)
  expect(await reachable('web01')).toBe(false)
  await sandbox.restart()
  expect(await reachable('web01')).toBe(false)
  await sandbox.api.advance(180)
  await sandbox.becomes('emma', status.id, /^Open until/)
  expect(await reachable('web01')).toBe(true)
  expect((await ledgerOf(id)).match(/Azure asked to open/g)).toHaveLength(1)
  expect(await ledgerOf(id)).toMatch(/to start at 20/)
  await sandbox.api.advance(50 * 60)
  expect(await reachable('web01')).toBe(true)
  await sandbox.api.advance(15 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
  expect(await reachable('web01')).toBe(false)
}, 180_000)

test('taken back before it starts: it never opens', async () => {
  const status = await sandbox.ask('emma', '/jit request dev01 ssh 1h tomorrow 06:00 from office')
  expect(cardText(status.card)).toMatch(/^Approved – opens at .*06:00/)
  await sandbox.press('emma', status.id, 'Cancel request')
  await sandbox.becomes('emma', status.id, /^Cancelled/)
  const again = await sandbox.ask('emma', '/jit request dev01 ssh 1h tomorrow 06:00 from office')
  expect(await sandbox.press('eva', again.id, 'Cancel request').catch(String)).toMatch(
    /Only Emma|No button|no such|sees/i,
  )
  await sandbox.type('emma', '/jit cancel')
  await sandbox.becomes('emma', again.id, /^Cancelled/)
}, 120_000)

test('what is asked for later does not keep anybody from asking for it now, and both windows stand', async () => {
  const start = await next(hourNow + 5)
  const later = await sandbox.ask('eva', `/jit request dev01 ssh 1h at ${at(5)} from office`)
  expect(cardText(later.card)).toMatch(/^Approved – opens at/)
  const twice = await sandbox.type('eva', `/jit request dev01 ssh 1h at ${at(5)} from office`, undefined, /opens at/)
  expect(`${twice.text} ${cardText(twice.card)}`).toMatch(requestIdOf(later))
  await sandbox.api.advance((await secondsTo(start)) - 1_800)
  const now = await sandbox.ask('eva', '/jit request dev01 ssh 1h from office')
  await sandbox.becomes('eva', now.id, /^Open until/)
  await sandbox.api.advance(1_830)
  await sandbox.becomes('eva', later.id, /^Open until/)
  await sandbox.api.advance(1_900)
  await sandbox.becomes('eva', now.id, /^Closed/)
  expect(await reachable('dev01', home, 22)).toBe(true)
  await sandbox.api.advance(1_900)
  await sandbox.becomes('eva', later.id, /^Closed/)
  expect(await reachable('dev01', home, 22)).toBe(false)
}, 150_000)

test('P13 the policy became stricter before the start: not opened, and both people read why', async () => {
  const start = await next(hourNow + 7)
  const status = await sandbox.ask('eva', `/jit request web02 rdp 1h at ${at(7)} from 203.0.113.8`)
  const card = await sandbox.card('adam', new RegExp(`Request\\n${requestIdOf(status)}`), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('eva', status.id, /^Approved – opens at/)
  await sandbox.writePolicy(policy('approvals: [{ count: 2, from: [leads] }]'))
  await sandbox.api.advance((await secondsTo(start)) + 30)
  await sandbox.becomes('eva', status.id, /^Could not be opened/)
  await sandbox.card('eva', /^Could not be opened: web02[\s\S]*policy has changed and demands approvals/)
  const shown = await sandbox.becomes('adam', card.id, /^Could not be opened/, 'ops-approvals')
  expect(cardText(shown.card)).toMatch(/policy has changed and demands approvals/)
  expect((await sandbox.api.reachable('web02', 3389, '203.0.113.8')).reachable).toBe(false)
  await sandbox.writePolicy(policy())
}, 150_000)

test('what nobody agreed to before its start lapses, and says so', async () => {
  const start = await next(hourNow + 9)
  const status = await sandbox.ask('emma', `/jit request web02 rdp 1h at ${at(9)} from office`)
  expect(cardText(status.card)).toMatch(new RegExp(`Lapses at .*${at(9)}`))
  await sandbox.api.advance((await secondsTo(start)) + 30)
  await sandbox.becomes('emma', status.id, /^Lapsed/)
  await sandbox.card('emma', /^Lapsed: web02/)
}, 120_000)

test('hours are judged for the start, not for the moment of asking', async () => {
  const inside = await next(hourNow + 5)
  const outside = cardText((await sandbox.type('emma', `/jit request app02 ssh 1h at ${at(10)} from office`)).card)
  expect(outside).toMatch(/lets people in from .* alone: ask again from/)
  const status = await sandbox.ask('emma', `/jit request app02 ssh 30m at ${at(5)} from office`)
  expect(cardText(status.card)).toMatch(/^Approved – opens at/)
  await sandbox.api.advance((await secondsTo(inside)) + 30)
  await sandbox.becomes('emma', status.id, /^Open until/)
}, 150_000)

test('several machines are listed with the start; confirmed after it has passed, nothing is asked for', async () => {
  const start = await next(hourNow + 5)
  const listed = await sandbox.type('eva', `/jit request dev02,dev03 ssh 30m at ${at(5)} from 203.0.113.8`)
  expect(cardText(listed.card)).toMatch(new RegExp(`starting .*${at(5)} \\(Europe/Paris\\)`))
  await sandbox.api.advance((await secondsTo(start)) + 30)
  expect(await sandbox.press('eva', listed.id, 'Request these 2')).toMatch(/is past already/)
  const soon = await next(hourNow + 7)
  const again = await sandbox.type('eva', `/jit request dev02,dev03 ssh 30m at ${at(7)} from 203.0.113.8`)
  await sandbox.press('eva', again.id, 'Request these 2')
  const status = await sandbox.becomes('eva', again.id, /^Approved – opens at/)
  await sandbox.api.advance((await secondsTo(soon)) + 30)
  await sandbox.becomes('eva', status.id, /^Open until/)
}, 150_000)

test('a start that is past, too far or none is refused with a sentence, typed and in the form', async () => {
  for (const [start, says] of [
    ['at 25:00', /is no time to start at.*at 22:00/],
    ['at 2020-01-01 10:00', /is past already/],
    ['at 2099-01-01 10:00', /30 days from now at most/],
    ['tomorrow', /is no time to start at/],
  ] as const)
    expect(cardText((await sandbox.type('emma', `/jit request dev02 ssh 1h ${start} from office`)).card)).toMatch(says)
  expect(cardText((await sandbox.type('emma', '/jit request dev02 ssh 1h from office reboot at 22:00')).card)).toMatch(
    /put the reason in quotes/,
  )
  const form = await sandbox.type('emma', '/jit request dev02', undefined, /Request access to dev02/)
  const inputs = { ports: '22', duration: '60', source: '203.0.113.7', reason: '' }
  for (const [startDate, startTime] of [
    ['2020-01-01', '10:00'],
    ['2026-13-77', '10:00'],
    ['', '99:99'],
    ['x'.repeat(500), '10:00'],
  ])
    expect(
      await sandbox.press('emma', form.id, 'Request access', { inputs: { ...inputs, startDate, startTime } }),
    ).toMatch(/is past already|no day of the calendar|is no time/)
  await sandbox.press('emma', form.id, 'Request access', { inputs: { ...inputs, startDate: '', startTime: at(20) } })
  const status = await sandbox.becomes('emma', form.id, /^Approved – opens at/)
  await sandbox.press('emma', status.id, 'Cancel request')
}, 150_000)
