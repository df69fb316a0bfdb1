import type { ChatDeps } from '../bot/command.ts'

/** All that the API of the pages needs from outside: what the chat needs, since it does the same. */
export type ApiDeps = ChatDeps
