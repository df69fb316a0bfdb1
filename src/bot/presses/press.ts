import type { Card } from '../../domain/card.ts'
import type { Press, PressAnswer, Turn } from '../../ports/chat.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { ChatDeps } from '../command.ts'

/** What a verb does. `data` comes from the presser's client: every word of it is checked again. */
export type PressHandler = (deps: ChatDeps, turn: Turn, press: Press) => Promise<PressAnswer>

export function sentence(text: string): PressAnswer {
  return { kind: 'sentence', text }
}

export function cardAnswer(message: OutgoingMessage | { readonly card: Card }): PressAnswer {
  return { kind: 'card', card: message.card }
}

/** A field of the data as text: at most `most` characters, empty if it is not text. */
export function field(press: Pick<Press, 'data'>, name: string, most = 600): string {
  const value = press.data[name]
  return typeof value === 'string' ? value.slice(0, most) : typeof value === 'number' ? String(value) : ''
}

/** The same for a request that does not exist and for one that the presser may not know of. */
export function unknownRequest({ reader }: Pick<ChatDeps, 'reader'>): PressAnswer {
  return sentence(reader.words.pressing.unknownRequest)
}
