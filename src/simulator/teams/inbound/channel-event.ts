import { randomUUID } from 'node:crypto'
import type { TeamsChannel } from '../roster.ts'
import type { Activity } from './activity.ts'
import { makeActivity, type Sender } from './envelope.ts'

export type ChannelEvent = 'channelRenamed' | 'channelDeleted' | 'channelRestored'

/**
 * What Teams tells of a channel of the team. As there, its conversation is the team's own, the channel is in the channel data alone, and
 * of whoever did it there is no object id.
 */
export function channelEvent(sender: Sender, eventType: ChannelEvent, { id, name }: TeamsChannel): Activity {
  const { roster } = sender
  const { team } = roster
  return makeActivity(sender, {
    type: 'conversationUpdate',
    id: `f:${randomUUID()}`,
    from: { id: 'nobody', name: '' },
    conversation: { kind: 'channel', id: team.id, name: team.name, members: roster.people },
    fields: { from: { id: '29:1somebody' } },
    channelData: { eventType, channel: { id, name }, team: { id: team.id, name: team.name } },
  })
}
