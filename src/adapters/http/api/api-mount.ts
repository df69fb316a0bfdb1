import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../../../ports/log.ts'
import type { PageAnswer, PageCall, PageRoute } from '../../../ports/page-api.ts'
import type { SignOn } from '../../../ports/sign-on.ts'
import { pathOf } from '../exchange.ts'
import { answerJson } from '../json-answer.ts'
import { BodyTooLarge, readBody } from '../read-body.ts'
import type { Mount } from '../server.ts'
import { parseSoundJson, UnsoundJson } from '../sound-json.ts'
import { type CallLimits, callBudget } from './call-budget.ts'
import { matchRoute } from './match-route.ts'

const prefix = '/api/v1'
const mostBytes = 64 * 1024
const limits: CallLimits = { atOnce: 60, perSecond: 15 }

export interface ApiOptions {
  readonly signOn: SignOn
  readonly routes: readonly PageRoute[]
  readonly log: Log
  readonly limits?: CallLimits
  /** Milliseconds from any point, never going back. */
  readonly elapsedMs?: () => number
  /** What went wrong on our side, as a refusal: the database is away, or it is a bug (undefined). */
  readonly refusalFor?: (error: unknown) => PageAnswer | undefined
}

type Refused = { readonly status: number; readonly code: string; readonly error: string; readonly more?: object }

/**
 * The API of the pages: JSON below `/api/v1`, for signed-on people alone. It sets no cookie and no CORS header, so that a browser lets
 * only our own pages use it. Whoever is not signed on learns nothing, not even which paths there are.
 */
export function apiMount(options: ApiOptions): Mount {
  const { log, elapsedMs = () => performance.now() } = options
  const budget = callBudget(options.limits ?? limits, elapsedMs)

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const signedOn = await options.signOn(req.headers.authorization)
    if (signedOn.kind !== 'person') {
      log[signedOn.kind === 'refused' ? 'info' : 'error'](
        { requestId: idOf(res), path: pathOf(req), why: signedOn.why },
        'A page was refused: nobody is signed on',
      )
      if (signedOn.kind === 'refused') res.setHeader('WWW-Authenticate', 'Bearer')
      return refuse(req, res, signedOn.kind === 'refused' ? notSignedOn : signOnAway)
    }
    const { person } = signedOn
    const within = budget(person.id)
    if (!within.ok) {
      res.setHeader('Retry-After', String(within.retryAfterSeconds))
      return refuse(req, res, tooMany)
    }
    const target = new URL(req.url ?? '/', 'http://localhost')
    const matched = matchRoute(options.routes, req.method ?? '', target.pathname.slice(prefix.length + 1))
    if (matched.kind === 'none') return refuse(req, res, noSuchCall)
    if (matched.kind === 'method') {
      res.setHeader('Allow', matched.allow)
      return refuse(req, res, notThisMethod)
    }
    const { route, params } = matched
    const body = route.method === 'POST' ? await readJson(req) : undefined
    if (body && 'refused' in body) return refuse(req, res, body.refused)
    const call: PageCall = {
      person,
      params,
      query: Object.fromEntries(target.searchParams),
      body: body?.value,
      ...zoneIn(req.headers['x-time-zone']),
      ...localeIn(req.headers['accept-language']),
      from: {
        address: req.socket.remoteAddress ?? '',
        forwardedFor: [req.headers['x-forwarded-for'] ?? []].flat().join(','),
      },
    }
    await send(req, res, await answered(route, call, res))
  }

  async function answered(route: PageRoute, call: PageCall, res: ServerResponse): Promise<PageAnswer | undefined> {
    try {
      return await route.answer(call)
    } catch (error) {
      const known = options.refusalFor?.(error)
      // What is the caller's own doing is no news for the operator.
      if (known?.kind === 'refused' && known.status < 500) return known
      log.error(
        { requestId: idOf(res), person: call.person.id, doing: `${route.method} ${route.path}`, err: error },
        'a call of a page failed',
      )
      return known
    }
  }

  return { prefix, handle }
}

/** A zone that nobody knows is none. */
function zoneIn(named: string | readonly string[] | undefined): { readonly zone?: string } {
  if (typeof named !== 'string' || !/^[\w+/-]{1,60}$/.test(named)) return {}
  try {
    new Intl.DateTimeFormat('en', { timeZone: named })
    return { zone: named }
  } catch {
    return {}
  }
}

/** The first of those that a page asks for; one that is no language tag is none. */
function localeIn(named: string | undefined): { readonly locale?: string } {
  const first = named?.split(/[,;]/)[0]?.trim() ?? ''
  return /^[A-Za-z]{2,3}(-[\w]{1,8}){0,4}$/.test(first) ? { locale: first } : {}
}

async function readJson(req: IncomingMessage): Promise<{ value: unknown } | { refused: Refused }> {
  if (!/^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? '')) return { refused: notJson }
  try {
    return { value: parseSoundJson(await readBody(req, mostBytes)) }
  } catch (error) {
    if (error instanceof BodyTooLarge) return { refused: tooLarge }
    if (error instanceof UnsoundJson) return { refused: notJson }
    throw error
  }
}

async function send(req: IncomingMessage, res: ServerResponse, answer: PageAnswer | undefined): Promise<void> {
  if (!answer) return refuse(req, res, ourFault)
  if (answer.kind === 'json') return answerJson(res, 200, answer.body)
  if (answer.kind === 'refused') return refuse(req, res, answer)
  res.writeHead(200, {
    'Content-Type': answer.contentType,
    'Content-Disposition': `attachment; filename="${answer.name.replace(/[^\w.-]/g, '-')}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  await pipeline(Readable.from(answer.chunks), res)
}

function refuse(req: IncomingMessage, res: ServerResponse, { status, code, error, more }: Refused): void {
  // A body that nobody wants is not read: the connection cannot be used again.
  if (!req.complete && req.method !== 'GET' && !res.headersSent) res.setHeader('Connection', 'close')
  req.resume()
  answerJson(res, status, { ...more, error, code, requestId: idOf(res) })
}

const idOf = (res: ServerResponse) => String(res.getHeader('X-Request-Id') ?? '')

const refusal = (status: number, code: string, error: string): Refused => ({ status, code, error })
const notSignedOn = refusal(401, 'not signed on', 'Nobody is signed on. Open this page in Teams.')
const signOnAway = refusal(503, 'sign-on away', 'Your sign-on cannot be checked at the moment. Try again in a minute.')
const tooMany = refusal(429, 'too many calls', 'Too many calls at once. Wait a moment and try again.')
const noSuchCall = refusal(404, 'not found', 'There is nothing here.')
const notThisMethod = refusal(405, 'method', 'This can not be done here.')
const notJson = refusal(400, 'not JSON', 'The body is not JSON that can be read.')
const tooLarge = refusal(413, 'too large', `The body is larger than ${mostBytes / 1024} KB.`)
const ourFault = refusal(
  500,
  'our fault',
  'Something went wrong on our side, and it is not your fault. Try again; if it stays, tell your platform team the reference.',
)
