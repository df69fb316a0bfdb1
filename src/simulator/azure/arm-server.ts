import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { checkApiVersion, dispatch } from './arm-dispatch.ts'
import { ArmError } from './arm-error.ts'
import type { ArmAnswer, ArmRoute } from './arm-route.ts'
import type { AzureFault, Faults } from './faults.ts'
import { canonicalPath, matchRoute } from './match-route.ts'
import { BodyTooLargeError, readBody } from './read-body.ts'
import type { World } from './world.ts'

export type ArmServerParts = {
  readonly world: World
  readonly routes: readonly ArmRoute[]
  readonly faults: Faults
  /** Told of each call that reached an operation, before it is done. */
  onCall(route: ArmRoute): void
  /** Told after a call changed something. */
  onChange(): void
}

/** An HTTP server that speaks Azure Resource Manager; not yet listening. */
export function createArmServer(parts: ArmServerParts): Server {
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else answerError(response, error, correlationOf(request))
    })
  })
  // Clients keep connections; one that is closed just as they use it looks like a lost answer.
  server.keepAliveTimeout = 65_000
  return server
}

async function serve(parts: ArmServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const correlation = correlationOf(request)
  const body = await readBody(request)
  if (!/^Bearer \S/i.test(request.headers.authorization ?? '')) {
    response.setHeader('WWW-Authenticate', 'Bearer authorization_uri="https://login.microsoftonline.com/"')
    throw new ArmError(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.")
  }
  const target = request.url ?? '/'
  const end = target.includes('?') ? target.indexOf('?') : target.length
  const { route, params, path } = findRoute(parts.routes, request.method ?? 'GET', target.slice(0, end))
  const parameters = new URLSearchParams(target.slice(end + 1))
  const query = new Map([...parameters].map(([key, value]) => [key.toLowerCase(), value]))
  checkApiVersion(route, query)
  parts.onCall(route)

  const fault = parts.faults.take(route.operation)
  if (fault !== undefined && (await isAnswered(fault, response, correlation))) return

  const origin = originOf(request)
  const answer = dispatch(parts.world, {
    route,
    path,
    params,
    query,
    body,
    origin,
    correlationId: correlation,
    ...initiatedAfter(fault),
  })
  if (route.changes) parts.onChange()
  if (fault?.kind === 'lost') response.destroy()
  else answerWith(response, answer, correlation)
}

function initiatedAfter(fault: AzureFault | undefined): { initiatedAfterMs?: number | 'never' } {
  if (fault?.kind === 'never-initiated') return { initiatedAfterMs: 'never' }
  return fault?.kind === 'late' ? { initiatedAfterMs: fault.delayMs ?? 5_000 } : {}
}

function findRoute(routes: readonly ArmRoute[], method: string, pathname: string) {
  const path = canonicalPath(pathname)
  if (path === undefined) throw new ArmError(400, 'BadRequest', 'The path of the request cannot be decoded.')
  const match = matchRoute(routes, method, path)
  if (match.kind === 'unknown') {
    throw new ArmError(
      404,
      'NotFound',
      `No resource type or operation of the simulated Azure matches the path '${path}'.`,
    )
  }
  if (match.kind === 'wrong method') {
    const allowed = match.allowed.join(', ')
    throw new ArmError(
      405,
      'MethodNotAllowed',
      `The method '${method}' is not supported for '${path}'. Use ${allowed}.`,
    )
  }
  return { route: match.route, params: match.params, path }
}

/** Whether the fault was the whole answer. */
async function isAnswered(fault: AzureFault, response: ServerResponse, correlation: string): Promise<boolean> {
  switch (fault.kind) {
    case 'status': {
      const status = fault.status ?? 500
      const code = fault.code ?? (status === 429 ? 'TooManyRequests' : 'InternalServerError')
      if (fault.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(fault.retryAfterSeconds))
      answerError(response, new ArmError(status, code, fault.message ?? 'An injected fault.'), correlation)
      return true
    }
    case 'garbage':
      answerWith(response, { status: 200, body: { value: 'garbage', properties: 'garbage' } }, correlation)
      return true
    case 'timeout':
      return true
    case 'slow':
      return !(await waited(fault.delayMs ?? 5_000, response))
    case 'lost':
    case 'never-initiated':
    case 'late':
      return false
    default:
      return fault.kind satisfies never
  }
}

/** False when the caller went away in the meantime. */
function waited(delayMs: number, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve(false)
    const timer = setTimeout(() => resolve(true), delayMs)
    response.once('close', () => {
      clearTimeout(timer)
      resolve(false)
    })
  })
}

function answerWith(response: ServerResponse, answer: ArmAnswer, correlation: string): void {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body)
  if (text !== '') response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Cache-Control', 'no-cache')
  response.setHeader('x-ms-request-id', randomUUID())
  response.setHeader('x-ms-correlation-request-id', correlation)
  response.setHeader('x-ms-routing-request-id', `WESTEUROPE:SIMULATED:${correlation}`)
  const kind = response.req.method === 'GET' ? 'reads' : response.req.method === 'DELETE' ? 'deletes' : 'writes'
  response.setHeader(`x-ms-ratelimit-remaining-subscription-${kind}`, kind === 'reads' ? '11999' : '1199')
  response.writeHead(answer.status)
  response.end(text)
}

function answerError(response: ServerResponse, error: unknown, correlation: string): void {
  if (error instanceof BodyTooLargeError) response.setHeader('Connection', 'close')
  const { status, code, message } = error instanceof ArmError ? error : internalError(error)
  answerWith(response, { status, body: { error: { code, message } } }, correlation)
}

function internalError(error: unknown): ArmError {
  if (error instanceof BodyTooLargeError) return new ArmError(413, 'RequestContentTooLarge', error.message)
  return new ArmError(500, 'InternalServerError', error instanceof Error ? error.message : String(error))
}

/** The caller's own correlation id, if it sent one that is safe to send back. */
function correlationOf(request: IncomingMessage): string {
  const sent = request.headers['x-ms-correlation-request-id']
  return typeof sent === 'string' && /^[\w-]{1,64}$/.test(sent) ? sent : randomUUID()
}

/** What the caller takes this server for: a transport that stands in for Azure says so in the usual headers. */
function originOf(request: IncomingMessage): string {
  const scheme = request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  const host = request.headers.host ?? ''
  return `${scheme}://${/^[\w.:-]+$/.test(host) ? host : '127.0.0.1'}`
}
