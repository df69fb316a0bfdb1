import { type Kysely, sql } from 'kysely'

/** Which requests broke glass, what waits to be confirmed, and who stands in for whom. New tables: nothing large is read or locked. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table break_glass_uses (
      request text primary key,
      person text not null,
      used_at bigint not null,
      signed boolean not null default false
    )`.execute(db)
  await sql`create index break_glass_uses_by_person on break_glass_uses (person, used_at desc)`.execute(db)
  await sql`create index break_glass_uses_unsigned on break_glass_uses (used_at) where not signed`.execute(db)
  await sql`
    create table break_glass_drafts (id text primary key, expires_at bigint not null, document jsonb not null)`.execute(
    db,
  )
  await sql`create index break_glass_drafts_by_time on break_glass_drafts (expires_at)`.execute(db)
  await sql`
    create table delegations (
      delegator text primary key,
      delegate text not null,
      until bigint not null,
      document jsonb not null
    )`.execute(db)
  await sql`create index delegations_by_delegate on delegations (delegate)`.execute(db)
  await sql`create index delegations_by_end on delegations (until)`.execute(db)
}
