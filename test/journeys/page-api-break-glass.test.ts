import { actsOn } from './acts.ts'
import { type Answer, callsOn } from './calls.ts'
import { eventually, type Journey, startJourney } from './sandbox.ts'

let sandbox: Journey
let page: ReturnType<typeof callsOn>
let acts: ReturnType<typeof actsOn>
beforeAll(async () => {
  sandbox = await startJourney()
  page = callsOn(sandbox)
  acts = actsOn(sandbox)
}, 150_000)
afterAll(() => sandbox.stop())

const adams = '203.0.113.21'
const wish = async (name: string, ports: readonly number[], more: object = {}) => ({
  machines: [{ vm: await page.idOf(name, 'adam'), ports }],
  duration: '30 min',
  source: adams,
  reason: 'the site is down',
  ...more,
})
const codeOf = ({ status, body }: Answer) => [status, body.code]

test('who may break glass is told so, and nobody else learns what there is', async () => {
  expect((await page.call('adam', 'me')).body.breakGlass).toBe(true)
  expect((await page.call('emma', 'me')).body.breakGlass).toBe(false)
  const lab = await page.idOf('lab01', 'adam')
  const suggested = await page.call('emma', 'machines/suggest?text=lab01&for=break-glass')
  expect(suggested.body.machines).toEqual([])
  for (const vm of [lab, lab.replace('lab01', 'nowhere')]) {
    const machines = [{ vm, ports: [22] }]
    expect(codeOf(await page.call('emma', 'break-glass/form', { machines }))).toEqual([403, 'not for break-glass'])
    const refused = await page.call('emma', 'break-glass', await wish('web01', [3389], { machines }))
    expect(codeOf(refused)).toEqual([403, 'not for break-glass'])
  }
  expect(await acts.ledgerOf('break-glass')).toMatch(/Refused: break-glass on .*lab01/)
}, 60_000)

test('the gate of the chat: a deny, a time too long, a source that no rule allows, no port, too many machines', async () => {
  const said = async (body: object) => {
    const { status, body: answer } = await page.call('adam', 'break-glass', body)
    return `${status} ${answer.error}`
  }
  expect(await said(await wish('vault01', [22]))).toMatch(/^422 .*reached through PAM only/)
  expect(await said(await wish('web01', [3389], { duration: '2 h' }))).toMatch(/^422 .*2 h is too long/)
  expect(await said(await wish('web01', [3389], { source: '192.0.2.44' }))).toMatch(/^422 .*not among the sources/)
  expect(await said(await wish('web01', []))).toMatch(/^422 .*A port is missing/)
  expect(await said(await wish('web01', [3389], { source: '' }))).toMatch(/^422 .*not known/)
  const nowhere = (await page.idOf('web01', 'adam')).replace('web01', 'nowhere')
  expect(await said(await wish('web01', [], { machines: [{ vm: nowhere, ports: [22] }] }))).toMatch(/^422 There is no/)
  expect(await said({ machines: [] })).toMatch(/^422 A machine is missing/)
  expect((await page.call('adam', 'break-glass/form', await wish('lab01', []))).body).toMatchObject({
    maxMs: 3_600_000,
    machines: [{ name: 'lab01' }],
  })
}, 60_000)

