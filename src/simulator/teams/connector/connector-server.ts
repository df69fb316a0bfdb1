import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Faults, TeamsFault, TeamsOperation } from '../faults.ts'
import { isObject, type Json } from '../json.ts'
import { ConnectorError } from './connector-error.ts'
import type { ConnectorAnswer, ConnectorParts, ConnectorRoute } from './connector-route.ts'
import type { Gate } from './conversation-gate.ts'
import { matchRoute } from './match-route.ts'

export type ConnectorServerOptions = {
  readonly parts: ConnectorParts
  readonly gate: Gate
  readonly faults: Faults
  readonly routes: readonly ConnectorRoute[]
  /** Documents that need no token, by path. */
  readonly documents: (origin: string) => Readonly<Record<string, unknown>>
  onCall(operation: TeamsOperation): void
  onAnswer(status: number): void
}

const largestBodyBytes = 1024 * 1024
// Real service URLs have such a path; one that is dropped on the way is noticed.
const prefix = '/emea/'

export function serviceUrlAt(origin: string): string {
  return `${origin}${prefix}`
}

/** The Bot Framework's connector as an HTTP server; not yet listening. */
export function createConnectorServer(options: ConnectorServerOptions): Server {
  const server = createServer((request, response) => {
    response.once('finish', () => options.onAnswer(response.statusCode))
    serve(options, request, response).catch((error: unknown) => {
      // A client that still sends would not read the answer: what is left of its body goes nowhere.
      request.resume()
      if (response.headersSent) response.destroy()
      else answerError(response, error)
    })
  })
  // Clients keep connections; one that is closed just as they use it looks like a lost answer.
  server.keepAliveTimeout = 65_000
  return server
}

async function serve(options: ConnectorServerOptions, request: IncomingMessage, response: ServerResponse) {
  const origin = `http://127.0.0.1:${request.socket.localPort}`
  const target = new URL(`${origin}${request.url ?? '/'}`)
  const path = target.pathname.replace(/\/{2,}/g, '/')
  const document = request.method === 'GET' ? options.documents(origin)[path] : undefined
  if (document !== undefined) return answer(response, { status: 200, body: document })

  if (!/^Bearer \S/i.test(request.headers.authorization ?? '')) {
    throw new ConnectorError(401, 'Unauthorized', 'Authorization has been denied for this request.')
  }
  if (!path.startsWith(prefix)) throw new ConnectorError(404, 'NotFound', `The connector is at ${prefix}.`)
  const { parts, gate, faults, routes } = options
  const { route, params } = matchRoute(routes, request.method ?? 'GET', path.slice(prefix.length))
  const body = await readBody(request)
  const call = { params, query: target.searchParams, body, serviceUrl: serviceUrlAt(origin) }
  options.onCall(route.operation)
  gate.admitToApp()

  const subject = route.subject(parts, call)
  const leave = gate.enter(route, subject)
  try {
    const isTargeted = route.operation === 'send' && call.query.get('isTargetedActivity') === 'true'
    const fault = faults.take(isTargeted ? 'target' : route.operation, subject.id)
    if (fault?.kind === 'status') throw failure(fault)
    const waitMs = fault?.kind === 'slow' ? (fault.delayMs ?? 5_000) : route.isPaced ? parts.settings.operationMs : 0
    if (waitMs > 0 && !(await waited(waitMs, response))) return
    const result = route.handle(parts, call, subject)
    if (fault?.kind === 'lost') response.destroy()
    else answer(response, result)
  } finally {
    leave()
  }
}

function failure(fault: TeamsFault): ConnectorError {
  const { status = 500, message = 'An injected fault.', retryAfterSeconds } = fault
  const code = fault.code ?? (status === 429 ? 'TooManyRequests' : 'ServiceError')
  return new ConnectorError(status, code, message, retryAfterSeconds)
}

/** False when the caller went away in the meantime. */
function waited(delayMs: number, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve(false)
    const gone = () => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      response.off('close', gone)
      resolve(true)
    }, delayMs)
    response.once('close', gone)
  })
}

async function readBody(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > largestBodyBytes) throw new ConnectorError(413, 'RequestEntityTooLarge', 'The request is too large.')
    chunks.push(chunk)
  }
  if (bytes === 0) return {}
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (isObject(body)) return body
  } catch {
    // The answer is the same as for JSON that is no object.
  }
  throw new ConnectorError(400, 'BadSyntax', 'The body is not a JSON object.')
}

function answer(response: ServerResponse, { status, body }: ConnectorAnswer): void {
  const text = body === undefined ? '' : JSON.stringify(body)
  if (text !== '') response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.writeHead(status)
  response.end(text)
}

function answerError(response: ServerResponse, error: unknown): void {
  const { status, code, message, retryAfterSeconds } = toConnectorError(error)
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds))
  answer(response, { status, body: { error: { code, message } } })
}

function toConnectorError(error: unknown): ConnectorError {
  if (error instanceof ConnectorError) return error
  if (error instanceof URIError) return new ConnectorError(400, 'BadSyntax', 'The address cannot be decoded.')
  return new ConnectorError(500, 'ServiceError', error instanceof Error ? error.message : String(error))
}
