import type pg from 'pg'
import type { Log } from '../../ports/log.ts'

/** Indexes of tables that may have millions of rows by the time they get them. */
const wanted: Readonly<Record<string, string>> = {
  ledger_requests_by_time: `on ledger (at, seq) where seq is not null and event -> 'fact' ->> 'type' = 'request submitted'`,
  ledger_besides_requests: 'on ledger (at, seq) where seq is not null and request is null',
  ledger_by_machine: `on ledger using gin (ledger_machines(event)) where seq is not null`,
}

/**
 * Builds what is missing beside the traffic: no writer waits, however large the table. Not in a transaction, so that it is no migration;
 * what was cut short is built anew. One replica at a time does it.
 */
export async function buildIndexes(client: pg.PoolClient, log: Log): Promise<void> {
  const { rows } = await client.query<{ name: string; whole: boolean }>(
    `select relname as name, indisvalid as whole from pg_index join pg_class on pg_class.oid = indexrelid
     where relname = any ($1) and pg_table_is_visible(pg_class.oid)`,
    [Object.keys(wanted)],
  )
  const there = new Map(rows.map(({ name, whole }) => [name, whole]))
  for (const [name, definition] of Object.entries(wanted)) {
    if (there.get(name) === true) continue
    log.info({ index: name }, 'an index is being built; on a large ledger it takes minutes')
    if (there.has(name)) await client.query(`drop index concurrently ${name}`)
    await client.query(`create index concurrently ${name} ${definition}`)
  }
}
