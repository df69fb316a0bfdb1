import { authentication } from '@microsoft/teams-js'
import { reader } from './reader.ts'

const timeoutMs = 30_000
const longTimeoutMs = 600_000

/** The API answered, and refused: `message` is its sentence for the person, `code` is for the page. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly code: string
  readonly more: Readonly<Record<string, unknown>>
  constructor(status: number, code: string, message: string, more: Readonly<Record<string, unknown>>) {
    super(message)
    this.status = status
    this.code = code
    this.more = more
  }
}

/** Nobody answered, or Teams gave no token. `message` is a sentence for the person. */
class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

let kept: { readonly token: string; readonly untilMs: number } | undefined

/** Teams keeps a token itself; asking it for each call would cost a message to and fro. */
async function token(): Promise<string> {
  if (kept && kept.untilMs > Date.now()) return kept.token
  const fresh = await authentication.getAuthToken().catch((error: unknown) => {
    throw new Unreachable(reader().words.signedOn.noToken, { cause: error })
  })
  kept = { token: fresh, untilMs: Date.now() + 5 * 60_000 }
  return fresh
}

async function send(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  // A whole ledger takes its time.
  const timeout = AbortSignal.timeout(path.startsWith('audit/') ? longTimeoutMs : timeoutMs)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const headers = {
    authorization: `Bearer ${await token()}`,
    'accept-language': reader().locale,
    ...(zone ? { 'x-time-zone': zone } : {}),
  }
  const init: RequestInit = {
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    credentials: 'omit',
    ...(body === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }
  const response = await fetch(new URL(`../api/v1/${path}`, location.href), init).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new Unreachable(reader().words.signedOn.noAnswer, { cause: error })
  })
  if (response.ok) return response
  // A token that ran out, or was given before the app changed: the next call asks for another.
  if (response.status === 401) kept = undefined
  throw await refusal(response)
}

async function refusal(response: Response): Promise<Refused> {
  const answer: unknown = await response.json().catch(() => undefined)
  const { error, code, requestId, ...more } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<
    string,
    unknown
  >
  const { signedOn } = reader().words
  const said = typeof error === 'string' ? error : signedOn.answered(response.status)
  const whole = response.status === 500 && typeof requestId === 'string' ? signedOn.reference(said, requestId) : said
  return new Refused(response.status, typeof code === 'string' ? code : '', whole, more)
}

/** Reads or posts JSON below `/api/v1/` as the person that Teams signs on. Throws `Refused` or `Unreachable`. */
export async function call<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return (await (await send(path, body, signal)).json()) as T
}

/** A file: its bytes and the name that it wants. */
export async function download(path: string, body: unknown): Promise<{ readonly blob: Blob; readonly name: string }> {
  const response = await send(path, body)
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download'
  return { blob: await response.blob(), name }
}

/** The sentence to show for whatever went wrong. */
export function sentenceOf(error: unknown): string {
  return error instanceof Refused || error instanceof Unreachable ? error.message : reader().words.signedOn.broke
}
