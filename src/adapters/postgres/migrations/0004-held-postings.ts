import { type Kysely, sql } from 'kysely'

/** Postings that the process that stored them shows by itself. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table postings add column held_until timestamptz`.execute(db)
  // What graphile-worker does to add a job takes longer to plan than to do; and as long as nobody has counted its rows, it reads
  // every job that waits to find the one with the same key.
  await sql`alter function enqueue_jobs(jsonb) set plan_cache_mode = force_generic_plan`.execute(db)
  await sql`alter function enqueue_jobs(jsonb) set enable_seqscan = off`.execute(db)
  await sql`alter function enqueue_jobs(jsonb) set enable_hashjoin = off`.execute(db)
}
