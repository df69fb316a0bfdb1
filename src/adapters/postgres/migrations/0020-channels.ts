import { type Kysely, sql } from 'kysely'

/** What is known of bound channels, and who was welcomed when. New tables: nothing that is there is touched. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table channel_states (
      conversation text primary key,
      delivered_at bigint,
      lost jsonb
    )`.execute(db)
  await sql`create table welcomes (conversation text primary key, at bigint not null)`.execute(db)
}
