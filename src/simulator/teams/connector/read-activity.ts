import { asObject, isObject, type Json } from '../json.ts'
import { badSyntax, ConnectorError } from './connector-error.ts'

const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

/** What one message of the bot shows. */
export type Content = { readonly text?: string; readonly card?: Json; readonly summary?: string }

/**
 * What the bot's activity becomes: one message, several where Teams splits it (text beside a card, more than one card), or none for
 * a sign that nobody keeps, such as `typing`. Throws ConnectorError.
 */
export function readContents(activity: Json, largestBytes: number): Content[] {
  if (activity.type === 'typing') return []
  if (activity.type !== 'message') throw badSyntax(`Activities of type "${String(activity.type)}" cannot be sent.`)
  const { text, attachments = [], summary } = activity
  if (text !== undefined && text !== null && typeof text !== 'string') throw badSyntax('text must be a string.')
  if (attachments !== null && !Array.isArray(attachments)) throw badSyntax('attachments must be a list.')
  const cards = ((attachments ?? []) as unknown[]).map(readCard)
  refuseTooBig([text ?? '', ...cards.map((card) => JSON.stringify(card))], largestBytes)

  const note = typeof summary === 'string' ? { summary } : {}
  const contents = [...(text ? [{ text, ...note }] : []), ...cards.map((card) => ({ card, ...note }))]
  if (contents.length === 0) throw badSyntax('A message needs text or an attachment.')
  return contents
}

function readCard(attachment: unknown): Json {
  const { contentType, content } = asObject(attachment)
  if (contentType !== adaptiveCard) {
    throw badSyntax(`Attachments of type "${String(contentType)}" are not known here, only ${adaptiveCard}.`)
  }
  if (!isObject(content) || content.type !== 'AdaptiveCard' || typeof content.version !== 'string') {
    throw badSyntax('The content of the attachment is not an Adaptive Card with a version.')
  }
  return content
}

function refuseTooBig(parts: readonly string[], largestBytes: number): void {
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0)
  if (bytes <= largestBytes) return
  throw new ConnectorError(413, 'MessageSizeTooBig', `The message has ${bytes} bytes, more than ${largestBytes}.`)
}
