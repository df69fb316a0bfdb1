import { actsOn } from './acts.ts'
import { type CallOptions, callsOn } from './calls.ts'
import { eventually, type Journey, type Name, startJourney } from './sandbox.ts'

let sandbox: Journey
let page: ReturnType<typeof callsOn>
let acts: ReturnType<typeof actsOn>
beforeAll(async () => {
  sandbox = await startJourney()
  page = callsOn(sandbox)
  acts = actsOn(sandbox)
}, 150_000)
afterAll(() => sandbox.stop())

const [emmas, evas, away] = ['203.0.113.7', '203.0.113.8', '203.0.113.90']

async function opened(as: Name, body: object = {}): Promise<string> {
  const answer = await page.call(as, 'address/open', body)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer))
  return String(answer.body.nonce)
}
const confirm = (as: Name, nonce: string, choice: object, options?: CallOptions) =>
  page.call(as, 'address/confirm', { nonce, ...choice }, options)
const take = (as: Name, nonce: unknown) => page.call(as, 'address/take', { nonce })

/** Nobody has to agree to a development machine. */
async function open(vm: string, source = emmas): Promise<string> {
  const machines = [{ vm: await page.idOf(vm), ports: [22] }]
  const asked = await page.call('emma', 'requests', { machines, duration: '1h', source, reason: '' })
  const { id } = page.requestOf(asked)
  await eventually('open', async () => page.requestOf(await page.call('emma', `requests/${id}`)).state === 'open')
  return id
}

