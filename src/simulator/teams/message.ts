import type { Activity } from './inbound/activity.ts'
import type { Json } from './json.ts'

/** One message of a conversation as it is kept. */
export type Message = {
  /** Epoch-milliseconds style, unique over all conversations, increasing. */
  readonly id: string
  /** Without the thread. */
  readonly conversation: string
  /** In channels: the message that opened the thread, which may be this one. */
  readonly root?: string
  /** Entra object id; null: the bot. */
  readonly author: string | null
  readonly atMs: number
  /** How often it was edited. */
  readonly edits: number
  readonly text?: string
  readonly card?: Json
  readonly summary?: string
  /** A targeted message: the Entra object id of the one person who sees it. */
  readonly onlyFor?: string
  /** Kept without its content, so that its id is never used again. */
  readonly deleted?: true
  /** What was typed, as the bot was sent it; what redelivery sends again. */
  readonly activity?: Activity
}

const targetedLifeMs = 24 * 60 * 60_000

/** Whether this person has the message before them, given that they are in its conversation. */
export function isSeenBy(message: Message, personId: string, nowMs: number): boolean {
  if (message.deleted) return false
  if (message.onlyFor === undefined) return true
  return message.onlyFor === personId && nowMs - message.atMs < targetedLifeMs
}
