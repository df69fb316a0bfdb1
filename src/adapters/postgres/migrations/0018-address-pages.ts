import { type Kysely, sql } from 'kysely'

/** Pages that find out from which address a person connects. A new table: nothing large is read or locked. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table address_pages (
      nonce_hash text primary key,
      person text not null,
      document jsonb not null,
      confirmed jsonb,
      expires_at bigint not null,
      used_at bigint
    )`.execute(db)
  await sql`create index address_pages_by_age on address_pages (expires_at)`.execute(db)
}
