import { ApiError, api } from './api.ts'
import type { Clock } from './clock.ts'
import { latest } from './latest.ts'
import { placeHref, readPlace } from './place.ts'
import { remembered } from './remembered.ts'
import type { PageStore } from './state.ts'
import { listen } from './stream.ts'
import type { Change, Conversation, Message } from './wire.ts'

const estatePauseMs = 400
/** The simulated Azure computes what time changes when it is asked, and tells nobody: while something is open, ask. */
const estatePollMs = 3_000
const retryMs = 2_000

/** Fills the store from the sandbox, and keeps it filled. */
export interface Sync {
  /** Reads the open conversation again, now; resolves when it is shown. */
  messages(conversation: string): Promise<void>
  estate(): void
}

export function startSync(store: PageStore, clock: Clock): Sync {
  const refreshers = new Map<string, () => void>()
  let retry: ReturnType<typeof setTimeout> | undefined
  let streaming = true

  const onError = (error: unknown): void => {
    if (error instanceof ApiError && error.status < 500) {
      console.error(error)
      return
    }
    store.set({ connected: false })
    clearTimeout(retry)
    retry = setTimeout(everything, retryMs)
  }

  async function loadMessages(conversation: string): Promise<void> {
    const as = store.get().me?.id
    if (!as) return
    const messages = await api.messages(as, conversation)
    if (store.get().me?.id !== as) return
    store.set({ messages: new Map(store.get().messages).set(conversation, keepSame(store, conversation, messages)) })
    markUnread(store)
  }

  const refresh = (conversation: string): void => {
    const run = refreshers.get(conversation) ?? latest(() => loadMessages(conversation), onError)
    refreshers.set(conversation, run)
    run()
  }

  async function loadPerson(): Promise<void> {
    const me = store.get().me
    if (!me) return
    const conversations = await api.conversations(me.id)
    if (store.get().me?.id !== me.id) return
    store.set({ conversations, open: chosen(conversations) })
    for (const { id } of conversations) refresh(id)
  }

  async function loadEverything(): Promise<void> {
    await clock.read()
    const people = await api.people()
    const same = JSON.stringify(people) === JSON.stringify(store.get().people)
    store.set({ connected: streaming, ...(same ? {} : { people }) })
    settle()
    await loadPerson()
    refreshEstate()
  }

  /** Follows the address: another person starts from nothing, another conversation is only opened. */
  function settle(): void {
    const { people, me, conversations } = store.get()
    const as = readPlace(location.hash).as
    const person = people.find(({ id }) => id === as) ?? me ?? people[0]
    if (person && person.id !== as) history.replaceState(null, '', placeHref({ as: person.id }))
    if (person?.id !== me?.id) {
      store.set({ me: person, conversations: [], open: undefined, messages: new Map(), unread: new Set() })
      personChanged()
    } else {
      store.set({ open: chosen(conversations) })
      markUnread(store)
    }
  }

  function onChange(change: Change): void {
    if (change.what === 'clock') readClock()
    if (change.what === 'places') personChanged()
    refreshEstate()
    if (change.what !== 'message') return
    const base = change.conversation?.split(';')[0]
    for (const { id } of store.get().conversations) if (!base || id.split(';')[0] === base) refresh(id)
  }

  const everything = latest(loadEverything, onError)
  const personChanged = latest(loadPerson, onError)
  const readClock = latest(clock.read, onError)
  const refreshEstate = latest(async () => store.set({ estate: await api.estate() }), onError, estatePauseMs)

  addEventListener('hashchange', settle)
  addEventListener('focus', () => markUnread(store))
  setInterval(() => {
    if (store.get().estate?.some((vm) => vm.ports.some((port) => port.open.length > 0))) refreshEstate()
  }, estatePollMs)
  listen('/sandbox/api/stream', {
    onOpen() {
      streaming = true
      everything()
    },
    onChange,
    onLost() {
      streaming = false
      store.set({ connected: false })
    },
  })
  everything()
  return { messages: loadMessages, estate: refreshEstate }
}

function chosen(conversations: readonly Conversation[]): Conversation | undefined {
  const wanted = readPlace(location.hash).in
  return conversations.find(({ id }) => id === wanted) ?? conversations[0]
}

/** Messages that did not change stay the same objects, so that nothing is drawn twice. */
function keepSame(store: PageStore, conversation: string, fresh: readonly Message[]): readonly Message[] {
  const before = new Map((store.get().messages.get(conversation) ?? []).map((message) => [message.id, message]))
  return fresh.map((message) => {
    const known = before.get(message.id)
    return known && JSON.stringify(known) === JSON.stringify(message) ? known : message
  })
}

/** What is on screen counts as read; the last read message is remembered per person. */
function markUnread(store: PageStore): void {
  const { me, open, messages } = store.get()
  if (!me) return
  const unread = new Set<string>()
  for (const [conversation, list] of messages) {
    const newest = list.findLast(({ from }) => from.id !== me.id)
    if (!newest) continue
    const key = `read.${me.id}.${conversation}`
    if (conversation === open?.id && document.hasFocus()) remembered.write(key, newest.id)
    else if (remembered.read(key) !== newest.id) unread.add(conversation)
  }
  store.set({ unread })
}
