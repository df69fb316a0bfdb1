import type { Store } from './store.ts'
import type { Conversation, Message, Person, Vm } from './wire.ts'

/** Everything the page shows. `messages` belong to `me`: they are as this person sees them. */
export interface PageState {
  readonly people: readonly Person[]
  readonly me: Person | undefined
  readonly conversations: readonly Conversation[]
  readonly open: Conversation | undefined
  /** By conversation id. */
  readonly messages: ReadonlyMap<string, readonly Message[]>
  /** Ids of conversations with something new from somebody else. */
  readonly unread: ReadonlySet<string>
  /** undefined until the estate was read. */
  readonly estate: readonly Vm[] | undefined
  readonly connected: boolean
  readonly zone: string
  /** The sandbox's time, epoch milliseconds, to the second. */
  readonly nowMs: number
}

export type PageStore = Store<PageState>

export const emptyPage: PageState = {
  people: [],
  me: undefined,
  conversations: [],
  open: undefined,
  messages: new Map(),
  unread: new Set(),
  estate: undefined,
  connected: true,
  zone: 'UTC',
  nowMs: 0,
}
