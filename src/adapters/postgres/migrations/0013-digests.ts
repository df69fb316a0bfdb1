import { type Kysely, sql } from 'kysely'

/** Where each conversation's last digest ended, which was looked for in the ledger before; and tables that are cleaned in time when they are large. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table digests (conversation text primary key, posted_to bigint not null)`.execute(db)
  // One pass over the postings, which nobody is kept from using meanwhile.
  await sql`
    insert into digests (conversation, posted_to)
    select destination ->> 'id', max((content ->> 'to')::bigint) from postings
    where card_of is null and content ->> 'kind' = 'digest' and destination ->> 'id' is not null
    group by 1`.execute(db)
  // Each entry is changed once, when it is chained, and each card as often as its request. By default a table is cleaned when a fifth
  // of it is dead: a million entries here, and the indexes on what is not chained or not delivered would have to be read past them.
  for (const table of ['ledger', 'postings', 'requests']) {
    await sql`
      alter table ${sql.table(table)} set (
        autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000,
        autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 5000)`.execute(db)
  }
}