test('T6 the form’s address: seen, confirmed, handed back once, and in the ledger as from the dialog', async () => {
  const nonce = await opened('eva', { machines: [{ vm: await page.idOf('web01') }] })
  expect((await page.call('eva', 'address/look', { nonce })).body).toMatchObject({
    seen: { kind: 'address', shown: evas },
    from: { machines: ['web01'] },
  })
  expect(await take('eva', nonce)).toMatchObject({ status: 409, body: { code: 'not confirmed' } })
  expect(await confirm('eva', nonce, { typed: '192.0.2.44' })).toMatchObject({
    status: 422,
    body: { error: expect.stringMatching(/does not let you in to web01/) },
  })
  expect((await confirm('eva', nonce, { shown: evas })).status).toBe(200)
  expect(await take('eva', nonce)).toMatchObject({ status: 200, body: { source: evas } })
  expect(await take('eva', nonce)).toMatchObject({ status: 410, body: { code: 'used' } })
  expect(await acts.ledgerOf('Eva Moreau entries')).toMatch(/Address confirmed: 203\.0\.113\.8 \(seen/)
}, 60_000)

test('my address changed: the window goes on from there, the old address is shut, and the outcome is told', async () => {
  const id = await open('dev01', '198.51.100.20')
  const nonce = await opened('emma', { request: id })
  expect((await page.call('emma', 'address/look', { nonce })).body).toMatchObject({ for: { old: '198.51.100.20' } })
  await confirm('emma', nonce, { shown: emmas })
  const moved = await take('emma', nonce)
  expect([moved.status, moved.body.said]).toEqual([200, expect.stringMatching(/being opened to 203\.0\.113\.7 as/)])
  await eventually('open to the new address', () => acts.reachable('dev01', emmas, 22))
  await eventually('the old one shut', async () => !(await acts.reachable('dev01', '198.51.100.20', 22)))
  const next = page.requestOf(moved).id
  expect(await page.call('emma', `requests/${next}/address`, { source: emmas })).toMatchObject({
    status: 409,
    body: { code: 'same', error: expect.stringMatching(/nothing to change/) },
  })
  await page.call('emma', `requests/${next}/close`, {})
}, 90_000)

test('what approvers agreed to moves with them alone: told at first, asked when the requester wants it', async () => {
  const { id } = await acts.opened('emma', 'web01', '1h')
  const nonce = await opened('emma', { request: id })
  await confirm('emma', nonce, { typed: away })
  const refused = await take('emma', nonce)
  expect(refused).toMatchObject({ status: 409, body: { code: 'needs approval', source: away } })
  expect(refused.body.error).toMatch(/1 approval from sre-leads[\s\S]*nothing has changed/)
  expect(await page.call('emma', `requests/${id}/address`, { source: '192.0.2.44', ask: true })).toMatchObject({
    status: 422,
    body: { code: 'refused' },
  })
  const asked = await page.call('emma', `requests/${id}/address`, { source: away, ask: true })
  expect([asked.status, page.requestOf(asked).state]).toEqual([200, 'pending'])
  expect(asked.body.said).toMatch(/waits for approval/)
  await sandbox.card('adam', /asks to move web01/, 'ops-approvals')
  await page.call('emma', `requests/${page.requestOf(asked).id}/cancel`, {})
  await page.call('emma', `requests/${id}/close`, {})
}, 90_000)

describe('hostile', () => {
  test('another person’s nonce is as unknown as one that never was, and the attempt is in the ledger', async () => {
    const nonce = await opened('emma')
    await confirm('emma', nonce, { shown: emmas })
    const unknown = await take('eva', 'A'.repeat(43))
    const theirs = await take('eva', nonce)
    expect([unknown.status, theirs.status]).toEqual([404, 404])
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    expect((await confirm('eva', nonce, { shown: evas })).status).toBe(404)
    expect(await acts.ledgerOf('Eva Moreau')).toMatch(/Refused to use an address page: not theirs/)
    expect((await take('emma', nonce)).status).toBe(200)
  }, 60_000)

  test('of three that hand it back at once one is heard; after ten minutes it is too late', async () => {
    const nonce = await opened('emma')
    await confirm('emma', nonce, { shown: emmas })
    const taken = await Promise.all([1, 2, 3].map(() => take('emma', nonce)))
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 410, 410])
    const late = await opened('emma')
    await confirm('emma', late, { shown: emmas })
    await sandbox.api.advance(11 * 60)
    expect(await take('emma', late)).toMatchObject({ status: 410, body: { code: 'expired' } })
  }, 60_000)

  test('a forged X-Forwarded-For changes nothing; past the proxy no address is believed', async () => {
    const nonce = await opened('emma')
    const seen = async (options: CallOptions) => (await page.call('emma', 'address/look', { nonce }, options)).body.seen
    for (const forwardedFor of ['198.51.100.66', '198.51.100.66, 198.51.100.67', ' , ,', 'x'.repeat(5_000)])
      expect(await seen({ forwardedFor })).toEqual({ kind: 'address', shown: emmas })
    expect(await seen({ from: 'nowhere' })).toMatchObject({ kind: 'unknown' })
    expect(await confirm('emma', nonce, { shown: '198.51.100.66' }, { forwardedFor: '198.51.100.66' })).toMatchObject({
      status: 409,
      body: { code: 'moved' },
    })
  }, 60_000)

  test('another person’s window is not moved, nor is one that they may not know of', async () => {
    const id = await open('dev02')
    const body = { source: evas, ask: true }
    expect(await page.call('eva', 'address/open', { request: id })).toMatchObject({ status: 403 })
    expect(await page.call('eva', `requests/${id}/address`, body)).toMatchObject({ status: 403 })
    for (const path of ['address/open', `requests/${id}/address`])
      expect([path, (await page.call('oscar', path, { request: id, ...body })).status]).toEqual([path, 404])
    expect((await page.call('emma', 'requests/00000000/address', body)).status).toBe(404)
    expect(await acts.reachable('dev02', evas, 22)).toBe(false)
    expect(await acts.ledgerOf(id)).toMatch(/Refused to change the address: not yours/)
    await page.call('emma', `requests/${id}/close`, {})
    await eventually('closed', async () => page.requestOf(await page.call('emma', `requests/${id}`)).state === 'closed')
    expect(await page.call('emma', 'address/open', { request: id })).toMatchObject({
      status: 409,
      body: { code: 'not open' },
    })
  }, 90_000)

  test.each([
    ['address/open', { request: 7 }],
    ['address/open', { request: 'x'.repeat(5_000) }],
    ['address/open', { machines: 'web01' }],
    ['address/open', { machines: [{ vm: 'web01' }] }],
    ['address/open', { machines: Array.from({ length: 50 }, () => ({ vm: '' })) }],
    ['address/take', {}],
    ['address/take', { nonce: ['x'] }],
    ['address/take', { nonce: 'x'.repeat(5_000) }],
    ['requests/ABCDEFGH/address', { source: 7 }],
    ['requests/ABCDEFGH/address', { source: '10.0.0.1' }],
    ['requests/ABCDEFGH/address', { source: '0.0.0.0/0', ask: 'yes' }],
    ['requests/ABCDEFGH/address', {}],
  ])('H3: POST %s, case %#, is a 4xx with a sentence', async (path, body) => {
    const { status, body: answer } = await page.call('emma', path, body)
    expect(status >= 400 && status < 500).toBe(true)
    expect(typeof answer.error).toBe('string')
  })
})
