import { readableText } from '../inbound/mentions.ts'
import type { Json } from '../json.ts'
import type { Message } from '../message.ts'
import type { Roster } from '../roster.ts'

/** A message as one person sees it. */
export type ShownMessage = {
  readonly id: string
  /** A person's Entra object id, or the bot's `28:…`. */
  readonly from: { readonly id: string; readonly name: string; readonly bot: boolean }
  readonly at: string
  readonly edited: boolean
  readonly text?: string
  readonly card?: Json
  readonly summary?: string
  /** Nobody else sees it, and it goes after a day. */
  readonly onlyYou?: true
}

/** `view` is the card that replaced the base one for the reader. */
export function shownMessage(message: Message, view: Json | undefined, roster: Roster): ShownMessage {
  const { id, author, atMs, edits, text, summary, onlyFor } = message
  const card = view ?? message.card
  return {
    id,
    from:
      author === null
        ? { ...roster.bot, bot: true }
        : { id: author, name: roster.person(author)?.name ?? author, bot: false },
    at: new Date(atMs).toISOString(),
    edited: edits > 0,
    ...(text === undefined ? {} : { text: readableText(text) }),
    ...(card === undefined ? {} : { card }),
    ...(summary === undefined ? {} : { summary }),
    ...(onlyFor === undefined ? {} : { onlyYou: true }),
  }
}
