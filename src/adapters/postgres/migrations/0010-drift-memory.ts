import { type Kysely, sql } from 'kysely'

/** What the watcher remembers from one look to the next: the rules of each JIT policy, and which findings stand since when. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create table policies_seen (policy text primary key, rules jsonb not null)`.execute(db)
  await sql`create table drift_standing (key text primary key, subject text not null, since bigint not null)`.execute(
    db,
  )
  await sql`create index drift_standing_of on drift_standing (subject)`.execute(db)
  // Few rows: one for each change of port rules by an admin.
  await sql`create index configurations_by_target on configurations using gin ((document -> 'targets') jsonb_path_ops)`.execute(
    db,
  )
}
