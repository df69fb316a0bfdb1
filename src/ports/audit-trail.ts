import type { PersonId, RequestId } from '../domain/ids.ts'
import type { LedgerEntry } from '../domain/ledger-event.ts'
import type { Person } from '../domain/person.ts'

/** Which part of the ledger; epoch milliseconds, `[from, to)`. `vm`: a VM id, entries that concern that machine. */
export interface AuditFilter {
  readonly from?: number
  readonly to?: number
  readonly person?: PersonId
  readonly vm?: string
  readonly request?: RequestId
}

/** A place in the ledger between two entries. Entries never change places, so that it stays the same while new ones arrive. */
export interface Place {
  readonly at: number
  readonly seq: number
}

/** From where to turn the page: what is older than a place, or newer. */
export type Turned = { readonly before: Place } | { readonly after: Place }

/** Newest first. `older`, `newer`: there are entries beyond this page on that side. */
export interface Page {
  readonly entries: readonly LedgerEntry[]
  readonly older: boolean
  readonly newer: boolean
  /** A search for text looked at so many of the newest entries and no further. */
  readonly lookedAt?: number
}

export interface PageOptions {
  readonly limit: number
  readonly turned?: Turned
}

/** The ledger as an auditor asks it: every question has its index. What was written a moment ago is seen. Throws `StoreUnavailable`. */
export interface AuditTrail {
  /** The `request submitted` entries: requests that were asked for in the period; for a person, those that they asked for or acted on. */
  requests(filter: AuditFilter, options: PageOptions): Promise<Page>
  /** The newest entries that belong to no request: refusals, drift, changes of port rules. */
  besides(filter: AuditFilter, limit: number): Promise<LedgerEntry[]>
  /** All entries; `text` is looked for in any part of them, in any case. */
  entries(filter: AuditFilter & { readonly text?: string }, options: PageOptions): Promise<Page>
  /** What tells how requests stood and went, oldest first; of one request the newest `most` entries of any kind. */
  stories(requests: readonly RequestId[]): Promise<LedgerEntry[]>
  story(request: RequestId, most: number): Promise<LedgerEntry[]>
  /** People of the ledger by their id, their newest name or a word of it; at most `limit`. An exact name beats parts of names. */
  people(name: string, limit: number): Promise<Person[]>
  /** Ids of machines of that name, also of those that are gone. */
  machines(name: string): Promise<string[]>
  /** Everything of a period, oldest first, in pages: bounded memory whatever the period. */
  read(filter: AuditFilter): AsyncIterable<LedgerEntry>
}
