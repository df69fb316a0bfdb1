import type { IncomingMessage, ServerResponse } from 'node:http'
import restify, { type Server } from 'restify'
import type { Log } from '../../ports/log.ts'
import { openExchanges, pathOf } from './exchange.ts'
import { answerJson } from './json-answer.ts'
import { listen } from './listen.ts'
import type { Metrics } from './metrics.ts'
import { type Pages, servePages } from './pages.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import { type Check, readiness } from './readiness.ts'
import { repairWriteHead } from './restify-repair.ts'
import { parseSoundJson, UnsoundJson } from './sound-json.ts'
import { stopServer } from './stop-server.ts'

/** What Teams posts, and the answer to it. Never rejects. */
export type Messages = (call: {
  readonly authorization: string | undefined
  readonly body: unknown
  readonly requestId: string
}) => Promise<{ readonly status: number; readonly body?: unknown }>

/** Everything below a path, any method, body unread: the sandbox's API, files by link. */
export interface Mount {
  readonly prefix: string
  /** What is behind the prefix opens something: it is not logged. */
  readonly secret?: true
  /** Takes these requests alone; the others go on as if it were not there. */
  only?(req: IncomingMessage): boolean
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>
}

export interface ServerOptions {
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  readonly messages: Messages
  readonly checks: Readonly<Record<string, Check>>
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>
  readonly log: Log
  readonly mounts?: readonly Mount[]
  /** Static pages, served at `/`. */
  readonly pages?: Pages
  /** Where `/` leads. */
  readonly home?: string
  readonly limits?: Partial<ServerLimits>
}

export interface ServerLimits {
  readonly bodyBytes: number
  /** For the headers of a request, and for the whole of it: who sends slower is cut off. */
  readonly headersMs: number
  readonly requestMs: number
  readonly readinessMs: number
  /** For answers under way when the server stops. */
  readonly graceMs: number
}

const defaults: ServerLimits = {
  bodyBytes: 256 * 1024,
  headersMs: 10_000,
  requestMs: 20_000,
  readinessMs: 2_000,
  graceMs: 10_000,
}

const messagesPath = '/api/messages'

/** Starts to listen. `url` is where; throws a sentence for the operator if the port cannot be had. */
export async function startServer(
  options: ServerOptions,
): Promise<{ readonly url: string; readonly port: number; close(): Promise<void> }> {
  const { log, mounts = [] } = options
  const limits = { ...defaults, ...options.limits }
  repairWriteHead()
  const server = restify.createServer({ name: '' })
  const secrets = mounts.filter(({ secret }) => secret).map(({ prefix }) => prefix)
  const shown = (path: string) => secrets.find((prefix) => path.startsWith(`${prefix}/`))?.concat('/…') ?? path
  const exchanges = openExchanges({ log, loud: (path) => path === messagesPath, shown })
  limitTime(server, limits)

  ahead(server, (req, res) => {
    exchanges.begin(req, res)
    const path = pathOf(req)
    const mount = mounts.find(
      ({ prefix, only }) => (path === prefix || path.startsWith(`${prefix}/`)) && (only?.(req) ?? true),
    )
    if (!mount) return true
    // Restify never sees it: it would want a say in how a stream of events is answered.
    void guarded(async () => await mount.handle(req, res))(req, res)
    return false
  })

  server.post(messagesPath, async (req: IncomingMessage, res: ServerResponse) => {
    await guarded(async () => await receive(req, res))(req, res)
  })
  const ready = readiness(options.checks, { timeoutMs: limits.readinessMs, log })
  const reads: Record<string, (res: ServerResponse) => Promise<void>> = {
    '/healthz': async (res) => answerJson(res, 200, { ok: true }),
    '/readyz': async (res) => {
      const state = await ready()
      answerJson(res, state.ready ? 200 : 503, state)
    },
    '/metrics': async (res) => {
      const text = await options.metrics.text()
      res.writeHead(200, { 'Content-Type': options.metrics.contentType, 'Cache-Control': 'no-store' }).end(text)
    },
  }
  const { home } = options
  if (home !== undefined) {
    reads['/'] = async (res) => {
      res.writeHead(302, { Location: home, 'Cache-Control': 'no-store' }).end()
    }
  }
  for (const [path, answer] of Object.entries(reads)) {
    server.get(path, async (req: IncomingMessage, res: ServerResponse) => {
      await guarded(async () => await answer(res))(req, res)
    })
  }
  if (options.pages !== undefined) {
    const serve = servePages(options.pages)
    server.get('/*', serve)
    server.head('/*', serve)
  }
  answerErrors(server)

  async function receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const requestId = exchanges.open.get(res)?.id ?? ''
    const body = parseSoundJson(await readBody(req, limits.bodyBytes))
    const answer = await options.messages({ authorization: req.headers.authorization, body, requestId })
    answerJson(res, answer.status, answer.body)
  }

  /** Whatever goes wrong, the caller gets a status and the log the reason. */
  function guarded(work: () => Promise<void>) {
    return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
      try {
        await work()
      } catch (error) {
        const status = error instanceof BodyTooLarge ? 413 : error instanceof UnsoundJson ? 400 : 500
        const requestId = exchanges.open.get(res)?.id
        if (status === 500) log.error({ requestId, path: shown(pathOf(req)), error }, 'A request failed')
        // What is still on its way is not read: the connection cannot be used again.
        if (status === 413 && !res.headersSent) res.setHeader('Connection', 'close')
        req.resume()
        answerJson(res, status, { error: sentences[status], requestId })
      }
    }
  }

  await listen(server, options.port, options.host)
  const { port } = server.address()
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    port,
    close: () => stopServer(server.server, exchanges.open, limits.graceMs),
  }
}

const sentences: Record<number, string> = {
  400: 'The body is not JSON that can be read',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'The body is too large',
  500: 'Something went wrong',
}

/** Restify's own refusals (no such path, no such method, a file that may not be read) in our words, which repeat nothing of the request. */
function answerErrors(server: Server): void {
  server.on('restifyError', (_req, res, error: { statusCode?: number }, done: () => void) => {
    const status = error.statusCode === 405 ? 405 : (error.statusCode ?? 500) < 500 ? 404 : 500
    res.header('Cache-Control', 'no-store')
    res.header('X-Content-Type-Options', 'nosniff')
    res.send(status, { error: sentences[status] }, { 'Content-Type': 'application/json; charset=utf-8' })
    done()
  })
}

/** Runs before anything of restify's; false keeps the request from it. (`first` is missing in its types.) */
function ahead(server: Server, handler: (req: IncomingMessage, res: ServerResponse) => boolean): void {
  const { first } = server as Server & { first(this: Server, run: typeof handler): void }
  first.call(server, handler)
}

function limitTime(server: Server, limits: ServerLimits): void {
  // Node looks for slow senders every 30 seconds unless told otherwise.
  const often = { connectionsCheckingInterval: Math.min(1_000, limits.headersMs) }
  Object.assign(server.server, {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: 75_000,
    ...often,
  })
}
