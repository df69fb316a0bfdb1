import { setImmediate } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { LedgerEntry, LedgerEvent } from '../../domain/ledger-event.ts'
import type { Schema } from './schema.ts'

/** Enough to keep the server and us busy, little enough to hold twice. */
const pageSize = 5_000

type Row = readonly [seq: number, previous: string, hash: string, event: LedgerEvent, id: number]

/**
 * Chained entries in the order of `seq`, from `first` to `last`, in pages: while one is looked at, the next is read. An entry that
 * somebody put there twice comes twice.
 */
export async function* ledgerPages(
  db: Kysely<Schema>,
  { first, last }: { readonly first?: number; readonly last?: number } = {},
): AsyncGenerator<readonly LedgerEntry[]> {
  // A page comes as one text: JSON.parse takes half as long over all of it as the driver over its rows.
  const read = async (after?: Row): Promise<readonly Row[]> => {
    const begin = first === undefined ? sql`true` : sql`seq >= ${first}`
    const { rows } = await sql<{ entries: string | null }>`
      select string_agg('[' || seq || ',' || coalesce(to_json(previous)::text, 'null') || ','
        || coalesce(to_json(hash)::text, 'null') || ',' || coalesce(event::text, 'null') || ',' || id || ']', ',' order by seq, id) as entries
      from (
        select seq, event, previous, hash, id from ledger
        where seq is not null and ${after ? sql`(seq, id) > (${after[0]}, ${after[4]})` : begin}
          and ${last === undefined ? sql`true` : sql`seq <= ${last}`}
        order by seq, id limit ${pageSize}) as page`.execute(db)
    return JSON.parse(`[${rows[0]?.entries ?? ''}]`)
  }
  for (let page = await read(); page.length > 0; ) {
    const next = page.length < pageSize ? Promise.resolve([]) : read(page.at(-1))
    // It is awaited below; until then a failure is nobody's.
    next.catch(() => undefined)
    // Whoever looks at a page keeps the thread busy: the question is to be on its way before.
    await setImmediate()
    yield page.map(([seq, previous, hash, event]) => ({ seq, event, previous, hash }))
    page = await next
  }
}
