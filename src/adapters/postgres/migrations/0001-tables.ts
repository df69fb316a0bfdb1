import { type Kysely, sql } from 'kysely'

/** Requests, claims, outbox, bindings, sources, addresses, activities, workers. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table requests (
      id text primary key,
      version integer not null,
      state text not null,
      requester text not null,
      submitted_at bigint not null,
      document jsonb not null
    )`.execute(db)
  await sql`create index requests_by_state on requests (state, submitted_at desc, id desc)`.execute(db)
  await sql`create index requests_by_requester on requests (requester, state, submitted_at desc, id desc)`.execute(db)
  await sql`
    create index requests_standing_open on requests using gin ((document -> 'targets') jsonb_path_ops)
    where state in ('opening', 'open', 'closing')`.execute(db)

  await sql`
    create table claims (
      requester text not null,
      vm text not null,
      port integer not null,
      request text not null,
      constraint claims_once primary key (requester, vm, port)
    )`.execute(db)
  await sql`create index claims_by_request on claims (request)`.execute(db)

  await sql`
    create table postings (
      id bigint generated always as identity primary key,
      key text not null constraint postings_once unique,
      queue text not null,
      card_of text,
      destination jsonb not null,
      content jsonb not null,
      conversation text,
      message_id text,
      shown integer not null default 0,
      wanted integer not null,
      attempts integer not null default 0,
      last_error text,
      abandoned_at timestamptz,
      wanted_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index postings_undelivered on postings (queue, id) where shown < wanted and abandoned_at is null`.execute(
    db,
  )
  await sql`create index postings_by_message on postings (message_id) where message_id is not null`.execute(db)
  await sql`create index postings_by_card on postings (card_of) where card_of is not null`.execute(db)

  await sql`create table bindings (key text primary key, binding jsonb not null)`.execute(db)
  await sql`create table sources (person text primary key, source jsonb not null, confirmed_at bigint not null)`.execute(
    db,
  )
  await sql`
    create table addresses (
      conversation text primary key,
      kind text not null,
      person text,
      title text,
      reference jsonb not null,
      learnt_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index addresses_of_people on addresses (person, learnt_at desc) where kind = 'personal'`.execute(db)
  await sql`create table seen_activities (id text primary key, at bigint not null)`.execute(db)
  await sql`create index seen_activities_by_age on seen_activities (at)`.execute(db)
  await sql`create table workers (id text primary key, process integer not null)`.execute(db)
}
