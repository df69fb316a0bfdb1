import type { LedgerEvent } from './ledger-event.ts'
import type { Person } from './person.ts'
import type { Source } from './request.ts'

/** Somebody named the address that they connect from; `at` in epoch milliseconds. It is remembered for requests that name none. */
export interface ConfirmedSource {
  readonly person: Person
  readonly source: Source
  readonly at: number
}

/** A source that is confirmed again within this time is not remembered anew. */
export const sameSourceForMs = 3_600_000

export function sourceConfirmed({ person, source, at }: ConfirmedSource): LedgerEvent {
  return { at, actor: person, fact: { type: 'source confirmed', source } }
}
