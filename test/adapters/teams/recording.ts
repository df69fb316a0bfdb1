import type { Chat, PlaceNews, Press, Turn } from '../../../src/ports/chat.ts'
import type { Log } from '../../../src/ports/log.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import type { AddressBook, SeenActivities } from '../../../src/ports/store.ts'

const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Hello' }] } as const
export const message: OutgoingMessage = { card, summary: 'Hello' }

/** A chat that records what it is asked and answers the same each time; replace a method to make it answer otherwise. */
export function recordingChat() {
  const asked: { what: string; turn: Turn; text?: string; press?: Press; query?: unknown }[] = []
  const places: PlaceNews[] = []
  const chat: { -readonly [K in keyof Chat]: Chat[K] } = {
    async message(turn, text) {
      asked.push({ what: 'message', turn, text })
      return message
    },
    async press(turn, press) {
      asked.push({ what: 'press', turn, press })
      return { kind: 'sentence', text: 'Done' }
    },
    async openDialog(turn, opened) {
      asked.push({ what: 'dialog', turn, query: opened })
      return { kind: 'dialog', title: 'Request access', card }
    },
    async submitDialog(turn, press) {
      asked.push({ what: 'submit', turn, press })
      return { kind: 'done', text: 'Done' }
    },
    async openPage(turn, press) {
      asked.push({ what: 'open dialog', turn, press })
      return { kind: 'page', title: 'Your address', url: 'https://jit.example/address/#x', width: 440, height: 560 }
    },
    async submitPage(turn, data) {
      asked.push({ what: 'submit dialog', turn, query: data })
      return undefined
    },
    async search(turn, query) {
      asked.push({ what: 'search', turn, query })
      return [{ title: 'web01', value: '/web01' }]
    },
    async place(news) {
      places.push(news)
    },
    async welcome(turn) {
      asked.push({ what: 'welcome', turn })
      return message
    },
  }
  return { chat, asked, places }
}

/** An address book in memory that counts its writes. */
export function memoryAddressBook() {
  const entries = new Map<string, Parameters<AddressBook['learn']>[0]>()
  let writes = 0
  const book: AddressBook = {
    async learn(entry) {
      writes++
      entries.set(entry.conversation, entry)
    },
    conversation: async (id) => entries.get(id),
    async personal(person) {
      const found = [...entries.values()].find((entry) => entry.kind === 'personal' && entry.person === person)
      return found && { conversation: found.conversation, reference: found.reference }
    },
    async forget(conversation) {
      entries.delete(conversation)
    },
  }
  return { book, entries, writes: () => writes }
}

export function memorySeen(): SeenActivities {
  const seen = new Set<string>()
  return {
    async first(id) {
      if (seen.has(id)) return false
      seen.add(id)
      return true
    },
  }
}

export function recordingLog() {
  const lines: { level: string; fields: Readonly<Record<string, unknown>>; text: string }[] = []
  const at = (level: string) => (fields: Readonly<Record<string, unknown>>, text: string) =>
    void lines.push({ level, fields, text })
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  return { log, lines }
}
