import { DeliveryError } from '../../ports/messenger.ts'
import type { Words } from '../../words/en.ts'

const longestRetryAfterMs = 3_600_000

/** What Teams' refusal of a message means for it. Anything that is not an answer of Teams (no connection, no answer in time) is `later`. */
export function toDeliveryError(error: unknown, operation: string): DeliveryError {
  if (error instanceof DeliveryError) return error
  const status = statusOf(error)
  const details = { outcome: outcomeOf(status), cause: error }
  const message = `${operation}: ${status ?? 'no answer'} ${codeOf(error)}`.trim()
  const retryAfterMs = retryAfterOf(error)
  return new DeliveryError(message, retryAfterMs === undefined ? details : { ...details, retryAfterMs })
}

/** The HTTP status that Teams answered, if it did. */
export function statusOf(error: unknown): number | undefined {
  const status = field(error, 'statusCode')
  return typeof status === 'number' ? status : undefined
}

function outcomeOf(status: number | undefined): DeliveryError['outcome'] {
  // 401 is our own credentials' fault: an operator can mend it, and the message is still wanted then.
  if (status === undefined || status === 401 || status === 408 || status === 412 || status === 429) return 'later'
  if (status >= 500) return 'later'
  if (status === 403 || status === 404) return 'gone'
  return 'refused'
}

/** Teams' own code, such as `BotNotInConversationRoster`, or the network's. */
export function codeOf(error: unknown): string {
  const inner = field(field(error, 'details'), 'error')
  const code = field(inner, 'code') ?? field(error, 'code')
  return typeof code === 'string' ? code : ''
}

/** What a refusal says of the place, for people, without a full stop. */
export function goneText(status: number, code: string, teams: Words['unread']['teams']): string {
  switch (code) {
    case 'BotNotInConversationRoster':
      return teams.noApp
    case 'ConversationBlockedByUser':
      return teams.blocked
    case 'BotDisabledByAdmin':
      return teams.disabled
    case 'ConversationNotFound':
      return teams.noConversation
    default:
      return teams.answered(code ? `${status} ${code}` : String(status))
  }
}

function retryAfterOf(error: unknown): number | undefined {
  const headers = field(field(error, 'response'), 'headers')
  const get = field(headers, 'get')
  const value: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  if (!Number.isFinite(seconds) || seconds < 0) return undefined
  return Math.min(seconds * 1000, longestRetryAfterMs)
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
