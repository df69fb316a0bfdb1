import { randomUUID } from 'node:crypto'
import type { Json } from '../json.ts'
import type { Conversation, TeamsPerson } from '../roster.ts'
import type { Activity } from './activity.ts'
import { clientInfo, makeActivity, type Sender } from './envelope.ts'

type Target = TeamsPerson | 'team'

/** What Teams sends when somebody adds the app for themselves or to the team: the two events, in its order. */
export function installationActivities(sender: Sender, target: Target, by: TeamsPerson): Activity[] {
  const make = maker(sender, target, by)
  return [
    make(
      'conversationUpdate',
      { membersAdded: [{ id: sender.roster.bot.id }] },
      target === 'team' ? { eventType: 'teamMemberAdded' } : {},
    ),
    make(
      'installationUpdate',
      { action: 'add', entities: [clientInfo(sender, actorOf(target, by))] },
      { source: { name: 'message' } },
    ),
  ]
}

/** What Teams sends when somebody takes the app away: of a person's own it tells once. */
export function removalActivities(sender: Sender, target: Target, by: TeamsPerson): Activity[] {
  const make = maker(sender, target, by)
  const removed = make(
    'installationUpdate',
    { action: 'remove', entities: [clientInfo(sender, actorOf(target, by))] },
    {},
  )
  const left = { membersRemoved: [{ id: sender.roster.bot.id }] }
  return target === 'team' ? [make('conversationUpdate', left, { eventType: 'teamMemberRemoved' }), removed] : [removed]
}

/** Somebody's own app is their own act. */
function actorOf(target: Target, by: TeamsPerson): TeamsPerson {
  return target === 'team' ? by : target
}

function maker(sender: Sender, target: Target, by: TeamsPerson) {
  const { roster } = sender
  const conversation: Conversation =
    target === 'team'
      ? { kind: 'channel', id: roster.team.id, name: roster.team.name, members: roster.people }
      : roster.personal(target)
  const from = actorOf(target, by)
  const team = target === 'team' ? { team: roster.team } : {}
  const chosen = { settings: { selectedChannel: { id: conversation.id } } }
  return (type: string, fields: Json, channelData: Json) =>
    makeActivity(sender, {
      type,
      id: `f:${randomUUID()}`,
      from,
      conversation,
      fields,
      channelData: { ...team, ...(type === 'installationUpdate' ? chosen : {}), ...channelData },
    })
}
