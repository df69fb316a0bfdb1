import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openMetrics } from '../../../src/adapters/http/metrics.ts'
import { type Messages, type ServerOptions, startServer } from '../../../src/adapters/http/server.ts'
import { recordingLog } from '../teams/recording.ts'

type Server = Awaited<ReturnType<typeof startServer>>

const running: Server[] = []
const logged = recordingLog()
let heard: Parameters<Messages>[0][]
let answer: Messages

async function start(change: Partial<ServerOptions> = {}): Promise<Server> {
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    messages: async (call) => {
      heard.push(call)
      return await answer(call)
    },
    checks: {},
    metrics: { contentType: 'text/plain', text: async () => 'jit_x 1\n' },
    log: logged.log,
    ...change,
  })
  running.push(server)
  return server
}

beforeEach(() => {
  heard = []
  answer = async () => ({ status: 200 })
  logged.lines.length = 0
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

const post = (server: Server, body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/messages`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('messages', () => {
  test('reach the bot parsed, with their token and an id of ours, and its answer goes back', async () => {
    answer = async () => ({ status: 200, body: { statusCode: 200 } })
    const response = await post(await start(), '{"type":"message"}', {
      authorization: 'Bearer x',
      'x-request-id': 'mine',
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ statusCode: 200 })
    const id = response.headers.get('x-request-id')
    expect(id).toMatch(/^[0-9a-f]{12}$/)
    expect(heard).toEqual([{ authorization: 'Bearer x', body: { type: 'message' }, requestId: id }])
    expect(logged.lines.at(-1)).toMatchObject({
      level: 'info',
      fields: { requestId: id, path: '/api/messages', status: 200 },
    })
  })

  test('an answer without a body is empty', async () => {
    answer = async () => ({ status: 401 })
    const response = await post(await start(), '{}')
    expect([response.status, await response.text()]).toEqual([401, ''])
  })

  test.each([
    ['over the limit', `{"a":"${'x'.repeat(300_000)}"}`, 413],
    ['not JSON', '{"type":', 400],
    ['empty', '', 400],
    ['nested too deep', `${'['.repeat(100)}${']'.repeat(100)}`, 400],
    ['nested deep enough to break a recursion', `${'['.repeat(120_000)}${']'.repeat(120_000)}`, 400],
    ['nested too deep in objects', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, 400],
  ])('H3 %s is refused, and the next message is answered', async (_name, body, status) => {
    const server = await start()
    expect((await post(server, body)).status).toBe(status)
    expect(heard).toEqual([])
    expect((await post(server, '{"type":"message"}')).status).toBe(200)
  })

  test('H3 a body over the limit that does not tell its length is refused as well', async () => {
    const server = await start()
    const req = request(`${server.url}/api/messages`, { method: 'POST', agent: false })
    req.on('error', () => {})
    const answered = once(req, 'response')
    for (let n = 0; n < 10; n++) req.write('x'.repeat(50_000))
    const [res] = await answered
    expect(res.statusCode).toBe(413)
    res.resume()
    req.destroy()
    expect(heard).toEqual([])
  })

  test('what PostgreSQL cannot store is replaced before anybody sees it', async () => {
    const body = '{"text":"a\\u0000b\\ud83d c\\ud83d\\ude00","\\u0000":1,"__proto__":{"x":1},"list":["\\udc00"]}'
    await post(await start(), body)
    expect(heard[0]?.body).toEqual({ text: 'a\uFFFDb\uFFFD c😀', list: ['\uFFFD'] })
    expect(Object.keys(heard[0]?.body ?? {})).toEqual(['text', 'list'])
  })

  test('a bot that breaks is a 500 that tells nothing but the number', async () => {
    answer = () => Promise.reject(new Error('secret detail'))
    const response = await post(await start(), '{}')
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      error: 'Something went wrong',
      requestId: response.headers.get('x-request-id'),
    })
    expect(logged.lines.some((line) => line.level === 'error' && line.text === 'A request failed')).toBe(true)
  })

  test('somebody who hangs up in the middle harms nobody', async () => {
    const server = await start()
    const socket = connect(server.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.end('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a"')
    await once(socket.resume(), 'close')
    expect((await post(server, '{}')).status).toBe(200)
  })
})

describe('slow senders are cut off', () => {
  test.each([
    ['headers', 'POST /api/messages HTTP/1.1\r\nHost: x\r\n'],
    ['a body', 'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a"'],
  ])('in the middle of %s', async (_what, start_) => {
    const server = await start({ limits: { headersMs: 100, requestMs: 200 } })
    const socket = connect(server.port, '127.0.0.1')
    socket.write(start_)
    expect(await text(socket)).toContain('408 Request Timeout')
    expect(heard).toEqual([])
  })
})

describe('what the operator asks', () => {
  test('healthz is 200 as long as the process lives', async () => {
    const server = await start({ checks: { database: () => Promise.reject(new Error('away')) } })
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })

  test('readyz tells each check, and why only in the log', async () => {
    const server = await start({
      checks: {
        database: () => Promise.reject(new Error('password of postgres')),
        jobs: async () => 'fine',
        azure: () => new Promise(() => {}),
      },
      limits: { readinessMs: 50 },
    })
    const response = await fetch(`${server.url}/readyz`)
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({
      ready: false,
      checks: { database: 'failing', jobs: 'ok', azure: 'no answer' },
    })
    expect(logged.lines.filter((line) => line.level === 'warn').map((line) => line.fields.check)).toEqual(
      expect.arrayContaining(['database', 'azure']),
    )
  })

  test('readyz is 200 when all is well; checks that throw at once fail like others', async () => {
    const server = await start({ checks: { database: async () => {} } })
    const response = await fetch(`${server.url}/readyz`)
    expect([response.status, await response.json()]).toEqual([200, { ready: true, checks: { database: 'ok' } }])
    const throwing = await start({
      checks: {
        database: () => {
          throw new Error('at once')
        },
      },
    })
    expect((await fetch(`${throwing.url}/readyz`)).status).toBe(503)
  })

  test('asking often costs one check at a time', async () => {
    let checks = 0
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const server = await start({
      checks: {
        database: async () => {
          checks++
          await held
        },
      },
    })
    const asked = [1, 2, 3].map(() => fetch(`${server.url}/readyz`))
    // The fourth is answered by another route only after the server has taken the three.
    await fetch(`${server.url}/healthz`)
    release()
    expect((await Promise.all(asked)).map((response) => response.status)).toEqual([200, 200, 200])
    expect(checks).toBeLessThan(3)
  })

  test('metrics are Prometheus text', async () => {
    const metrics = openMetrics()
    metrics.turn('message', 'ok', 0.02)
    metrics.delivery('sent')
    metrics.job('deliver', 'ok')
    metrics.azureCall('initiate', 'refused')
    metrics.watchOpenWindows(async () => 3)
    const server = await start({ metrics })
    const response = await fetch(`${server.url}/metrics`)
    expect(response.headers.get('content-type')).toContain('text/plain')
    const body = await response.text()
    expect(body).toContain('jit_turns_total{kind="message",outcome="ok"} 1')
    expect(body).toContain('jit_turn_seconds_count{kind="message"} 1')
    expect(body).toContain('jit_deliveries_total{outcome="sent"} 1')
    expect(body).toContain('jit_jobs_total{kind="deliver",outcome="ok"} 1')
    expect(body).toContain('jit_azure_calls_total{operation="initiate",outcome="refused"} 1')
    expect(body).toContain('jit_open_windows 3')
    expect(body).toContain('process_resident_memory_bytes')
  })

  test('a number that cannot be read is left out of the metrics, not guessed', async () => {
    const metrics = openMetrics()
    metrics.watchOpenWindows(() => Promise.reject(new Error('database away')))
    expect(await metrics.text()).not.toMatch(/^jit_open_windows \d/m)
  })
})

describe('pages', () => {
  const framedBy = (page: string) =>
    page === 'hidden' ? undefined : page === 'tab' ? ['https://teams.example.com', "'self'"] : []
  let folder: string
  let server: Server

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pages-'))
    await mkdir(join(folder, 'site', 'assets'), { recursive: true })
    await writeFile(join(folder, 'secret.txt'), 'secret')
    await writeFile(join(folder, 'site', 'index.html'), '<!doctype html><title>Sandbox</title>')
    await writeFile(join(folder, 'site', '.env'), 'secret')
    await writeFile(join(folder, 'site', 'assets', 'app-1a2b.js'), 'export {}')
    for (const page of ['tab', 'hidden']) {
      await mkdir(join(folder, 'site', page))
      await writeFile(join(folder, 'site', page, 'index.html'), '<!doctype html><title>A page</title>')
    }
    await writeFile(join(folder, 'site', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  })

  afterAll(async () => {
    await rm(folder, { recursive: true })
  })

  beforeEach(async () => {
    server = await start({ pages: { folder: join(folder, 'site'), framedBy, connectTo: [] } })
  })

  test('have their types, and a policy that lets in nobody else’s scripts', async () => {
    const page = await fetch(`${server.url}/`)
    expect(await page.text()).toContain('Sandbox')
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    )
    expect((await fetch(`${server.url}/icon.svg`)).headers.get('content-type')).toContain('image/svg+xml')
  })

  test('are asked for anew each time, hashed assets never again', async () => {
    const page = await fetch(`${server.url}/index.html`)
    expect(page.headers.get('cache-control')).toBe('no-cache')
    // `fetch` itself would ask for no cache.
    const headers = { 'if-none-match': page.headers.get('etag') ?? '' }
    const again = request(`${server.url}/index.html`, { headers, agent: false }).end()
    const [response] = await once(again, 'response')
    expect(response.resume().statusCode).toBe(304)
    const script = await fetch(`${server.url}/assets/app-1a2b.js`)
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(script.headers.get('content-type')).toContain('javascript')
  })

  test('say who may frame them, each its own', async () => {
    const page = await fetch(`${server.url}/tab/`)
    expect(page.headers.get('content-security-policy')).toContain(
      "frame-ancestors https://teams.example.com 'self'; base-uri",
    )
    expect(page.headers.get('x-frame-options')).toBeNull()
  })

  test.each(['/hidden/', '/hidden/index.html', '//hidden/', '/%68idden/', '/./hidden/', '/tab/../hidden/'])(
    '%s is no page of this server',
    async (path) => {
      const socket = connect(server.port, '127.0.0.1')
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      const response = await text(socket)
      expect(response).toMatch(/^HTTP\/1.1 4\d\d /)
      expect(response).not.toContain('A page')
    },
  )

  test('scripts come compressed to whoever takes that, and are the same', async () => {
    for (const encoding of ['br', 'gzip']) {
      const script = await fetch(`${server.url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': encoding } })
      expect(script.headers.get('content-encoding')).toBe(encoding)
      expect(script.headers.get('vary')).toBe('Accept-Encoding')
      expect(await script.text()).toBe('export {}')
    }
    const plain = await fetch(`${server.url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'identity' } })
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'export {}'])
    const none = await fetch(`${server.url}/assets/none.js`)
    expect(none.status).toBe(404)
  })

  test('HEAD is answered without a body', async () => {
    const response = await fetch(`${server.url}/index.html`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%252e%252e/secret.txt',
    '/..%5csecret.txt',
    '/.env',
    '/assets',
    '/assets/',
    '/nothing.js',
    '/index.html%00.js',
    '/%',
    '//etc/passwd',
    '/api/nothing',
  ])('%s is 404 JSON', async (path) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    const response = await text(socket)
    expect(response).toMatch(/^HTTP\/1.1 (404|400|301) /)
    expect(response).not.toContain('secret\n')
    expect(response.endsWith('secret')).toBe(false)
  })
})

test('an unknown path is 404 and a wrong method 405, as JSON that repeats nothing of the request', async () => {
  const server = await start()
  const unknown = await fetch(`${server.url}/nowhere/at-all`)
  expect([unknown.status, await unknown.json()]).toEqual([404, { error: 'Not found' }])
  expect(unknown.headers.get('x-request-id')).toMatch(/^[0-9a-f]{12}$/)
  const wrong = await fetch(`${server.url}/api/messages`)
  expect([wrong.status, await wrong.json()]).toEqual([405, { error: 'Method not allowed' }])
})

test('the log has the path and never the query', async () => {
  const server = await start()
  await fetch(`${server.url}/healthz?token=abc`)
  expect(logged.lines.at(-1)).toMatchObject({ level: 'debug', fields: { path: '/healthz', status: 200 } })
  expect(JSON.stringify(logged.lines)).not.toContain('abc')
})

describe('a mount', () => {
  test('gets every method below its prefix, body unread, and nothing beside it', async () => {
    const server = await start({
      mounts: [
        {
          prefix: '/sandbox/api',
          async handle(req, res) {
            res.writeHead(200, { 'content-type': 'text/plain' }).end(`${req.method} ${req.url} ${await text(req)}`)
          },
        },
      ],
    })
    const call = async (method: string, path: string, body?: string) =>
      await (await fetch(`${server.url}${path}`, { method, ...(body ? { body } : {}) })).text()
    expect(await call('POST', '/sandbox/api/messages?as=x', 'hi')).toBe('POST /sandbox/api/messages?as=x hi')
    expect(await call('DELETE', '/sandbox/api')).toBe('DELETE /sandbox/api ')
    expect(await call('GET', '/sandbox/apix')).toContain('Not found')
  })

  test('that breaks is a 500', async () => {
    const server = await start({ mounts: [{ prefix: '/sandbox/api', handle: () => Promise.reject(new Error('no')) }] })
    expect((await fetch(`${server.url}/sandbox/api/people`)).status).toBe(500)
  })
})

describe('closing', () => {
  test('lets a turn under way finish, ends event streams and takes nothing new', async () => {
    let finish = () => {}
    const taken = new Promise<void>((entered) => {
      answer = async () => {
        entered()
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        return { status: 200, body: { done: true } }
      }
    })
    const server = await start({
      mounts: [
        {
          prefix: '/stream',
          async handle(_req, res) {
            res.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: changed\n\n')
          },
        },
      ],
    })
    const stream = await fetch(`${server.url}/stream`)
    const turn = post(server, '{}')
    await taken
    const closed = server.close()
    expect(await stream.text()).toBe('event: changed\n\n')
    finish()
    expect(await (await turn).json()).toEqual({ done: true })
    await closed
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  })

  test('cuts off what does not finish in time', async () => {
    const taken = new Promise<void>((entered) => {
      answer = () => {
        entered()
        return new Promise(() => {})
      }
    })
    const server = await start({ limits: { graceMs: 50 } })
    const turn = post(server, '{}').catch((error: unknown) => error)
    await taken
    await server.close()
    expect(await turn).toMatchObject({ message: 'fetch failed' })
  })

  test('does not wait for connections that are merely kept alive', async () => {
    const server = await start({ limits: { graceMs: 60_000 } })
    await (await fetch(`${server.url}/healthz`)).text()
    await server.close()
  })
})

test('a port in use is a sentence that says which and what to do', async () => {
  const first = await start()
  await expect(start({ port: first.port })).rejects.toThrow(
    `Port ${first.port} on 127.0.0.1 is in use by another program. Stop it, or choose another port. Set PORT to another one`,
  )
})
