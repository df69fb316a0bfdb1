import type { Person } from '../domain/person.ts'

/**
 * Who calls from a page. `refused`: it is not shown who; `why` is for the log alone. `unavailable`: what tells a good sign-on from a
 * forged one cannot be read at the moment.
 */
export type SignedOn =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'refused' | 'unavailable'; readonly why: string }

/** Reads an `Authorization` header. Never rejects. */
export type SignOn = (authorization: string | undefined) => Promise<SignedOn>
