import type { Json } from '../teams/json.ts'

/** What the bot says in a Playground. */
export type Content = { readonly text?: string; readonly card?: Json; readonly summary?: string }

/** A call that the Playground refused, or did not answer (`status` 0). */
export class PlaygroundError extends Error {
  override readonly name = 'PlaygroundError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const patienceMs = 5_000

/** Says something there; answers the message's id. */
export async function post(serviceUrl: string, conversation: string, content: Content): Promise<string> {
  const sent = await call(
    'POST',
    `${serviceUrl}/v3/conversations/${encodeURIComponent(conversation)}/activities`,
    content,
  )
  return typeof sent.id === 'string' ? sent.id : ''
}

/** Shows something else in the place of a message. */
export async function replace(serviceUrl: string, conversation: string, message: string, content: Content) {
  const path = `${encodeURIComponent(conversation)}/activities/${encodeURIComponent(message)}`
  await call('PUT', `${serviceUrl}/v3/conversations/${path}`, content, message)
}

async function call(method: 'POST' | 'PUT', url: string, content: Content, id?: string): Promise<Json> {
  const { text, card, summary } = content
  const activity = {
    type: 'message',
    ...(id === undefined ? {} : { id }),
    ...(text === undefined ? {} : { text, textFormat: 'plain' }),
    ...(summary === undefined ? {} : { summary }),
    ...(card === undefined
      ? {}
      : { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] }),
  }
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new PlaygroundError(0, error instanceof Error ? error.message : String(error))
  })
  const answered = await response.text()
  if (!response.ok) throw new PlaygroundError(response.status, answered.slice(0, 300))
  try {
    return JSON.parse(answered) as Json
  } catch {
    return {}
  }
}
