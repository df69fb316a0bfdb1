import { apiMount } from '../../../../src/adapters/http/api/api-mount.ts'
import { startServer } from '../../../../src/adapters/http/server.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import type { PageCall, PageRoute } from '../../../../src/ports/page-api.ts'
import { readerOf } from '../../../../src/words/reader.ts'
import { recordingLog } from '../../teams/recording.ts'

const emma = { id: 't/emma' as PersonId, name: 'Emma' }
const logged = recordingLog()
const calls: PageCall[] = []
const keep =
  (body: unknown): PageRoute['answer'] =>
  async (call) => {
    calls.push(call)
    return { kind: 'json', body }
  }
const routes: readonly PageRoute[] = [
  { method: 'GET', path: 'things', answer: keep({ all: true }) },
  { method: 'POST', path: 'things', answer: keep({ made: true }) },
  { method: 'GET', path: 'things/{id}/parts', answer: keep({ parts: 1 }) },
  {
    method: 'POST',
    path: 'conflict',
    answer: async () => ({
      kind: 'refused',
      status: 409,
      code: 'too late',
      error: 'Adam was first.',
      more: { by: 'Adam' },
    }),
  },
  {
    method: 'GET',
    path: 'broken',
    answer: async () => {
      throw new Error('secret detail')
    },
  },
  {
    method: 'GET',
    path: 'file',
    answer: async () => ({
      kind: 'file',
      name: 'a"b\r\n.csv',
      contentType: 'text/csv',
      chunks: (async function* () {
        yield 'one,'
        yield 'two'
      })(),
    }),
  },
]

let elapsed = 0
const start = () =>
  startServer({
    port: 0,
    host: '127.0.0.1',
    messages: async () => ({ status: 200 }),
    checks: {},
    metrics: { contentType: 'text/plain', text: async () => '' },
    log: logged.log,
    mounts: [
      apiMount({
        signOn: async (authorization) =>
          authorization === 'Bearer emma'
            ? { kind: 'person', person: emma }
            : authorization === 'Bearer away'
              ? { kind: 'unavailable', why: 'no keys' }
              : { kind: 'refused', why: 'secret reason' },
        routes,
        log: logged.log,
        readerOf: (known) => readerOf(known, { language: 'en', zone: 'UTC', now: 0 }),
        limits: { atOnce: 5, perSecond: 1 },
        elapsedMs: () => elapsed,
      }),
    ],
  })

let server: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  server = await start()
})
afterAll(() => server.close())
beforeEach(() => {
  elapsed += 60_000
  calls.length = 0
  logged.lines.length = 0
})

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}/api/v1/${path}`, { ...init, headers: { authorization: 'Bearer emma', ...init.headers } })
const post = (path: string, body: string, type = 'application/json') =>
  ask(path, { method: 'POST', body, headers: { 'content-type': type } })

test('a call reaches its route as the person who is signed on, and its answer is kept by nobody', async () => {
  const response = await ask('things/a%2Fb/parts?limit=5&limit=6&q=x', {
    headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' },
  })
  expect([response.status, await response.json()]).toEqual([200, { parts: 1 }])
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(calls).toEqual([
    {
      person: emma,
      params: { id: 'a/b' },
      query: { limit: '6', q: 'x' },
      body: undefined,
      from: { address: '127.0.0.1', forwardedFor: '198.51.100.1, 203.0.113.9' },
    },
  ])
})

test('H2: nobody who is not signed on learns anything, or has anything done', async () => {
  for (const authorization of ['', 'Bearer oscar']) {
    for (const [method, path] of [
      ['GET', 'things'],
      ['POST', 'things'],
      ['GET', 'no/such/path'],
      ['OPTIONS', 'things'],
    ] as const) {
      const response = await fetch(`${server.url}/api/v1/${path}`, { method, headers: { authorization } })
      expect(response.status).toBe(401)
      const text = await response.text()
      expect(JSON.parse(text)).toEqual({
        error: 'Nobody is signed on. Open this page in Teams.',
        code: 'not signed on',
        requestId: response.headers.get('x-request-id'),
      })
    }
  }
  expect(calls).toEqual([])
  expect(JSON.stringify(logged.lines)).toContain('secret reason')
})

test('when sign-ons cannot be checked, nobody is blamed', async () => {
  const response = await ask('things', { headers: { authorization: 'Bearer away' } })
  expect([response.status, await response.json()]).toMatchObject([503, { code: 'sign-on away' }])
})

test.each([
  ['GET', 'nothing', 404],
  ['GET', '', 404],
  ['GET', 'things/', 404],
  ['GET', 'things/%/parts', 404],
  ['GET', 'things//parts', 404],
  ['DELETE', 'things', 405],
  ['OPTIONS', 'things', 405],
])('%s %s is %i', async (method, path, status) => {
  const response = await ask(path, { method })
  expect(response.status).toBe(status)
  expect(response.headers.get('allow')).toBe(status === 405 ? 'GET, POST' : null)
  expect(calls).toEqual([])
})

test.each([
  ['over the limit', `{"a":"${'x'.repeat(70_000)}"}`, 'application/json', 413],
  ['cut off', '{"a":', 'application/json', 400],
  ['empty', '', 'application/json', 400],
  ['nested too deep', '['.repeat(5_000) + ']'.repeat(5_000), 'application/json', 400],
  ['that a form of another site sends', '{"a":1}', 'text/plain', 400],
])('H3: a body %s is refused, and the next call is answered', async (_name, body, type, status) => {
  expect((await post('things', body, type)).status).toBe(status)
  expect((await post('things', '{"a":1}')).status).toBe(200)
  expect(calls.map((call) => call.body)).toEqual([{ a: 1 }])
})

test('a refusal carries its sentence, its code and what goes with it', async () => {
  const response = await post('conflict', '{}')
  expect([response.status, await response.json()]).toMatchObject([
    409,
    { error: 'Adam was first.', code: 'too late', by: 'Adam' },
  ])
})

test('what breaks is told to the log, and to the person as ours', async () => {
  const response = await ask('broken')
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).not.toContain('secret')
  expect(JSON.parse(text).requestId).toMatch(/^[0-9a-f]{12}$/)
  expect(logged.lines.some(({ fields }) => String(fields.err).includes('secret detail'))).toBe(true)
})

test('a file comes whole, under a name that cannot break the header', async () => {
  const response = await ask('file')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="a-b--.csv"')
  expect(await response.text()).toBe('one,two')
})

test('one person who calls too often waits, and is let in again', async () => {
  const statuses = async (count: number) => {
    const all = []
    for (let index = 0; index < count; index++) all.push((await ask('things')).status)
    return all
  }
  expect(await statuses(7)).toEqual([200, 200, 200, 200, 200, 429, 429])
  const refused = await ask('things')
  expect(refused.headers.get('retry-after')).toBe('1')
  elapsed += 2_000
  expect(await statuses(3)).toEqual([200, 200, 429])
})

test('what is refused is told in the language that the page asks for', async () => {
  const refusal = async (language: string, path: string, authorization = 'Bearer emma') => {
    const response = await ask(path, { headers: { authorization, 'accept-language': language } })
    return ((await response.json()) as { error: string }).error
  }
  expect(await refusal('de-AT,en;q=0.5', 'no/such/path')).toBe('Hier ist nichts.')
  elapsed += 60_000
  expect(await refusal('fr', 'no/such/path')).toBe('There is nothing here.')
  expect(await refusal('de', 'things', '')).toBe('Niemand ist angemeldet. Öffnen Sie diese Seite in Teams.')
})
