import type { Activity, Attachment } from 'botbuilder'
import type { Card } from '../../domain/card.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'

/** A card alone: text beside an attachment is split in two by Teams, and no id comes back. */
export function messageActivity(message: OutgoingMessage): Partial<Activity> {
  const attachment: Attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }
  return { type: 'message', summary: message.summary, attachments: [attachment] }
}

/** One sentence as a card. Its words are ours: nothing that people typed may be put in. */
export function sentenceMessage(sentence: string): OutgoingMessage {
  const card: Card = {
    type: 'AdaptiveCard',
    version: '1.5',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    body: [{ type: 'TextBlock', text: sentence, wrap: true }],
  }
  return { card, summary: sentence }
}
