import { isLoopbackUrl } from './loopback-url.ts'

/** What the Agents Playground sends, of which this much is read. */
export type PlaygroundActivity = {
  readonly type: string
  readonly id: string
  /** Where its connector is: on this machine. */
  readonly serviceUrl: string
  readonly conversation: { readonly id: string; readonly kind: string; readonly name: string }
  /** Of its current user, as its configuration has it. */
  readonly objectId: string
  readonly text: string
  readonly replyToId: string
  readonly name: string
  readonly action: string
  readonly value: unknown
}

const longestId = 1024
const longestText = 64_000

/** The activity in a parsed body, or a sentence that says what is wrong with it. */
export function readActivity(body: unknown): PlaygroundActivity | string {
  const sent = object(body)
  const { type, id, serviceUrl } = sent
  const conversation = object(sent.conversation)
  if (typeof type !== 'string' || type === '' || type.length > 64) return 'type must be a text.'
  if (typeof serviceUrl !== 'string' || !isLoopbackUrl(serviceUrl)) return 'serviceUrl must be on this machine.'
  const conversationId = text(conversation.id, longestId)
  if (conversationId === '') return 'conversation.id must be a text.'
  return {
    type,
    id: text(id, longestId),
    serviceUrl: serviceUrl.replace(/\/+$/, ''),
    conversation: {
      id: conversationId.split(';')[0] ?? conversationId,
      kind: text(conversation.conversationType, 64),
      name: text(conversation.name, longestId),
    },
    objectId: text(object(sent.from).aadObjectId, 64).toLowerCase(),
    text: text(sent.text, longestText),
    replyToId: text(sent.replyToId, longestId),
    name: text(sent.name, 64),
    action: text(sent.action, 64),
    value: sent.value,
  }
}

export type PressedButton = { readonly title: string; readonly verb?: string; readonly data: object }

/** The button of an `adaptiveCard/action`; undefined where it is none. */
export function readPress(value: unknown): PressedButton | undefined {
  const action = object(object(value).action)
  const title = text(action.title, 256) || text(action.verb, 256)
  if (title === '') return undefined
  return { title, ...(typeof action.verb === 'string' ? { verb: action.verb } : {}), data: object(action.data) }
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function text(value: unknown, longest: number): string {
  return typeof value === 'string' && value.length <= longest ? value : ''
}
