import type { IncomingActivity } from './activity.ts'

/** The bot was installed, or became a member of the conversation. */
export function isArrival(activity: IncomingActivity, botId: string): boolean {
  if (activity.type === 'installationUpdate') return activity.action?.startsWith('add') ?? false
  if (activity.type !== 'conversationUpdate') return false
  return activity.membersAdded?.some((member) => member.id === botId) ?? false
}

/** The bot is not there any more. */
export function isRemoval(activity: IncomingActivity, botId: string): boolean {
  if (activity.type === 'installationUpdate') return activity.action?.startsWith('remove') ?? false
  if (activity.type !== 'conversationUpdate') return false
  return activity.membersRemoved?.some((member) => member.id === botId) ?? false
}
