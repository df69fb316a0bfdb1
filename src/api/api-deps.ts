import type { ChatDeps, ChatParts } from '../bot/command.ts'
import type { Verification } from '../domain/ledger-chain.ts'
import type { Person } from '../domain/person.ts'

/** What the pages need beside what the chat needs, since they do the same. */
interface ForPages {
  /** The conversation that somebody has with the bot; undefined: none is known yet. */
  readonly personalChat: (person: Person) => Promise<string | undefined>
  /** Reads the whole ledger and says whether it is as it was written. */
  readonly verifyLedger: () => Promise<Verification>
  /** The app's id in Teams: who may take what a page in a dialog hands back. */
  readonly appId: string
}

/** All that the API of the pages needs from outside, whoever reads. */
export type ApiParts = ChatParts & ForPages

/** The same for one who reads. */
export type ApiDeps = ChatDeps & ForPages
