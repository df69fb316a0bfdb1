import { cardText, eventually, ids, type Journey, type Name, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney({ SOURCE_REMEMBERED_DAYS: '1' })
}, 150_000)
afterAll(() => sandbox.stop())

const addresses = { emma: '203.0.113.7', eva: '203.0.113.8', oscar: '192.0.2.44' } as const
const reachable = async (vm: string, from: string, port = 22) => (await sandbox.api.reachable(vm, port, from)).reachable
const ledgerOf = async (about: string) =>
  cardText((await sandbox.type('omar', `/jit audit 7d ${about}`, undefined, /^Ledger/)).card)

interface Task {
  readonly task?: { readonly type: string; readonly value: string | { readonly url: string } }
}

/** Presses a button that opens the page, and answers its nonce. */
async function opened(as: Name, message: string, action: string, inputs: object = {}): Promise<string> {
  const { status, body } = await sandbox.api.press(ids[as], message, action, { inputs })
  const { task } = body as unknown as Task
  if (status !== 200 || typeof task?.value !== 'object') throw new Error(`no page: ${JSON.stringify(body)}`)
  expect(task.type).toBe('continue')
  return new URL(task.value.url).hash.slice(1)
}

interface CallOptions {
  /** Whose machine the call comes from. */
  readonly from?: Name | 'nowhere'
  readonly token?: string | null
  readonly forwardedFor?: string
}

