import { type Kysely, sql } from 'kysely'

/** The language that was chosen for a channel. A new table: nothing that is there is touched. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table channel_languages (conversation text primary key, language text not null)`.execute(db)
}
