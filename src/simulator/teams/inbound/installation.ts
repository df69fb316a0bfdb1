import { randomUUID } from 'node:crypto'
import type { Json } from '../json.ts'
import type { Conversation, TeamsPerson } from '../roster.ts'
import type { Activity } from './activity.ts'
import { clientInfo, makeActivity, type Sender } from './envelope.ts'

/** What Teams sends when somebody adds the app for themselves or to the team: the two events, in its order. */
export function installationActivities(sender: Sender, target: TeamsPerson | 'team', by: TeamsPerson): Activity[] {
  const { roster } = sender
  const conversation: Conversation =
    target === 'team'
      ? { kind: 'channel', id: roster.team.id, name: roster.team.name, members: roster.people }
      : roster.personal(target)
  const from = target === 'team' ? by : target
  const team = target === 'team' ? { team: roster.team } : {}
  const make = (type: string, fields: Json, channelData: Json) =>
    makeActivity(sender, { type, id: `f:${randomUUID()}`, from, conversation, fields, channelData })
  return [
    make(
      'conversationUpdate',
      { membersAdded: [{ id: roster.bot.id }] },
      { ...team, ...(target === 'team' ? { eventType: 'teamMemberAdded' } : {}) },
    ),
    make(
      'installationUpdate',
      { action: 'add', entities: [clientInfo(sender)] },
      { ...team, settings: { selectedChannel: { id: conversation.id } }, source: { name: 'message' } },
    ),
  ]
}
