import { randomUUID } from 'node:crypto'
import type { Json } from '../json.ts'
import type { Message } from '../message.ts'
import type { Conversation, Roster, TeamsPerson } from '../roster.ts'
import type { Activity } from './activity.ts'
import { clientInfo, makeActivity, type Sender } from './envelope.ts'

export type ExtensionUse = {
  readonly from: TeamsPerson
  readonly conversation: Conversation
  readonly root?: string
  readonly command: string
  /** The message on which it was chosen. */
  readonly on: Message | undefined
  readonly data?: unknown
}

/** The invoke for an action of a message extension: `fetchTask` opens its dialog, `submitAction` is a button of it. */
export function extensionActivity(sender: Sender, use: ExtensionUse): Activity {
  const { on, command, data } = use
  const value = {
    commandId: command,
    commandContext: on ? 'message' : 'compose',
    context: { theme: 'default' },
    ...(on ? { messagePayload: payloadOf(on, sender.roster) } : {}),
    ...(data === undefined ? {} : { data }),
  }
  const name = data === undefined ? 'composeExtension/fetchTask' : 'composeExtension/submitAction'
  const fields = { name, value, entities: [clientInfo(sender, use.from)] }
  return makeActivity(sender, { ...use, type: 'invoke', id: `f:${randomUUID()}`, fields })
}

/** A message as Teams hands it to an extension: its text as HTML. */
function payloadOf({ id, atMs, author, activity, text = '' }: Message, roster: Roster): Json {
  const html = attachedHtml(activity) ?? `<div>${escapeHtml(text)}</div>`
  const person = author === null ? undefined : roster.person(author)
  const from =
    author === null
      ? { application: { id: roster.bot.id, displayName: roster.bot.name, applicationIdentityType: 'bot' } }
      : { user: { id: author, displayName: person?.name ?? author, userIdentityType: 'aadUser' } }
  return {
    id,
    messageType: 'message',
    createdDateTime: new Date(atMs).toISOString(),
    from,
    body: { contentType: 'html', content: html },
    attachments: [],
    mentions: [],
  }
}

function attachedHtml(activity: Activity | undefined): string | undefined {
  const attachments = Array.isArray(activity?.attachments) ? (activity.attachments as Json[]) : []
  const html = attachments.find(({ contentType }) => contentType === 'text/html')?.content
  return typeof html === 'string' ? html : undefined
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
}
