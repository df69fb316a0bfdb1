import { type Kysely, sql } from 'kysely'

/** Which machines a ledger entry concerns, for its index (see `indexes.ts`), and the links from which files are downloaded. */
export async function up(db: Kysely<never>): Promise<void> {
  // Ids and bare names, so that one index finds both. Shallow: nothing of a machine stands deeper in an entry.
  await sql`
    create function ledger_machines(event jsonb) returns text[] language sql immutable parallel safe as $$
      select coalesce(array_agg(distinct subject), '{}') from (
        select lower(found #>> '{}') as id from (
          select jsonb_path_query(event, 'lax $.fact.**{0 to 3}.vm') as found
          union all select jsonb_path_query(event, 'lax $.fact.vms[*]')
        ) as all_found where jsonb_typeof(found) = 'string'
      ) as ids, lateral (values (id), (regexp_replace(id, '^.*/', ''))) as subjects (subject)
    $$`.execute(db)
  await sql`
    create table downloads (
      token_hash text primary key,
      kind text not null,
      person text not null,
      document jsonb not null,
      expires_at bigint not null,
      used_at bigint
    )`.execute(db)
  await sql`create index downloads_by_age on downloads (expires_at)`.execute(db)
  await sql`create table secrets (name text primary key, value text not null)`.execute(db)
}
