import type { PersonId, RequestId } from './ids.ts'
import type { Person } from './person.ts'
import type { Source } from './request.ts'

/**
 * What a confirmed address is for.
 * - `remember`: for later.
 * - `form`: for a form that is being filled in; `data` is what stood in it. `goOn`: nothing else was missing.
 * - `command`: for words that the person typed, which are run again when it is known.
 * - `request`: for an open request of the person's, whose address changed.
 */
export type AddressPurpose =
  | { readonly kind: 'remember' }
  | { readonly kind: 'form'; readonly data: Readonly<Record<string, string>>; readonly goOn: boolean }
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'request'; readonly request: RequestId }

/** A page that was opened for one person and one purpose, for some minutes. Epoch milliseconds. */
export interface AddressPage {
  readonly person: Person
  readonly purpose: AddressPurpose
  /** The message whose button opened it. */
  readonly messageId?: string
  readonly expiresAt: number
}

/** The same as it is by now. */
export interface StandingPage extends AddressPage {
  readonly confirmed?: Source
  readonly usedAt?: number
}

/** So long a page can be confirmed and handed back. */
export const pageLastsMs = 10 * 60_000

export type PageFlaw = 'unknown' | 'used' | 'expired'

/** Why nothing can be done with a page, if so. One of somebody else is as unknown as one that never was. */
export function pageFlaw(page: StandingPage | undefined, person: PersonId, now: number): PageFlaw | undefined {
  if (page?.person.id !== person) return 'unknown'
  if (page.usedAt !== undefined) return 'used'
  return now >= page.expiresAt ? 'expired' : undefined
}
