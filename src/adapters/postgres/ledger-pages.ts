import { type Kysely, sql } from 'kysely'
import type { LedgerEntry } from '../../domain/ledger-event.ts'
import { entryOf, type LedgerRow } from './ledger.ts'
import type { Schema } from './schema.ts'

/** Enough to keep the server and us busy, little enough to hold twice. */
const pageSize = 5_000

/**
 * Chained entries in the order of `seq`, from `first` to `last`, in pages: while one is looked at, the next is read. An entry that
 * somebody put there twice comes twice.
 */
export async function* ledgerPages(
  db: Kysely<Schema>,
  { first, last }: { readonly first?: number; readonly last?: number } = {},
): AsyncGenerator<readonly LedgerEntry[]> {
  const read = async (after?: Row): Promise<readonly Row[]> => {
    const begin = first === undefined ? sql`true` : sql`seq >= ${first}`
    const { rows } = await sql<Row>`
      select seq, event, previous, hash, id from ledger
      where seq is not null and ${after ? sql`(seq, id) > (${after.seq}, ${after.id})` : begin}
        and ${last === undefined ? sql`true` : sql`seq <= ${last}`}
      order by seq, id limit ${pageSize}`.execute(db)
    return rows
  }
  for (let page = await read(); page.length > 0; ) {
    const next = page.length < pageSize ? Promise.resolve([]) : read(page.at(-1))
    // It is awaited below; until then a failure is nobody's.
    next.catch(() => undefined)
    yield page.map(entryOf)
    page = await next
  }
}

type Row = Omit<LedgerRow, 'at'> & { readonly id: string }
