import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../../../ports/log.ts'
import type { PageAnswer, PageCall, PageRoute } from '../../../ports/page-api.ts'
import type { SignOn } from '../../../ports/sign-on.ts'
import type { Words } from '../../../words/en.ts'
import { isTimeZone } from '../../../words/known-names.ts'
import type { Reader } from '../../../words/reader.ts'
import { pathOf } from '../exchange.ts'
import { answerJson } from '../json-answer.ts'
import { localeWanted } from '../locale-wanted.ts'
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
  readonly refusalFor?: (error: unknown, reader: Reader) => PageAnswer | undefined
  /** Who reads, as far as the call tells. */
  readonly readerOf: (known: Pick<PageCall, 'zone' | 'locale'>) => Reader
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
    const locale = localeWanted(req.headers['accept-language'])
    const known = { ...zoneIn(req.headers['x-time-zone']), ...(locale === undefined ? {} : { locale }) }
    const reader = options.readerOf(known)
    const { api: text } = reader.words
    const signedOn = await options.signOn(req.headers.authorization)
    if (signedOn.kind !== 'person') {
      log[signedOn.kind === 'refused' ? 'info' : 'error'](
        { requestId: idOf(res), path: pathOf(req), why: signedOn.why },
        'A page was refused: nobody is signed on',
      )
      if (signedOn.kind === 'refused') res.setHeader('WWW-Authenticate', 'Bearer')
      return refuse(req, res, signedOn.kind === 'refused' ? notSignedOn(text) : signOnAway(text))
    }
    const { person } = signedOn
    const within = budget(person.id)
    if (!within.ok) {
      res.setHeader('Retry-After', String(within.retryAfterSeconds))
      return refuse(req, res, tooMany(text))
    }
    const target = new URL(req.url ?? '/', 'http://localhost')
    const matched = matchRoute(options.routes, req.method ?? '', target.pathname.slice(prefix.length + 1))
    if (matched.kind === 'none') return refuse(req, res, noSuchCall(text))
    if (matched.kind === 'method') {
      res.setHeader('Allow', matched.allow)
      return refuse(req, res, notThisMethod(text))
    }
    const { route, params } = matched
    const body = route.method === 'POST' ? await readJson(req, text) : undefined
    if (body && 'refused' in body) return refuse(req, res, body.refused)
    const call: PageCall = {
      person,
      params,
      query: Object.fromEntries(target.searchParams),
      body: body?.value,
      ...known,
      from: {
        address: req.socket.remoteAddress ?? '',
        forwardedFor: [req.headers['x-forwarded-for'] ?? []].flat().join(','),
      },
    }
    await send(req, res, await answered(route, call, res, reader), text)
  }

  async function answered(
    route: PageRoute,
    call: PageCall,
    res: ServerResponse,
    reader: Reader,
  ): Promise<PageAnswer | undefined> {
    try {
      return await route.answer(call)
    } catch (error) {
      const known = options.refusalFor?.(error, reader)
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
  return isTimeZone(named) ? { zone: named } : {}
}

async function readJson(req: IncomingMessage, text: Texts): Promise<{ value: unknown } | { refused: Refused }> {
  if (!/^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? '')) return { refused: notJson(text) }
  try {
    return { value: parseSoundJson(await readBody(req, mostBytes)) }
  } catch (error) {
    if (error instanceof BodyTooLarge) return { refused: tooLarge(text) }
    if (error instanceof UnsoundJson) return { refused: notJson(text) }
    throw error
  }
}

async function send(
  req: IncomingMessage,
  res: ServerResponse,
  answer: PageAnswer | undefined,
  text: Texts,
): Promise<void> {
  if (!answer) return refuse(req, res, ourFault(text))
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

type Texts = Words['api']

const refusal = (status: number, code: string, error: (text: Texts) => string) => (text: Texts) => ({
  status,
  code,
  error: error(text),
})
const notSignedOn = refusal(401, 'not signed on', (text) => text.notSignedOn)
const signOnAway = refusal(503, 'sign-on away', (text) => text.signOnAway)
const tooMany = refusal(429, 'too many calls', (text) => text.tooManyCalls)
const noSuchCall = refusal(404, 'not found', (text) => text.noSuchCall)
const notThisMethod = refusal(405, 'method', (text) => text.notThisMethod)
const notJson = refusal(400, 'not JSON', (text) => text.notJson)
const tooLarge = refusal(413, 'too large', (text) => text.tooLarge(mostBytes / 1024))
const ourFault = refusal(500, 'our fault', (text) => text.ourFault)
