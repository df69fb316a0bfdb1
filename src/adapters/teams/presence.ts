import type { PlaceNews } from '../../ports/chat.ts'
import type { IncomingActivity } from './activity.ts'

const longestName = 200

/** The bot was installed, or became a member of the conversation. An upgrade of the app (`add-upgrade`) is no arrival. */
export function isArrival(activity: IncomingActivity, botId: string): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'add'
  if (activity.type !== 'conversationUpdate') return false
  return activity.membersAdded?.some((member) => member.id === botId) ?? false
}

/** The bot is not there any more. */
export function isRemoval(activity: IncomingActivity, botId: string): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'remove'
  if (activity.type !== 'conversationUpdate') return false
  return activity.membersRemoved?.some((member) => member.id === botId) ?? false
}

/** Tells of a channel of the team: the conversation is the team's then, and the channel is in the channel data alone. */
export function isOfChannel(activity: IncomingActivity): boolean {
  return activity.type === 'conversationUpdate' && (activity.channelData?.eventType?.startsWith('channel') ?? false)
}

/** What the activity tells of a channel or a team; undefined where that is nothing that matters here. */
export function placeNews(activity: IncomingActivity, botId: string): PlaceNews | undefined {
  const { channel, team, eventType } = activity.channelData ?? {}
  if (isOfChannel(activity)) {
    if (!channel?.id) return undefined
    if (eventType === 'channelDeleted') return { kind: 'deleted', conversation: channel.id }
    if (eventType === 'channelRestored') return { kind: 'restored', conversation: channel.id }
    const title = channel.name?.trim().slice(0, longestName)
    return eventType === 'channelRenamed' && title ? { kind: 'renamed', conversation: channel.id, title } : undefined
  }
  if (activity.type === 'conversationUpdate' && eventType?.startsWith('team') && !eventType.startsWith('teamMember'))
    return { kind: 'team changed' }
  const inTeam = Boolean(team?.id) || activity.conversation.conversationType === 'channel'
  return inTeam && (isArrival(activity, botId) || isRemoval(activity, botId)) ? { kind: 'team changed' } : undefined
}
