import { ids, type Journey, type Name, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 90_000)
afterAll(() => sandbox.stop())

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly error?: string; readonly code?: string }
}

async function token(as: Name): Promise<string> {
  const response = await fetch(`${sandbox.program().url}/sandbox/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: ids[as] }),
  })
  return ((await response.json()) as { token: string }).token
}

async function ask(as: Name, path: string, body?: unknown, language = 'en'): Promise<Answer> {
  const response = await fetch(`${sandbox.program().url}/api/v1/${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${await token(as)}`,
      'content-type': 'application/json',
      'accept-language': language,
    },
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

async function idOf(name: string): Promise<string> {
  const { body } = await ask('emma', `machines/suggest?text=${name}`)
  const machines = body.machines as { id: string; name: string }[]
  const found = machines.find((machine) => machine.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found.id
}

const wish = async (name: string, port: number, more: object = {}) => ({
  machines: [{ vm: await idOf(name), ports: [port] }],
  duration: '1h',
  source: '203.0.113.7',
  reason: 'INC123456 patching',
  ...more,
})
const requestOf = ({ body }: Answer) => body.request as { id: string; state: string; can: Record<string, unknown> }

test('H2: without a token of the sandbox’s own login nobody is let in', async () => {
  for (const authorization of [undefined, 'Bearer x', `Bearer ${(await token('emma')).slice(0, -4)}AAAA`]) {
    const response = await fetch(`${sandbox.program().url}/api/v1/me`, {
      headers: authorization === undefined ? {} : { authorization },
    })
    expect([response.status, ((await response.json()) as Answer['body']).code]).toEqual([401, 'not signed on'])
  }
})

test('what is asked for in the tab has its cards in the chat, and is decided in either', async () => {
  const asked = await ask('emma', 'requests', await wish('web01', 3389))
  expect([asked.status, requestOf(asked).state]).toEqual([200, 'pending'])
  const { id } = requestOf(asked)
  await sandbox.card('emma', new RegExp(`Waiting for approval[^]*${id}`))
  await sandbox.card('adam', new RegExp(id), 'ops-approvals')

  // S3, P2, T3: the same gates and the same sentences as in the chat.
  expect(await ask('emma', 'requests', await wish('web01', 3389))).toMatchObject({ status: 409, body: { request: id } })
  expect(await ask('emma', `requests/${id}/approve`, {})).toMatchObject({
    status: 403,
    body: { code: 'not allowed', error: 'You can not decide your own request. Somebody else has to.' },
  })
  expect((await ask('oscar', `requests/${id}/approve`, {})).status).toBe(404)
  expect((await ask('oscar', `requests/${id}`)).status).toBe(404)
  expect(await ask('adam', `requests/${id}/approve`, { minutes: 600 })).toMatchObject({
    status: 422,
    body: { code: 'not for that time' },
  })
  expect(requestOf(await ask('adam', `requests/${id}/deny`, { reason: 'not now' })).state).toBe('denied')
  // S1: a conflict names who was first.
  const late = await ask('aisha', `requests/${id}/approve`, {})
  expect([late.status, late.body.error]).toEqual([409, expect.stringContaining('already denied by Adam Novak')])
  await sandbox.card('emma', new RegExp(`Denied[^]*${id}`))
})

test('the list of what is past turns its pages without a gap', async () => {
  for (let round = 0; round < 22; round++) {
    const asked = await ask('emma', 'requests', await wish('web02', 3389))
    expect(asked.status).toBe(200)
    await ask('emma', `requests/${requestOf(asked).id}/cancel`, {})
  }
  const first = (await ask('emma', 'requests/past')).body as unknown as { requests: { id: string }[]; next: string }
  const second = (await ask('emma', `requests/past?after=${first.next}`)).body as unknown as typeof first
  expect(first.requests).toHaveLength(20)
  const seen = [...first.requests, ...second.requests].map(({ id }) => id)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThanOrEqual(22)
}, 60_000)

test('who may not read the ledger is refused, and that is in it', async () => {
  for (const [path, body] of [
    ['audit'],
    ['audit/summary'],
    ['audit/verify', {}],
    ['audit/file', { format: 'csv' }],
  ] as const)
    expect([path, (await ask('emma', path, body)).status]).toEqual([path, 403])
  const { body } = await ask('omar', 'audit?words=7d entries')
  expect(JSON.stringify(body.entries)).toContain('for auditors and admins only')
})

test('L2, L3: an auditor has numbers, files and the proof; what was taken is in the ledger', async () => {
  const summary = await ask('omar', 'audit/summary?words=7d')
  expect(summary.body).toMatchObject({ counts: { denied: 1 }, requesters: [{ name: 'Emma Lindqvist' }] })
  const file = await fetch(`${sandbox.program().url}/api/v1/audit/file`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token('omar')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ words: '7d', format: 'jsonl' }),
  })
  const lines = (await file.text()).trim().split('\n')
  expect(file.headers.get('content-disposition')).toMatch(/filename="ledger-[\d-]+-to-[\d-]+\.jsonl"/)
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual(lines.map((_line, i) => JSON.parse(lines[0] ?? '').seq + i))
  const proof = await ask('omar', 'audit/verify', {})
  expect(proof.body).toMatchObject({ ok: true, head: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } })
  const { body } = await ask('omar', 'audit?words=7d entries')
  expect(JSON.stringify(body.entries)).toContain('Ledger downloaded as JSON Lines')
})

test('port rules are for admins, and an author alone goes on with a change', async () => {
  const vm = await idOf('app01')
  expect((await ask('emma', 'configurations', { vm, verb: 'configure' })).status).toBe(403)
  const drafted = await ask('petra', 'configurations', { vm, verb: 'configure' })
  expect(drafted).toMatchObject({ status: 200, body: { nothing: true } })
  const path = `configurations/${drafted.body.id}`
  expect((await ask('emma', path)).status).toBe(404)
  expect((await ask('emma', `${path}/confirm`, { version: 1 })).status).toBe(404)
  expect(await ask('petra', `${path}/confirm`, { version: 99 })).toMatchObject({ status: 409, body: { code: 'stale' } })
})

describe('H3: whatever a page sends, it is a 4xx and the next call is answered', () => {
  const hostile: readonly unknown[] = [
    'null',
    '[]',
    '7',
    '"text"',
    {},
    { machines: 'web01' },
    { machines: [null] },
    { machines: [{ vm: 'web01', ports: [3389] }] },
    { machines: [{ vm: '/subscriptions/x', ports: 'rdp' }] },
    { machines: [{ vm: { a: 1 }, ports: [1e99] }], duration: {}, source: [], reason: 7 },
    { machines: Array.from({ length: 500 }, () => ({ vm: 'x', ports: [] })) },
    { reason: 'x'.repeat(50_000) },
    { minutes: -1, comment: 7 },
    { minutes: '30' },
    { minutes: 1.5 },
    { reason: {} },
    { rows: [{ port: { a: 1 } }] },
    { rows: 'all' },
    { version: 'new' },
    { verb: 'destroy', vm: '' },
    { wish: 7 },
    { wish: '' },
    { words: 7, format: 'exe' },
    { format: 'csv', words: '1d 2d 3d' },
  ]
  const paths = [
    'requests',
    'requests/form',
    'requests/ABCDEFGH/approve',
    'requests/ABCDEFGH/deny',
    'requests/ABCDEFGH/cancel',
    'requests/ABCDEFGH/close',
    'requests/ABCDEFGH/extend',
    'requests/ABCDEFGH/retry',
    'requests/%00/approve',
    'configurations',
    'configurations/CABCDEFGH/rules',
    'configurations/CABCDEFGH/confirm',
    'policy/explain',
  ]
  test.each(paths)(
    'POST %s',
    async (path) => {
      for (const [index, body] of hostile.entries()) {
        // Within what one person may call in a second.
        const as = (['emma', 'petra', 'adam', 'aisha', 'eva'] as const)[index % 5] ?? 'emma'
        const { status, body: answer } = await ask(as, path, body)
        // An empty form is a form; all else is refused.
        if (path === 'requests/form' && status === 200) continue
        expect([path, body, status >= 400 && status < 500]).toEqual([path, body, true])
        expect(typeof answer.error).toBe('string')
      }
      expect((await ask('omar', 'me')).status).toBe(200)
    },
    60_000,
  )

  test.each([
    `machines?kind=all&from=-1&filter=${'*'.repeat(300)}`,
    'machines?from=99999999&kind[]=x',
    'machines/suggest?text=%00%FF',
    'requests/past?after=../../x',
    'requests/past?after=99999999999999999.ABCDEFGH',
    'requests/%2e%2e%2fme',
    'machines/named?name=%27%3B--',
  ])('GET %s', async (path) => {
    const { status } = await ask('emma', path)
    expect([200, 404, 422]).toContain(status)
  })
})

test('what can not be done is told in the language of the page, and the ledger keeps it in English', async () => {
  const german = async (as: Name, path: string, body?: unknown) =>
    (await ask(as, path, body, 'de-DE,en;q=0.5')).body.error
  const source = { source: '10.0.0.1', duration: '' }
  expect(await german('emma', 'requests', await wish('web01', 3389, source))).toMatch(
    /^10\.0\.0\.1 ist ein privates Netz \(10\.0\.0\.0\/8\), keine öffentliche Adresse\. .* Es fehlt noch: wie lange, zum Beispiel 1h\.$/,
  )
  expect(await german('emma', 'requests', { machines: 7 })).toBe('„machines“ muss eine Liste sein.')
  expect(await german('emma', 'requests/00000000/cancel', {})).toMatch(/^Eine solche Anfrage gibt es nicht/)
  expect(await german('emma', 'policy/explain', { wish: '2h' })).toBe(
    'Nennen Sie eine Maschine, zum Beispiel web01 rdp 2h',
  )
  expect(await german('emma', 'configurations', { verb: 'enable', vm: await idOf('web01') })).toMatch(
    /^Port-Regeln ändern nur Admins/,
  )
  expect(await german('omar', 'audit?words=0d')).toMatch(/^„0d“ ist kein Zeitraum: Erlaubt sind 1 Stunde bis 10 Jahre/)
  const { body } = await ask('omar', 'audit?words=30d', undefined, 'de')
  expect(body.period).toBe('letzte 30 Tage')
})
