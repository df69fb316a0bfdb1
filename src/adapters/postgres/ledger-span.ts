import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Which entries a period `[from, to)` of epoch milliseconds has, and how many wait to be chained. */
export interface LedgerSpan {
  /** Absent: none. Between them no entry is left out, though its time may be a little outside the period. */
  readonly entries?: { readonly first: number; readonly last: number }
  readonly unchained: number
}

export async function ledgerSpan(
  { db }: Pick<Database, 'db'>,
  { from, to }: { readonly from?: number; readonly to?: number },
): Promise<LedgerSpan> {
  const { rows } = await sql<{ first: string | null; last: string | null; unchained: number }>`
    select min(seq) as first, max(seq) as last, (select count(*)::int from ledger where seq is null) as unchained
    from ledger where seq is not null
      and ${from === undefined ? sql`true` : sql`at >= ${from}`}
      and ${to === undefined ? sql`true` : sql`at < ${to}`}`.execute(db)
  const { first = null, last = null, unchained = 0 } = rows[0] ?? {}
  if (first === null || last === null) return { unchained }
  return { entries: { first: Number(first), last: Number(last) }, unchained }
}

/** Whether there is a ledger in this database at all. */
export async function hasLedger({ db }: Pick<Database, 'db'>): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('ledger') is not null and to_regclass('ledger_head') is not null as there`.execute(db)
  return rows[0]?.there === true
}
