import type { LedgerEvent } from './ledger-event.ts'
import type { Person } from './person.ts'
import type { Source } from './request.ts'

/** Somebody named the address that they connect from; `at` in epoch milliseconds. It is remembered for requests that name none. */
export interface ConfirmedSource {
  readonly person: Person
  readonly source: Source
  readonly at: number
  /** The address that the person's own client was seen at then, where it was found out. */
  readonly seen?: string
  readonly policyVersion?: string
}

/** A source that is confirmed again within this time is not remembered anew. */
export const sameSourceForMs = 3_600_000

export function sourceConfirmed({ person, source, at, seen, policyVersion }: ConfirmedSource): LedgerEvent {
  const version = policyVersion === undefined ? {} : { policyVersion }
  return {
    at,
    actor: person,
    ...version,
    fact: { type: 'source confirmed', source, ...(seen === undefined ? {} : { seen }) },
  }
}
