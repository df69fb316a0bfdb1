import type { Conversation, DialogStep, Message, Person, Press, PressAnswer, Reach, Suggestion, Vm } from './wire.ts'

const readTimeoutMs = 15_000
/** Moving the clock and delivering to the bot wait for the bot's own work. */
const writeTimeoutMs = 180_000

/** The sandbox answered, and refused. `message` is its own sentence; `ids` are set where a VM name is ambiguous. */
export class ApiError extends Error {
  readonly status: number
  readonly ids: readonly string[]
  constructor(status: number, message: string, ids: readonly string[]) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.ids = ids
  }
}

/** Nobody answered. */
class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

async function call<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const timeout = AbortSignal.timeout(body === undefined ? readTimeoutMs : writeTimeoutMs)
  const init: RequestInit = {
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }
  const response = await fetch(`/sandbox/api/${path}`, init).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new UnreachableError('The sandbox does not answer.', { cause: error })
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusal(response.status, answer)
  return answer as T
}

function refusal(status: number, answer: unknown): ApiError {
  const { error, ids } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>
  const sentence = typeof error === 'string' ? error : `The sandbox answered ${status}.`
  return new ApiError(status, sentence, Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [])
}

const query = (values: Record<string, string>) => new URLSearchParams(values).toString()

/** One function per call of the sandbox API. They throw ApiError or UnreachableError. */
export const api = {
  people: () => call<Person[]>('people'),
  readIn: (as: string, locale: string) => call<{ locale: string }>(`people/${as}`, { locale }),
  conversations: (as: string) => call<Conversation[]>(`conversations?${query({ as })}`),
  messages: (as: string, conversation: string) =>
    call<Message[]>(`conversations/${encodeURIComponent(conversation)}/messages?${query({ as })}`),
  say: (as: string, conversation: string, text: string) =>
    call<{ id: string; status: number }>('messages', { as, conversation, text }),
  press: (as: string, message: string, press: Press) => call<PressAnswer>('actions', { as, message, ...press }),
  submitDialog: (as: string, message: string, data: unknown) => call<PressAnswer>('dialogs', { as, message, data }),
  search: (as: string, message: string, dataset: string, text: string, signal: AbortSignal) =>
    call<Suggestion[]>('search', { as, message, dataset, query: text }, signal),
  searchIn: (as: string, conversation: string, dataset: string, text: string, signal: AbortSignal) =>
    call<Suggestion[]>('search', { as, conversation, dataset, query: text }, signal),
  extension: (as: string, conversation: string, what: { readonly message?: string; readonly data?: unknown }) =>
    call<{ status: number; body?: { readonly task?: DialogStep } | null }>('extension', { as, conversation, ...what }),
  clock: () => call<{ now: string; zone: string }>('clock'),
  advance: (advanceSeconds: number) => call<{ now: string }>('clock', { advanceSeconds }),
  reachable: (vm: string, port: string, from: string) => call<Reach>(`reachable?${query({ vm, port, from })}`),
  estate: () => call<Vm[]>('estate'),
}

/** The sentence to show for whatever went wrong. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError || error instanceof UnreachableError ? error.message : `Something broke: ${error}`
}
