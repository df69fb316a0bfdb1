import type { AddressPage, StandingPage } from '../domain/address-page.ts'
import type { ConfirmedSource } from '../domain/confirmed-source.ts'
import type { PersonId } from '../domain/ids.ts'

/** Pages that find out an address, by the hash of their nonce: the nonce itself is kept nowhere. Throws `StoreUnavailable`. */
export interface AddressPages {
  add(hash: string, page: AddressPage): Promise<void>
  find(hash: string): Promise<StandingPage | undefined>
  /** Keeps what its person confirmed, and remembers it as theirs with an entry in the ledger. False: not theirs, used, or too late. */
  confirm(hash: string, confirmed: ConfirmedSource): Promise<boolean>
  /** The page, for one caller alone, once it was confirmed and as long as it lasts; undefined for all others. */
  use(hash: string, person: PersonId, at: number): Promise<StandingPage | undefined>
}
