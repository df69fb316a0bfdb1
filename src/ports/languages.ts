import type { LedgerEvent } from '../domain/ledger-event.ts'
import type { Language } from '../words/languages.ts'

/** In which language the bot speaks where several people read. */
export interface ChannelLanguages {
  /** Of the conversations for which somebody chose one. A choice made by another replica counts within a second. */
  all(): Promise<ReadonlyMap<string, Language>>
  /** Undefined: as everywhere. With its entry in the ledger, in one transaction. */
  choose(conversation: string, language: Language | undefined, ledger: readonly LedgerEvent[]): Promise<void>
}
