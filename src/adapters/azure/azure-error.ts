import { AzureError } from '../../ports/jit.ts'
import type { Reader } from '../../words/reader.ts'
import { missingRight } from './missing-right.ts'
import { at } from './wire.ts'

/**
 * What was tried: a read changes nothing and a delete is done once, so both may be repeated; a lost *initiate* or change of a JIT policy
 * may have been done.
 */
export type Call = 'read' | 'delete' | 'initiate' | 'configure'

function isRepeatable(call: Call): boolean {
  return call === 'read' || call === 'delete'
}

/** Codes with which a connection was never made, so that nothing can have been done. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])

const signInErrors = new Set([
  'CredentialUnavailableError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'AggregateAuthenticationError',
])

/** Whatever was thrown by a call of Azure's clients, as the ports promise it: Azure's own words and whether anything can have been done. */
export function azureError(error: unknown, call: Call): AzureError {
  if (error instanceof AzureError) return error
  const lost = isRepeatable(call) ? 'later' : 'unknown'
  const name = textOr(at(error, 'name'), '')
  const code = textOr(at(error, 'code'), '')
  const status = statusOf(error)
  if (signInErrors.has(name)) {
    const why = clean(textOr(at(error, 'message'), name).split('\n')[0] ?? '')
    return new AzureError(({ words }) => words.azure.cannotSignIn(why), {
      outcome: 'later',
      code: 'NoToken',
      cause: error,
    })
  }
  if (status !== undefined && status >= 400) return refusal(error, call, status)
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'REQUEST_ABORTED_ERROR')
    return new AzureError(({ words }) => words.azure.noAnswer, { outcome: lost, code: 'NoAnswer', cause: error })
  if (neverSent.has(code))
    return new AzureError(({ words }) => words.azure.unreachable(code), { outcome: 'later', code, cause: error })
  if (name === 'UnreadableAnswer' || status !== undefined) {
    const details = {
      outcome: lost,
      code: 'UnreadableAnswer',
      ...(status === undefined ? {} : { status }),
      cause: error,
    } as const
    const why = name === 'UnreadableAnswer' ? textOr(at(error, 'message'), '') : undefined
    return new AzureError(
      ({ words: { azure } }) => (why === undefined ? azure.unreadable : azure.unreadableFor(why)),
      details,
    )
  }
  if (name === 'RestError')
    return new AzureError(({ words }) => words.azure.lost(code), {
      outcome: lost,
      code: code || 'ConnectionLost',
      cause: error,
    })
  const why = clean(textOr(at(error, 'message'), name))
  return new AzureError(({ words }) => words.azure.failed(why), {
    outcome: lost,
    code: 'Unexpected',
    cause: error,
  })
}

function refusal(error: unknown, call: Call, status: number): AzureError {
  const retryAfterMs = retryAfter(error)
  const said = saidBy(error)
  const text = said.message ?? (({ words }: Reader) => words.azure.saidNothing(status))
  const missing = status === 403 ? missingRight(said) : undefined
  return new AzureError(text, {
    outcome: outcomeOf(call, status, retryAfterMs !== undefined),
    code: said.code ?? `HTTP${status}`,
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(missing === undefined ? {} : { missing }),
    cause: error,
  })
}

function outcomeOf(call: Call, status: number, saysWhen: boolean): AzureError['outcome'] {
  // 409: another change of the policy is under way.
  if (status === 429 || status === 409) return 'later'
  if (status === 408 || status >= 500) return isRepeatable(call) || (status === 503 && saysWhen) ? 'later' : 'unknown'
  return 'refused'
}

/** Azure's own words, out of `{"error":{code,message}}`. The older of Azure's clients keeps the text of the answer elsewhere. */
function saidBy(error: unknown): { readonly code?: string; readonly message?: string } {
  const body = parsed(at(error, 'response', 'bodyAsText') ?? at(error, 'response', 'body'))
  const code = at(body, 'error', 'code') ?? at(body, 'code')
  const message = at(body, 'error', 'message') ?? at(body, 'message')
  return {
    ...(typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? { code } : {}),
    ...(typeof message === 'string' && message.trim() !== '' ? { message: clean(message) } : {}),
  }
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined // a page of a proxy: its status says all there is
  }
}

/** Milliseconds, from seconds or from a date, which is read by the server's own clock. */
function retryAfter(error: unknown): number | undefined {
  const value = header(error, 'retry-after')
  if (value === undefined) return undefined
  if (/^\d{1,6}(\.\d+)?$/.test(value)) return Number(value) * 1000
  // Not any text: Date.parse finds a year in nearly every number.
  if (!/^[a-z]{3},/i.test(value)) return undefined
  const waitMs = Date.parse(value) - Date.parse(header(error, 'date') ?? '')
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined
}

function header(error: unknown, name: string): string | undefined {
  const headers = at(error, 'response', 'headers') as { get?: (name: string) => unknown } | undefined
  const value = typeof headers?.get === 'function' ? headers.get(name) : undefined
  return typeof value === 'string' ? value.trim() : undefined
}

function statusOf(error: unknown): number | undefined {
  const status = at(error, 'statusCode')
  return typeof status === 'number' ? status : undefined
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function clean(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 1_000)
}
