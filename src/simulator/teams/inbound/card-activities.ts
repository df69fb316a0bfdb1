import { randomUUID } from 'node:crypto'
import type { Json } from '../json.ts'
import type { Message } from '../message.ts'
import type { Conversation, TeamsPerson } from '../roster.ts'
import type { Activity } from './activity.ts'
import { clientInfo, makeActivity, type Sender } from './envelope.ts'

/** Who does something to the card of which message. */
export type OnCard = { readonly from: TeamsPerson; readonly conversation: Conversation; readonly message: Message }
/** The same, where the card may stand in a dialog, which is no message. */
export type OnCardOrDialog = Omit<OnCard, 'message'> & { readonly message: Message | undefined }

/** The invoke for an Action.Execute: pressed (`manual`) or refreshed by the client itself (`automatic`). */
export function executeActivity(
  sender: Sender,
  on: OnCard,
  action: { readonly verb?: unknown; readonly id?: unknown; readonly title?: unknown; readonly data?: unknown },
  trigger: 'manual' | 'automatic',
): Activity {
  const value = { action: { type: 'Action.Execute', ...action }, trigger }
  return invoke(sender, on, 'adaptiveCard/action', value)
}

/** Type-ahead of an Input.ChoiceSet with `choices.data`. */
export function searchActivity(sender: Sender, on: OnCardOrDialog, dataset: string, query: string): Activity {
  const value = { queryText: query, queryOptions: { skip: 0, top: 15 }, dataset }
  return invoke(sender, on, 'application/search', value)
}

/** A button that opens a dialog: the bot is asked for its page. */
export function fetchActivity(sender: Sender, on: OnCard, data: unknown): Activity {
  return invoke(sender, on, 'task/fetch', { data, context: { theme: 'default' } })
}

/** What a page in a dialog hands back. Teams says in which conversation, and not of which message. */
export function submittedActivity(sender: Sender, on: OnCard, data: unknown): Activity {
  const { replyToId: _message, ...activity } = invoke(sender, on, 'task/submit', {
    data,
    context: { theme: 'default' },
  })
  return activity
}

/** An Action.Submit comes as a message without text. */
export function submitActivity(sender: Sender, on: OnCard, id: string, value: unknown): Activity {
  return activityOn(sender, on, 'message', id, { value, entities: [clientInfo(sender, on.from)] })
}

function invoke(sender: Sender, on: OnCardOrDialog, name: string, value: Json): Activity {
  return activityOn(sender, on, 'invoke', `f:${randomUUID()}`, { name, value, entities: [clientInfo(sender, on.from)] })
}

function activityOn(sender: Sender, on: OnCardOrDialog, type: string, id: string, fields: Json): Activity {
  const { from, conversation, message } = on
  return makeActivity(sender, {
    type,
    id,
    from,
    conversation,
    ...(message?.root === undefined ? {} : { root: message.root }),
    fields: { ...fields, ...(message ? { replyToId: message.id } : {}) },
    channelData: { source: { name: 'message' }, ...(message ? { legacy: { replyToId: message.id } } : {}) },
  })
}