/** A call of the page, as the page makes it. */
async function call(as: Name, path: 'look' | 'confirm', body: unknown, options: CallOptions = {}) {
  const { from = as, forwardedFor } = options
  const token = options.token === undefined ? (await sandbox.api.token(ids[as])).token : options.token
  const via = from === 'nowhere' ? '' : `/sandbox/via/${ids[from]}`
  const response = await fetch(`${sandbox.program().url}${via}/api/v1/address/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const shownTo = async (as: Name, nonce: string, options?: CallOptions) =>
  (await call(as, 'look', { nonce }, options)).body.seen

/** What the person reads when the page hands its nonce back; empty where the dialog just closes. */
async function handBack(as: Name, message: string, data: unknown): Promise<string> {
  const { status, body } = await sandbox.api.submitDialog(ids[as], message, data)
  expect(status).toBe(200)
  const { task } = body as Task
  return typeof task?.value === 'string' ? task.value : ''
}

test('T6 a request that lacks an address goes on with the one that the page found, from which alone it opens', async () => {
  const form = await sandbox.type('eva', '/jit request dev01 ssh 1h')
  expect(cardText(form.card)).toMatch(/Still missing: where you connect from[\s\S]*Press “Use my address”/)
  const nonce = await opened('eva', form.id, 'Use my address and request')
  const looked = await call('eva', 'look', { nonce })
  expect(looked).toMatchObject({
    status: 200,
    body: { seen: { kind: 'address', shown: addresses.eva }, for: { kind: 'form' }, from: null, others: 0 },
  })
  expect(await handBack('eva', form.id, { nonce })).toMatch(/No address was confirmed/)
  expect((await call('eva', 'confirm', { nonce, shown: addresses.eva })).body).toEqual({ source: addresses.eva })
  expect(await handBack('eva', form.id, { nonce, source: '0.0.0.0/0', shown: '198.51.100.9' })).toBe('')
  const card = await sandbox.becomes('eva', form.id, /^Open until/)
  expect(await reachable('dev01', addresses.eva)).toBe(true)
  expect(await reachable('dev01', addresses.emma)).toBe(false)
  expect(await reachable('dev01', '198.51.100.9')).toBe(false)
  expect(await handBack('eva', form.id, { nonce })).toMatch(/handed back already/)
  await sandbox.type('eva', `/jit close ${requestIdOf(card)}`)
  await eventually('shut', async () => !(await reachable('dev01', addresses.eva)))
}, 150_000)

test('T6 the form keeps what was filled in and has the address; “from me” means it, says how old it is, and asks again', async () => {
  const form = await sandbox.type('eva', '/jit request web01')
  const inputs = { ports: '5986', duration: '120', reason: 'INC777777 half typed', source: '198.51.100.3' }
  const nonce = await opened('eva', form.id, 'Use my address', inputs)
  expect((await call('eva', 'look', { nonce })).body).toMatchObject({
    from: { machines: ['web01'], ranges: ['office (203.0.113.0/24)', 'vpn (198.51.100.0/24)'] },
    networks: ['office', 'vpn'],
  })
  const elsewhere = await call('eva', 'confirm', { nonce, typed: '192.0.2.44' })
  expect(elsewhere).toMatchObject({ status: 422, body: { code: 'not allowed' } })
  expect(elsewhere.body.error).toMatch(/does not let you in to web01 from 192\.0\.2\.44, but from office/)
  expect((await call('eva', 'confirm', { nonce, typed: '203.0.113.80' })).body).toEqual({ source: '203.0.113.80' })
  expect(await handBack('eva', form.id, { nonce })).toBe('')
  const filled = await eventually('the form with the address', async () =>
    (await sandbox.read('eva')).find(({ id, card }) => id === form.id && JSON.stringify(card).includes('203.0.113.80')),
  )
  const json = JSON.stringify(filled.card)
  expect(json).toContain('INC777777 half typed')
  expect(json).toContain('"value":"120"')
  expect(json).toContain('"value":"5986"')
  const known = await sandbox.type('eva', '/jit from me')
  expect(cardText(known.card)).toMatch(/You connect from 203\.0\.113\.80[\s\S]*confirmed it just now/)
  await sandbox.api.advance(5 * 3_600)
  expect(cardText((await sandbox.type('eva', '/jit address')).card)).toMatch(/confirmed it 5 h ago/)
  await sandbox.api.advance(20 * 3_600)
  const forgotten = await sandbox.type('eva', '/jit address')
  expect(cardText(forgotten.card)).toMatch(/No address is known[\s\S]*Use my address/)
  const anew = await opened('eva', forgotten.id, 'Use my address')
  await call('eva', 'confirm', { nonce: anew, shown: addresses.eva })
  await handBack('eva', forgotten.id, { nonce: anew })
  await sandbox.becomes('eva', forgotten.id, /You connect from 203\.0\.113\.8\b/)
  expect(await ledgerOf('Eva Moreau entries')).toMatch(/Address confirmed: 203\.0\.113\.80 \(seen at 203\.0\.113\.8\)/)
}, 150_000)

test('my address changed: the window goes on from where the person is seen now, and the old address is shut', async () => {
  const status = await sandbox.ask('emma', '/jit request dev02 ssh 1h from 198.51.100.20')
  await sandbox.becomes('emma', status.id, /^Open until/)
  const nonce = await opened('emma', status.id, 'My address changed')
  expect((await call('emma', 'look', { nonce })).body).toMatchObject({
    for: { kind: 'request', old: '198.51.100.20' },
    seen: { shown: addresses.emma },
  })
  await call('emma', 'confirm', { nonce, shown: addresses.emma })
  expect(await reachable('dev02', addresses.emma)).toBe(false)
  expect(await handBack('emma', status.id, { nonce })).toBe('')
  await sandbox.becomes('emma', status.id, /^Moved to another address/)
  expect(await reachable('dev02', addresses.emma)).toBe(true)
  expect(await reachable('dev02', '198.51.100.20')).toBe(false)
  const { body } = await sandbox.api.press(ids.eva, status.id, 'My address changed').catch(() => ({ body: undefined }))
  expect(body).toBeUndefined()
  await sandbox.api.advance(62 * 60)
  await eventually('shut', async () => !(await reachable('dev02', addresses.emma)))
}, 150_000)

test('a break-glass that lacked an address comes to its confirmation with it, and nothing is opened by that', async () => {
  const lacking = await sandbox.type('adam', '/jit break-glass web02 rdp 30m because the site is down')
  expect(cardText(lacking.card)).toMatch(/address that you connect from is not known/)
  const nonce = await opened('adam', lacking.id, 'Use my address')
  await call('adam', 'confirm', { nonce, shown: '203.0.113.21' })
  await handBack('adam', lacking.id, { nonce })
  await sandbox.becomes('adam', lacking.id, /203\.0\.113\.21[\s\S]*the site is down/)
  expect(await reachable('web02', '203.0.113.21', 3389)).toBe(false)
  expect(await handBack('adam', lacking.id, { nonce })).toMatch(/handed back already/)
}, 60_000)

describe('hostile', () => {
  let message: string
  const page = () => opened('emma', message, 'Use my address')
  beforeAll(async () => {
    message = (await sandbox.type('emma', '/jit request dev03')).id
  }, 60_000)

  test('no token, and a token that is none: nothing is told', async () => {
    const nonce = await page()
    for (const token of [null, 'x.y.z']) {
      expect(await call('emma', 'look', { nonce }, { token })).toMatchObject({ status: 401 })
      expect(await call('emma', 'confirm', { nonce, shown: addresses.emma }, { token })).toMatchObject({ status: 401 })
    }
    expect(await handBack('emma', message, { nonce })).toMatch(/No address was confirmed/)
  }, 60_000)

  test('another person’s page is as unknown as one that never was, and the attempt is in the ledger', async () => {
    const nonce = await page()
    const unknown = await call('eva', 'look', { nonce: 'A'.repeat(43) })
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown' } })
    for (const path of ['look', 'confirm'] as const) {
      const theirs = await call('eva', path, { nonce, shown: addresses.eva })
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    }
    await call('emma', 'confirm', { nonce, shown: addresses.emma })
    expect(await handBack('oscar', (await sandbox.type('oscar', 'help')).id, { nonce })).toMatch(/not opened for you/)
    expect(await handBack('emma', message, { nonce })).toBe('')
    expect(await ledgerOf('Eva Moreau')).toMatch(/Refused to use an address page: not theirs/)
    expect(await ledgerOf('Oscar Nilsen')).toMatch(/Refused to use an address page: not theirs/)
  }, 60_000)

  test('used once: of two that hand it back at once one is heard, and nothing can be confirmed afterwards', async () => {
    const nonce = await page()
    await call('emma', 'confirm', { nonce, shown: addresses.emma })
    const said = await Promise.all([1, 2, 3].map(() => handBack('emma', message, { nonce })))
    expect(said.filter((text) => text === '')).toHaveLength(1)
    expect(await call('emma', 'look', { nonce })).toMatchObject({ status: 410, body: { code: 'used' } })
    expect(await call('emma', 'confirm', { nonce, typed: '198.51.100.3' })).toMatchObject({ status: 410 })
  }, 60_000)

  test('after ten minutes it is too late', async () => {
    const nonce = await page()
    await call('emma', 'confirm', { nonce, shown: addresses.emma })
    await sandbox.api.advance(11 * 60)
    expect(await call('emma', 'look', { nonce })).toMatchObject({ status: 410, body: { code: 'expired' } })
    expect(await call('emma', 'confirm', { nonce, shown: addresses.emma })).toMatchObject({ status: 410 })
    expect(await handBack('emma', message, { nonce })).toMatch(/more than ten minutes/)
  }, 60_000)

  test('a forged X-Forwarded-For changes nothing; past the proxy no address is believed', async () => {
    const nonce = await page()
    const mine = { kind: 'address', shown: addresses.emma }
    for (const forwardedFor of [
      '198.51.100.66',
      '198.51.100.66, 198.51.100.67',
      ' , ,',
      'x'.repeat(5_000),
      '127.0.0.1',
    ])
      expect(await shownTo('emma', nonce, { forwardedFor })).toEqual(mine)
    expect(await shownTo('emma', nonce, { from: 'nowhere' })).toMatchObject({ kind: 'unknown' })
    const confirmed = await call(
      'emma',
      'confirm',
      { nonce, shown: '198.51.100.66' },
      { forwardedFor: '198.51.100.66' },
    )
    expect(confirmed).toMatchObject({ status: 409, body: { code: 'moved', seen: mine } })
  }, 60_000)

  test('the person moves while the page is open: what was shown is not confirmed unseen', async () => {
    const nonce = await page()
    const moved = await call('emma', 'confirm', { nonce, shown: addresses.emma }, { from: 'eva' })
    expect(moved).toMatchObject({ status: 409, body: { seen: { shown: addresses.eva } } })
    expect(await handBack('emma', message, { nonce })).toMatch(/No address was confirmed/)
  }, 60_000)

  test.each([
    [{ typed: '10.0.0.1' }, /private network/],
    [{ typed: '2001:db8::7' }, /IPv6/],
    [{ typed: '0.0.0.0/0' }, /every address/],
    [{ typed: '' }, /Type the public IPv4/],
    [{ typed: 'x'.repeat(5_000) }, /Type the public IPv4/],
    [{ typed: ['203.0.113.7'] }, /Type the public IPv4/],
    [{ typed: '1.1.1.1,2.2.2.2,3.3.3.3,4.4.4.4,5.5.5.5,6.6.6.6' }, /at most 5/],
    [{}, /Type the public IPv4/],
  ])(
    '%j is refused in a sentence',
    async (choice, says) => {
      const nonce = await page()
      const { status, body } = await call('emma', 'confirm', { nonce, ...choice })
      expect(status).toBe(422)
      expect(body.error).toMatch(says)
    },
    60_000,
  )

  test.each([[{ nonce: 7 }], [{ nonce: 'x'.repeat(9_000) }], [{ nonce: { $ne: '' } }], ['text'], [['a']], [{}]])(
    'handing back %j does nothing, and the next message is answered',
    async (data) => {
      const { status } = await sandbox.api.submitDialog(ids.emma, message, data)
      expect([200, 400]).toContain(status)
      expect(cardText((await sandbox.type('emma', 'help')).card)).toMatch(/request/)
    },
    60_000,
  )

  test('in a channel the form and what comes of the page are for one person alone', async () => {
    const form = await sandbox.type('emma', '@JIT Access request dev03', 'ops-approvals')
    await expect(sandbox.api.press(ids.adam, form.id, 'Use my address')).rejects.toThrow()
    const nonce = await opened('emma', form.id, 'Use my address', { reason: 'for the channel' })
    await call('emma', 'confirm', { nonce, shown: addresses.emma })
    expect(await handBack('emma', form.id, { nonce })).toBe('')
    const filled = async (as: Name) =>
      (await sandbox.read(as, 'ops-approvals')).find(
        ({ id, card }) => id !== form.id && JSON.stringify(card ?? {}).includes('for the channel'),
      )
    await eventually('a form with the address', () => filled('emma'))
    expect(await filled('adam')).toBeUndefined()
  }, 60_000)

  test('another person’s form opens no page', async () => {
    const own = await sandbox.type('eva', '/jit request dev03')
    const forge = { data: { for: `7d1c1c1e-0000-4000-8000-000000000001/${ids.emma}` } }
    const { body } = await sandbox.api.press(ids.eva, own.id, 'Use my address', { forge })
    expect(JSON.stringify(body)).toMatch(/somebody else’s form/)
  }, 60_000)
})
