import { type Kysely, sql } from 'kysely'

/** How people are called, as Teams last told. A new table: nothing that is there is touched. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table people (id text primary key, name text not null)`.execute(db)
}
