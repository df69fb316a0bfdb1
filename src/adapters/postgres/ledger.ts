import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { LedgerEntry, LedgerEvent } from '../../domain/ledger-event.ts'
import type { Ledger } from '../../ports/ledger.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import { seal } from './seal.ts'

/** Enough to keep the server and us busy, little enough to hold twice. */
const page = 2_000

export interface LedgerRow {
  readonly seq: string
  readonly at: string
  readonly event: LedgerEvent
  readonly previous: string
  readonly hash: string
}

/** The ledger. `person` finds what somebody did; `text` finds any text in an entry, in any case. */
export function postgresLedger({ database }: { readonly database: Database }): Ledger {
  const { db } = database
  return {
    append: async (events) => {
      await withConsequences(sql`select 1`, { ledger: events }, (atMs) => new Date(atMs)).execute(db)
    },
    read: async function* ({ from, to, request, person, types }) {
      const readPage = async (last?: LedgerRow): Promise<LedgerRow[]> => {
        const { rows } = await sql<LedgerRow>`
          select seq, at, event, previous, hash from ledger
          where seq is not null
            and ${last ? sql`(at, seq) > (${last.at}, ${last.seq})` : sql`true`}
            and ${from === undefined ? sql`true` : sql`at >= ${from}`}
            and ${to === undefined ? sql`true` : sql`at < ${to}`}
            and ${request === undefined ? sql`true` : sql`request = ${request}`}
            and ${person === undefined ? sql`true` : sql`person = ${person}`}
            and ${types === undefined ? sql`true` : sql`event -> 'fact' ->> 'type' = any(${types})`}
          order by at, seq limit ${page}`.execute(db)
        return rows
      }
      // While one page is looked at, the next is read.
      for (let rows = await readPage(); rows.length > 0; ) {
        const next = rows.length < page ? Promise.resolve([]) : readPage(rows.at(-1))
        // It is awaited below; until then a failure is nobody's.
        next.catch(() => undefined)
        // Whoever looks at a page keeps the thread busy: the question is to be on its way before.
        await setImmediate()
        yield* rows.map(entryOf)
        rows = await next
      }
    },
    latest: async ({ from, request, text, limit }) => {
      // What was written a moment ago is to be seen.
      await seal(database)
      const { rows } = await sql<LedgerRow>`
        select seq, at, event, previous, hash from ledger
        where seq is not null
          and ${from === undefined ? sql`true` : sql`at >= ${from}`}
          and ${request === undefined ? sql`true` : sql`request = ${request}`}
          and ${text === undefined ? sql`true` : sql`position(lower(${text}) in lower(event::text)) > 0`}
        order by at desc, seq desc limit ${limit}`.execute(db)
      return rows.map(entryOf)
    },
    head: () => seal(database),
  }
}

export function entryOf({ seq, event, previous, hash }: Omit<LedgerRow, 'at'>): LedgerEntry {
  return { seq: Number(seq), event, previous, hash }
}
