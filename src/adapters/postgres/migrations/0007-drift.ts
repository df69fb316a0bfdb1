import { type Kysely, sql } from 'kysely'

/** What the watcher found, each once, and when it last looked. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table drifts (key text primary key, found_at bigint not null)`.execute(db)
  await sql`
    create table drift_watch (
      singleton boolean primary key default true check (singleton),
      looked_at bigint not null
    )`.execute(db)
}
