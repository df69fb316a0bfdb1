import { setImmediate } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { LedgerEntry, LedgerEvent } from '../../domain/ledger-event.ts'
import type { Schema } from './schema.ts'

/** Enough to keep the server and us busy, little enough to hold some. */
const pageSize = 5_000

/** Both ends included. */
interface Span {
  readonly first?: number
  readonly last?: number
}

/** Chained entries in the order of `seq`, in pages. An entry that somebody put there twice comes twice. */
export async function* ledgerPages(db: Kysely<Schema>, span: Span = {}): AsyncGenerator<readonly LedgerEntry[]> {
  for await (const text of ledgerTexts(db, span)) yield readPage(text)
}

export function readPage(text: string): readonly LedgerEntry[] {
  const rows = JSON.parse(`[${text}]`) as (readonly [number, string, string, LedgerEvent])[]
  return rows.map(([seq, previous, hash, event]) => ({ seq, event, previous, hash }))
}

/**
 * The pages as they come from the server, each one text for `readPage`: JSON.parse takes half as long over all of it as the driver over
 * its rows. While one is looked at, the next is read.
 */
export async function* ledgerTexts(db: Kysely<Schema>, { first, last }: Span = {}): AsyncGenerator<string> {
  const read = async (after?: { readonly seq: string; readonly id: string }) => {
    const begin = first === undefined ? sql`true` : sql`seq >= ${first}`
    const { rows } = await sql<{ entries: string | null; seq: string; id: string; count: number }>`
      select count(*)::int as count,
        (array_agg(seq order by seq desc, id desc))[1] as seq, (array_agg(id order by seq desc, id desc))[1] as id,
        string_agg('[' || seq || ',' || coalesce(to_json(previous)::text, 'null') || ','
        || coalesce(to_json(hash)::text, 'null') || ',' || coalesce(event::text, 'null') || ']', ',' order by seq, id) as entries
      from (
        select seq, event, previous, hash, id from ledger
        where seq is not null and ${after ? sql`(seq, id) > (${after.seq}, ${after.id})` : begin}
          and ${last === undefined ? sql`true` : sql`seq <= ${last}`}
        order by seq, id limit ${pageSize}) as page`.execute(db)
    return rows[0]
  }
  for (let page = await read(); page?.entries; ) {
    const next = page.count < pageSize ? Promise.resolve(undefined) : read(page)
    // It is awaited below; until then a failure is nobody's.
    next.catch(() => undefined)
    // Whoever looks at a page keeps the thread busy: the question is to be on its way before.
    await setImmediate()
    yield page.entries
    page = await next
  }
}
