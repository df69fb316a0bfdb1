import { request } from 'node:http'
import { downloadMounts } from '../../../src/adapters/http/downloads.ts'
import { startServer } from '../../../src/adapters/http/server.ts'
import { tokensFrom } from '../../../src/adapters/http/tokens.ts'
import type { Downloads, FileAnswer } from '../../../src/ports/downloads.ts'
import type { Language } from '../../../src/words/languages.ts'
import { recordingLog } from '../teams/recording.ts'

type Server = Awaited<ReturnType<typeof startServer>>
const running: Server[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

const token = 'A'.repeat(43)
const logged = recordingLog()

async function* pieces(...texts: string[]): AsyncIterable<string> {
  yield* texts
}
const file = (chunks: AsyncIterable<string>, name = 'a.csv'): FileAnswer => ({
  kind: 'file',
  name,
  contentType: 'text/csv; charset=utf-8',
  chunks,
})

async function start(change: Partial<Downloads> = {}, language: Language = 'en') {
  const asked: string[] = []
  const downloads: Downloads = {
    look: async (given) => {
      asked.push(`look ${given}`)
      return { kind: 'ready', text: () => 'The ledger, for <b>Emma</b> & "co"' }
    },
    take: async (given) => {
      asked.push(`take ${given}`)
      return file(pieces('a,b\r\n', '1,2\r\n'))
    },
    connection: async (...given) => {
      asked.push(`connection ${given.join(' ')}`)
      return file(pieces('x'), 'web01.rdp')
    },
    ...change,
  }
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    messages: async () => ({ status: 200 }),
    checks: {},
    metrics: { contentType: 'text/plain', text: async () => '' },
    log: logged.log,
    mounts: downloadMounts(downloads, language),
  })
  running.push(server)
  return { url: server.url, port: server.port, asked }
}

/** A path as it is: `fetch` would put it right first. */
function raw(port: number, path: string, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
    })
      .once('error', reject)
      .end()
  })
}

test('opened, it is a page in plain text with a button; posted, it is the file', async () => {
  const { url, asked } = await start()
  const page = await fetch(`${url}/download/${token}?from=mail`)
  expect(page.status).toBe(200)
  expect(await page.text()).toMatch(/for &lt;b&gt;Emma&lt;\/b&gt; &amp; &quot;co&quot;<\/p><form method="post">/)
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('x-robots-tag')).toMatch(/noindex/)
  const posted = await fetch(`${url}/download/${token}`, { method: 'POST', body: 'x'.repeat(1_000_000) })
  expect(await posted.text()).toBe('a,b\r\n1,2\r\n')
  expect(asked).toEqual([`look ${token}`, `take ${token}`])
})

test('a page speaks the language that the browser asks for, and says which', async () => {
  const { url } = await start({ look: async () => ({ kind: 'gone', text: ({ words }) => words.download.used }) })
  const page = async (headers: Record<string, string>, at = url) => {
    const answer = await fetch(`${at}/download/${token}`, { headers })
    return { text: await answer.text(), language: answer.headers.get('content-language') }
  }
  const german = await page({ 'Accept-Language': 'de-CH, en;q=0.5' })
  expect(german.language).toBe('de')
  expect(german.text).toContain('<html lang="de">')
  expect(german.text).toContain('Dieser Link wurde schon benutzt; jeder gilt einmal.')
  const english = await page({ 'Accept-Language': 'fr, en;q=0.5' })
  expect(english.text).toContain('<html lang="en">')
  expect(english.text).toContain('This link was used already; each works once.')
  const own = await start({}, 'de')
  expect((await page({ 'Accept-Language': 'fr' }, own.url)).text).toContain('<button>Herunterladen</button>')
})

test('crooked paths reach nothing', async () => {
  const { port, asked } = await start()
  for (const path of [
    '/download/../healthz/x',
    '/download/%2e%2e/x',
    `/download/${token}/`,
    `/download/${token}%00`,
    `/download/${'A'.repeat(42)}`,
    `/download/${'A'.repeat(8_000)}`,
    '/download//',
    `/connect/ABCDEFGH/999/${token}`,
    `/connect/abcdefgh/0/${token}`,
    `/connect/ABCDEFGH/-1/${token}`,
  ]) {
    expect(await raw(port, path)).toBe(404)
    expect([404, 405]).toContain(await raw(port, path, 'POST'))
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expect(await raw(port, `/download/${token}`, method)).toBe(405)
  expect(asked).toEqual([])
})

test('a file that breaks off does not look whole, and a name cannot break out of its header', async () => {
  async function* broken(): AsyncIterable<string> {
    yield 'a,b\r\n'
    throw new Error('the database went away')
  }
  const cut = await start({ take: async () => file(broken(), 'a"; filename="x\r\nSet-Cookie: y.csv') })
  const response = await fetch(`${cut.url}/download/${token}`, { method: 'POST' })
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="a---filename--x--Set-Cookie--y.csv"')
  await expect(response.text()).rejects.toThrow()
})

test('whoever goes away in the middle stops the reading', async () => {
  let read = 0
  let stopped = false
  async function* endless(): AsyncIterable<string> {
    try {
      for (;;) {
        read++
        yield 'x'.repeat(100_000)
      }
    } finally {
      stopped = true
    }
  }
  const { port } = await start({ take: async () => file(endless()) })
  await new Promise<void>((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path: `/download/${token}`, method: 'POST' }, (res) => {
      res.once('data', () => {
        res.destroy()
        resolve()
      })
    })
    call.once('error', reject)
    call.end()
  })
  const deadline = Date.now() + 5_000
  while (!stopped && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(stopped).toBe(true)
  expect(read).toBeLessThan(200)
})

test('a link stands in no log line, also where it fails', async () => {
  logged.lines.length = 0
  const { url } = await start({ take: async () => await Promise.reject(new Error('broken')) })
  await fetch(`${url}/download/${token}`)
  expect((await fetch(`${url}/download/${token}`, { method: 'POST' })).status).toBe(500)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(JSON.stringify(logged.lines)).toContain('/download/…')
  expect(JSON.stringify(logged.lines)).not.toContain(token)
})

test('tokens have 256 bits and are never the same; only who has the secret can sign', () => {
  const tokens = tokensFrom('a')
  const made = Array.from({ length: 100 }, () => tokens.make())
  expect(new Set(made.map((each) => each.token)).size).toBe(100)
  for (const each of made) {
    expect(each.token).toMatch(/^[\w-]{43}$/)
    expect(tokens.hashOf(each.token)).toBe(each.hash)
    expect(each.hash).not.toContain(each.token)
  }
  expect(tokens.sign('x')).toBe(tokensFrom('a').sign('x'))
  expect(tokens.sign('x')).not.toBe(tokensFrom('b').sign('x'))
  expect(tokens.sign('x')).not.toBe(tokens.sign('y'))
})
