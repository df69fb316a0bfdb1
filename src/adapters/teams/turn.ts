import { type PersonId, parsePersonId } from '../../domain/ids.ts'
import type { Turn } from '../../ports/chat.ts'
import { isLocale, isTimeZone } from '../../words/known-names.ts'
import type { IncomingActivity } from './activity.ts'
import { conversationKind, splitConversationId } from './reference.ts'
import type { KnownConversation } from './references.ts'

const longestName = 200

/** The person who acts: tenant and Entra object id. Undefined without an object id: such a person has no authority. */
export function actorOf(activity: IncomingActivity, tenantId: string): PersonId | undefined {
  return parsePersonId(tenantId, activity.from.aadObjectId ?? undefined)
}

/** Who said or pressed something, where, and how they read time. */
export function readTurn(activity: IncomingActivity, person: PersonId): Turn {
  const { conversation, thread } = splitConversationId(activity.conversation.id)
  const targeted = activity.recipient?.isTargeted === true
  const title = titleOf(activity)
  return {
    person: { id: person, name: nameOf(activity) ?? 'somebody without a name' },
    conversation: {
      id: conversation,
      kind: conversationKind(activity),
      ...(title ? { title } : {}),
      // The thread of a message that only its writer sees is no place for others.
      ...(thread && !targeted ? { thread } : {}),
    },
    activityId: activity.id ?? '',
    ...(targeted ? { targeted } : {}),
    ...tongueOf(activity),
  }
}

/** What this activity tells of how to speak in its conversation again. */
export function readConversation(
  activity: IncomingActivity,
  facts: { readonly serviceUrl: string; readonly tenantId: string; readonly botId: string; readonly person?: PersonId },
): KnownConversation {
  const kind = conversationKind(activity)
  const personal = kind === 'personal'
  // A personal chat has no title of its own: it is known by the name of the person in it.
  const title = personal ? nameOf(activity) : titleOf(activity)
  return {
    conversation: splitConversationId(activity.conversation.id).conversation,
    kind,
    ...(personal && facts.person ? { person: facts.person } : {}),
    ...(title ? { title } : {}),
    reference: {
      serviceUrl: facts.serviceUrl,
      tenantId: facts.tenantId,
      botId: facts.botId,
      kind,
      ...(personal ? { userId: activity.from.id, ...tongueOf(activity) } : {}),
    },
  }
}

/** How the person writes, as far as their client tells something that can be. */
function tongueOf(activity: IncomingActivity): { readonly zone?: string; readonly locale?: string } {
  const { localTimezone: zone, locale } = activity
  return { ...(zone && isTimeZone(zone) ? { zone } : {}), ...(locale && isLocale(locale) ? { locale } : {}) }
}

function nameOf(activity: IncomingActivity): string | undefined {
  return activity.from.name?.trim().slice(0, longestName) || undefined
}

function titleOf(activity: IncomingActivity): string | undefined {
  const { channel, team } = activity.channelData ?? {}
  return (channel?.name || team?.name || activity.conversation.name || '').slice(0, longestName) || undefined
}
