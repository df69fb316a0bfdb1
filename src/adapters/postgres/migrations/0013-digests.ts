import { type Kysely, sql } from 'kysely'

/** Where each conversation's last digest ended. It was looked for in the ledger before, entry by entry. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table digests (conversation text primary key, posted_to bigint not null)`.execute(db)
  // One pass over the postings, which nobody is kept from using meanwhile.
  await sql`
    insert into digests (conversation, posted_to)
    select destination ->> 'id', max((content ->> 'to')::bigint) from postings
    where card_of is null and content ->> 'kind' = 'digest' and destination ->> 'id' is not null
    group by 1`.execute(db)
}
