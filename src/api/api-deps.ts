import type { ChatDeps } from '../bot/command.ts'
import type { Verification } from '../domain/ledger-chain.ts'
import type { Person } from '../domain/person.ts'

/** All that the API of the pages needs from outside: what the chat needs, since it does the same. */
export interface ApiDeps extends ChatDeps {
  /** The conversation that somebody has with the bot; undefined: none is known yet. */
  readonly personalChat: (person: Person) => Promise<string | undefined>
  /** Reads the whole ledger and says whether it is as it was written. */
  readonly verifyLedger: () => Promise<Verification>
  /** The app's id in Teams: who may take what a page in a dialog hands back. */
  readonly appId: string
}
