import { splitThread } from '../conversation-id.ts'
import { asObject } from '../json.ts'
import type { Conversation, Roster } from '../roster.ts'
import { badSyntax, ConnectorError, conversationNotFound, notInRoster } from './connector-error.ts'
import type { ConnectorCall, ConnectorParts, Subject } from './connector-route.ts'

/** The conversation, and thread, in the path. */
export function subjectInPath({ world, roster }: ConnectorParts, { params }: ConnectorCall): Subject {
  const { conversation = '' } = params
  const { conversation: id, root } = splitThread(conversation)
  const known = roster.conversation(id)
  if (known === undefined) throw conversationNotFound()
  refuseForeign(roster, known)
  if (root === undefined) return { id: conversation, conversation: known }
  const opening = known.kind === 'channel' ? world.message(root) : undefined
  if (opening?.conversation !== id || opening.root !== root) throw conversationNotFound()
  return { id: conversation, conversation: known, root }
}

/** The conversation that POST v3/conversations asks for: a channel, or one person's chat. */
export function subjectInBody({ roster }: ConnectorParts, { body }: ConnectorCall): Subject {
  const channelData = asObject(body.channelData)
  const tenant = body.tenantId ?? asObject(channelData.tenant).id
  if (tenant !== undefined && tenant !== roster.tenantId) {
    throw new ConnectorError(403, 'Forbidden', 'The bot is not in that tenant.')
  }
  const channel = asObject(channelData.channel).id
  if (channel !== undefined) {
    const known = typeof channel === 'string' ? roster.conversation(channel) : undefined
    if (known?.kind !== 'channel') throw conversationNotFound()
    refuseForeign(roster, known)
    return { id: known.id, conversation: known }
  }
  if (tenant === undefined) throw badSyntax('tenantId is missing.')
  const { members } = body
  if (!Array.isArray(members) || members.length !== 1) throw badSyntax('members must name exactly one person.')
  const { id } = asObject(members[0])
  const person = typeof id === 'string' ? roster.person(id) : undefined
  if (person === undefined) throw notInRoster()
  const conversation = roster.personal(person)
  refuseForeign(roster, conversation)
  return { id: conversation.id, conversation }
}

/** Where the app is not, the bot can say nothing. */
function refuseForeign(roster: Roster, conversation: Conversation): void {
  const isThere = conversation.kind === 'personal' ? conversation.person.installed !== false : roster.teamHasApp
  if (!isThere) throw notInRoster()
}