test('L1 prepared, confirmed once by that person alone with a reason, told loudly, and signed for by a reviewer', async () => {
  const prepared = await page.call('adam', 'break-glass', await wish('web01', [3389]))
  expect(prepared).toMatchObject({ status: 200, body: { source: adams, durationMs: 1_800_000 } })
  expect(JSON.stringify(prepared.body.effects)).toMatch(/skipped 1 approval from sre-leads.*auditors, and not you/)
  expect(await acts.reachable('web01', adams)).toBe(false)
  const path = `break-glass/${prepared.body.id}/confirm`
  const reason = 'the site is down and nobody answers'
  expect(codeOf(await page.call('aisha', path, { reason }))).toEqual([403, 'not yours'])
  expect(codeOf(await page.call('oscar', path, { reason }))).toEqual([403, 'not yours'])
  expect(codeOf(await page.call('adam', path, { reason: ' \u200b ' }))).toEqual([422, 'no reason'])
  expect((await page.call('adam', 'break-glass/00000000/confirm', { reason })).status).toBe(404)
  expect(await acts.reachable('web01', adams)).toBe(false)

  const both = await Promise.all([page.call('adam', path, { reason }), page.call('adam', path, { reason })])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const [id, other] = both.map((answer) => page.requestOf(answer).id)
  expect(id).toBe(other)
  await eventually('seen open', async () => page.requestOf(await page.call('adam', `requests/${id}`)).state === 'open')
  expect(await acts.reachable('web01', adams)).toBe(true)
  await sandbox.card('aisha', /broke glass, without an approval, on web01/, 'ops-approvals')
  // The cool-down.
  expect((await page.call('adam', 'break-glass', await wish('web02', [3389]))).body.error).toMatch(/possible again/)

  const reviews = async (as: 'omar' | 'emma' | 'adam') =>
    (await page.call(as, 'reviews')).body.requests as { id: string; can: { sign: boolean } }[]
  expect(await reviews('omar')).toMatchObject([{ id, can: { sign: false } }])
  expect(await reviews('emma')).toEqual([])
  const sign = (as: 'omar' | 'petra' | 'adam' | 'aisha' | 'oscar', body: object) =>
    page.call(as, `requests/${id}/review`, body)
  expect(codeOf(await sign('omar', { verdict: 'justified' }))).toEqual([409, 'not over'])
  expect((await page.call('adam', `requests/${id}/close`, {})).status).toBe(200)
  await eventually('closed', async () => (await reviews('omar'))[0]?.can.sign === true)
  expect(codeOf(await sign('adam', { verdict: 'justified' }))).toEqual([403, 'own'])
  expect(codeOf(await sign('aisha', { verdict: 'justified' }))).toEqual([403, 'not a reviewer'])
  expect((await sign('oscar', { verdict: 'justified' })).status).toBe(404)
  expect(codeOf(await sign('omar', { verdict: 'not justified', comment: ' ' }))).toEqual([422, 'no comment'])
  for (const body of [{ verdict: 'fine' }, { verdict: ['justified'] }, {}, { verdict: 'justified', comment: {} }])
    expect(codeOf(await sign('omar', body))).toEqual([422, 'unfit'])
  expect((await sign('omar', { verdict: 'justified', comment: 'seen the incident' })).status).toBe(200)
  expect(await sign('petra', { verdict: 'not justified', comment: 'x' })).toMatchObject({
    status: 409,
    body: { error: expect.stringMatching(/Omar Haddad has signed for it already/) },
  })
  expect(await reviews('omar')).toEqual([])
  expect(await acts.ledgerOf(id ?? '')).toMatch(/Refused to sign for a break-glass: own/)
}, 120_000)

test('from a request of one’s own that waits: prepared, and taken back when it is confirmed; nobody else’s', async () => {
  const waits = async (as: 'aisha' | 'emma', name: string) => {
    const machines = [{ vm: await page.idOf(name), ports: [3389] }]
    const body = { machines, duration: '2h', source: '203.0.113.22', reason: 'INC123456 patching' }
    return page.requestOf(await page.call(as, 'requests', body)).id
  }
  const [id, emmas] = [await waits('aisha', 'web02'), await waits('emma', 'web02')]
  expect((await page.call('adam', `requests/${id}/break-glass`, {})).status).toBe(404)
  expect((await page.call('aisha', 'requests/00000000/break-glass', {})).status).toBe(404)
  expect((await page.call('emma', `requests/${emmas}/break-glass`, {})).status).toBe(403)
  const prepared = await page.call('aisha', `requests/${id}/break-glass`, {})
  expect(prepared).toMatchObject({ status: 200, body: { durationMs: 3_600_000 } })
  const late = await page.call('aisha', `requests/${id}/break-glass`, {})
  const confirmed = await page.call('aisha', `break-glass/${prepared.body.id}/confirm`, { reason: 'it can not wait' })
  expect([confirmed.status, page.requestOf(confirmed).breakGlass]).toEqual([200, true])
  expect(page.requestOf(await page.call('aisha', `requests/${id}`)).state).toBe('cancelled')
  expect(codeOf(await page.call('aisha', `requests/${id}/break-glass`, {}))).toEqual([409, 'not pending'])
  await sandbox.api.advance(11 * 60)
  const second = await page.call('aisha', `break-glass/${late.body.id}/confirm`, { reason: 'again' })
  expect(codeOf(second)).toEqual([409, 'too late'])
}, 120_000)

test.each([
  ['break-glass', 'null'],
  ['break-glass', { machines: 'web01' }],
  ['break-glass', { machines: [{ vm: 'web01', ports: [22] }] }],
  ['break-glass', { machines: [{ vm: '/subscriptions/x', ports: 'all' }], source: 7 }],
  ['break-glass/form', { machines: [null] }],
  ['break-glass/form', { machines: Array.from({ length: 500 }, () => ({ vm: 'x' })) }],
  ['break-glass/ABCDEFGH/confirm', { reason: 7 }],
  ['break-glass/ABCDEFGH/confirm', { reason: 'x'.repeat(9_000) }],
  ['break-glass/%00/confirm', {}],
  ['requests/%00/review', { verdict: 'justified' }],
])('H3: POST %s, case %#, is a 4xx with a sentence', async (path, body) => {
  const { status, body: answer } = await page.call('adam', path, body)
  expect(status >= 400 && status < 500).toBe(true)
  expect(typeof answer.error).toBe('string')
})
