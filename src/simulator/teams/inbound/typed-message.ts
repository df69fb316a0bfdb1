import type { Conversation, TeamsPerson } from '../roster.ts'
import type { Activity } from './activity.ts'
import { clientInfo, makeActivity, type Sender } from './envelope.ts'
import { channelText, readableText } from './mentions.ts'

export type TypedMessage = {
  /** What people read. */
  readonly text: string
  readonly activity: Activity
  /** Whether Teams tells the bot of it at all. */
  readonly concernsBot: boolean
  /** A slash command, where those are targeted: only its writer and the bot see it. */
  readonly isTargeted: boolean
}

/** What becomes of a typed line: an ordinary `message`, or `messageUpdate` when it is an edit. */
export function typedMessage(
  sender: Sender,
  line: {
    readonly type: 'message' | 'messageUpdate'
    readonly id: string
    readonly root?: string
    readonly from: TeamsPerson
    readonly conversation: Conversation
    readonly typed: string
    readonly slashIsTargeted: boolean
  },
): TypedMessage {
  const { typed, conversation } = line
  const envelope = { ...line, ...(line.type === 'messageUpdate' ? { channelData: { eventType: 'editMessage' } } : {}) }
  if (conversation.kind === 'personal') {
    const fields = { text: typed, textFormat: 'plain', entities: [clientInfo(sender, line.from)] }
    return {
      text: readableText(typed),
      activity: makeActivity(sender, { ...envelope, fields }),
      concernsBot: conversation.person.installed !== false,
      isTargeted: false,
    }
  }
  const { text, html, entities, mentionsBot, isSlash } = channelText(typed, sender.roster)
  const isTargeted = isSlash && line.slashIsTargeted
  const fields = {
    text: entities.length > 0 ? text : typed,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: html }],
    entities: [...entities, clientInfo(sender, line.from)],
    ...(isTargeted ? { recipient: { ...sender.roster.bot, isTargeted: true } } : {}),
  }
  return {
    text: isSlash ? typed : readableText(text.trimEnd()),
    activity: makeActivity(sender, { ...envelope, fields }),
    concernsBot: mentionsBot && sender.roster.teamHasApp,
    isTargeted,
  }
}
