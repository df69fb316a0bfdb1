import type { Journal, JournalValue } from '../journal.ts'
import type { Activity } from './inbound/activity.ts'
import { isObject, type Json } from './json.ts'
import type { Message } from './message.ts'

export type MessageChange = { readonly what: 'message'; readonly conversation: string }

/** All messages and what single people see of them. Every change is in the journal before it can be read. */
export type World = {
  message(id: string): Message | undefined
  /** Oldest first, deleted ones included. */
  messagesOf(conversation: string): readonly Message[]
  /** A new id, above every one before it. */
  nextId(): string
  /** Adds a message or replaces the one of the same id. A replaced card takes people's own views of it away. */
  put(message: Message): void
  /** The card that replaced the base one for this person. */
  view(message: string, person: string): Json | undefined
  setView(message: string, person: string, card: Json): void
  /** The latest button pressed on the message. */
  pressOn(message: string): Activity | undefined
  setPressOn(message: string, activity: Activity): void
  /** Calls back after each change of a message or a view; answers how to stop that. */
  onChange(listener: (change: MessageChange) => void): () => void
}

export function openWorld(journal: Journal, now: () => number): World {
  const messages = new Map<string, Message>()
  const conversations = new Map<string, Message[]>()
  const views = new Map<string, Map<string, Json>>()
  const presses = new Map<string, Activity>()
  const listeners = new Set<(change: MessageChange) => void>()
  let lastId = 0

  function remember(message: Message): void {
    const known = conversations.get(message.conversation) ?? []
    const at = messages.has(message.id) ? known.findLastIndex(({ id }) => id === message.id) : known.length
    known[at] = message
    conversations.set(message.conversation, known)
    messages.set(message.id, message)
    lastId = Math.max(lastId, Number(message.id))
  }

  function viewsOf(message: string): Map<string, Json> {
    const known = views.get(message) ?? new Map<string, Json>()
    views.set(message, known)
    return known
  }

  function tell(conversation: string): void {
    for (const listener of listeners) listener({ what: 'message', conversation })
  }

  for (const [key, value] of journal.entries()) replay(key, value)

  function replay(key: string, value: JournalValue): void {
    if (!isObject(value)) return
    const [kind, message = '', person = ''] = key.split('/')
    // The journal is this file's own writing: its shapes are those of the puts below.
    if (kind === 'message') remember(value as Message)
    if (kind === 'view') viewsOf(message).set(person, value)
    if (kind === 'press') presses.set(message, value as Activity)
  }

  return {
    message: (id) => messages.get(id),
    messagesOf: (conversation) => conversations.get(conversation) ?? [],
    nextId() {
      lastId = Math.max(lastId + 1, Math.floor(now()))
      return String(lastId)
    },
    put(message) {
      journal.put(`message/${message.id}`, message)
      const before = messages.get(message.id)
      remember(message)
      if (before !== undefined && before.edits !== message.edits) {
        for (const person of views.get(message.id)?.keys() ?? []) journal.put(`view/${message.id}/${person}`, null)
        views.delete(message.id)
      }
      tell(message.conversation)
    },
    view: (message, person) => views.get(message)?.get(person),
    setView(message, person, card) {
      journal.put(`view/${message}/${person}`, card)
      viewsOf(message).set(person, card)
      const conversation = messages.get(message)?.conversation
      if (conversation !== undefined) tell(conversation)
    },
    pressOn: (message) => presses.get(message),
    setPressOn(message, activity) {
      journal.put(`press/${message}`, activity)
      presses.set(message, activity)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
