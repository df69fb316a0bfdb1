import type { Message } from '../message.ts'
import { activityNotFound, badSyntax, ConnectorError } from './connector-error.ts'
import type { ConnectorCall, ConnectorParts, ConnectorRoute, Subject } from './connector-route.ts'
import { postContents, postMessage, replaceContent } from './post-message.ts'
import { readContents } from './read-activity.ts'
import { subjectInBody, subjectInPath } from './subject.ts'

const one = 'v3/conversations/{conversation}/activities/{activity}'

export const activityRoutes: readonly ConnectorRoute[] = [
  {
    method: 'POST',
    path: 'v3/conversations',
    operation: 'create',
    isPaced: true,
    subject: subjectInBody,
    handle(parts, { body, serviceUrl }, subject) {
      const { activity } = body
      const isChannel = subject.conversation.kind === 'channel'
      if (isChannel && activity === undefined) throw badSyntax('A thread in a channel begins with an activity.')
      if (activity === undefined) return { status: 200, body: { id: subject.id, serviceUrl } }
      if (typeof activity !== 'object' || activity === null) throw badSyntax('activity must be an object.')
      const [first] = postContents(parts, subject, { ...activity })
      if (first === undefined) throw badSyntax('The activity says nothing that could be kept.')
      const id = isChannel ? `${subject.id};messageid=${first.id}` : subject.id
      return { status: 201, body: { id, activityId: first.id, serviceUrl } }
    },
  },
  {
    method: 'POST',
    path: 'v3/conversations/{conversation}/activities',
    operation: 'send',
    isPaced: true,
    subject: subjectInPath,
    handle: postMessage,
  },
  { method: 'POST', path: one, operation: 'send', isPaced: true, subject: subjectInPath, handle: postMessage },
  {
    method: 'PUT',
    path: one,
    operation: 'update',
    isPaced: true,
    subject: subjectInPath,
    handle(parts, call, subject) {
      const message = ownMessage(parts, call, subject)
      const contents = readContents(call.body, parts.settings.largestMessageBytes)
      const [content] = contents
      if (content === undefined || contents.length > 1) throw badSyntax('A message is replaced by text or by one card.')
      parts.world.put(replaceContent(message, content))
      return { status: 200, body: { id: message.id } }
    },
  },
  {
    method: 'DELETE',
    path: one,
    operation: 'delete',
    isPaced: true,
    subject: subjectInPath,
    handle(parts, call, subject) {
      const message = ownMessage(parts, call, subject)
      parts.world.put({ ...replaceContent(message, {}), deleted: true })
      return { status: 200 }
    },
  },
]

/** A message of the bot's own in this conversation; a targeted one only for a call that says so. */
function ownMessage({ world }: ConnectorParts, { params, query }: ConnectorCall, subject: Subject): Message {
  const message = world.message(params.activity ?? '')
  if (message === undefined || message.deleted || message.conversation !== subject.conversation.id) {
    throw activityNotFound()
  }
  if (subject.root !== undefined && message.root !== subject.root) throw activityNotFound()
  const isTargeted = query.get('isTargetedActivity') === 'true'
  if (isTargeted !== (message.onlyFor !== undefined)) throw activityNotFound()
  if (message.author !== null) throw new ConnectorError(403, 'Forbidden', 'The message is not the bot’s own.')
  return message
}
