import { asObject, type Json } from '../json.ts'
import type { Message } from '../message.ts'
import { isMember } from '../roster.ts'
import { badSyntax, notInRoster } from './connector-error.ts'
import type { ConnectorAnswer, ConnectorCall, ConnectorParts, Subject } from './connector-route.ts'
import { type Content, readContents } from './read-activity.ts'

/** POST …/activities and …/activities/{activity}: says something in the conversation, in its thread if it has one. */
export function postMessage(parts: ConnectorParts, call: ConnectorCall, subject: Subject): ConnectorAnswer {
  const { body, params } = call
  const targeted = call.query.get('isTargetedActivity') === 'true' ? { onlyFor: recipientOf(parts, body, subject) } : {}
  const root = subject.root ?? threadOf(parts, params.activity, subject)
  const messages = postContents(parts, { ...subject, ...(root === undefined ? {} : { root }) }, body, targeted)
  const [message] = messages
  // Where Teams made several messages of one activity it tells no id.
  if (messages.length > 1) return { status: 201, body: {} }
  return { status: 201, body: { id: message?.id ?? parts.world.nextId() } }
}

/** Stores what the activity becomes and answers the messages, oldest first. */
export function postContents(
  parts: ConnectorParts,
  subject: Subject,
  activity: Json,
  extra: { readonly onlyFor?: string } = {},
): Message[] {
  return readContents(activity, parts.settings.largestMessageBytes).map((content) => {
    const message = { ...newMessage(parts, subject), ...content, ...extra }
    parts.world.put(message)
    return message
  })
}

/** PUT …/activities/{activity}: shows another content in the place of an own message. */
export function replaceContent(message: Message, content: Content): Message {
  const { text: _text, card: _card, summary: _summary, ...rest } = message
  return { ...rest, ...content, edits: message.edits + 1 }
}

function newMessage({ world, now }: ConnectorParts, { conversation, root }: Subject): Message {
  const id = world.nextId()
  const thread = conversation.kind === 'channel' ? { root: root ?? id } : {}
  return { id, conversation: conversation.id, ...thread, author: null, atMs: now(), edits: 0 }
}

/** The thread of the message that a reply names. One that is not there is no reason for Teams to refuse. */
function threadOf({ world }: ConnectorParts, activity: string | undefined, { conversation }: Subject) {
  const answered = activity === undefined ? undefined : world.message(activity)
  return answered?.conversation === conversation.id ? answered.root : undefined
}

function recipientOf({ roster }: ConnectorParts, body: Json, { conversation }: Subject): string {
  const { id } = asObject(body.recipient)
  if (typeof id !== 'string') throw badSyntax('A targeted message needs recipient.id.')
  const person = roster.person(id)
  if (person === undefined || !isMember(conversation, person)) throw notInRoster()
  return person.id
}
