import { type Kysely, sql } from 'kysely'
import { genesis } from '../../../domain/ledger-chain.ts'

/** The ledger, its head, and the trigger that refuses what would break the chain by mistake. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table ledger (
      id bigint generated always as identity primary key,
      event jsonb not null,
      written_at timestamptz not null default now(),
      seq bigint constraint ledger_seq_once unique,
      previous text,
      hash text,
      at bigint generated always as (floor((event ->> 'at')::numeric)::bigint) stored,
      request text generated always as (event ->> 'request') stored,
      person text generated always as (event -> 'actor' ->> 'id') stored,
      constraint ledger_sealed_whole check ((seq is null) = (hash is null) and (seq is null) = (previous is null))
    )`.execute(db)
  await sql`create index ledger_unsealed on ledger (id) where seq is null`.execute(db)
  await sql`create index ledger_by_time on ledger (at, seq) where seq is not null`.execute(db)
  await sql`create index ledger_by_request on ledger (request, at, seq) where seq is not null and request is not null`.execute(
    db,
  )
  await sql`create index ledger_by_person on ledger (person, at, seq) where seq is not null and person is not null`.execute(
    db,
  )
  await sql`
    create table ledger_head (singleton boolean primary key default true check (singleton), seq bigint not null, hash text not null)`.execute(
    db,
  )
  await sql`insert into ledger_head (seq, hash) values (0, ${sql.lit(genesis)})`.execute(db)

  // Against mistakes. Against malice there is the chain: whoever may disable this trigger cannot make the hashes fit.
  await sql`
    create function ledger_is_append_only() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and old.seq is null and new.seq is not null and new.event = old.event
        and new.id = old.id and new.written_at = old.written_at then
        return new;
      end if;
      raise exception 'the ledger is append-only: % refused', tg_op using errcode = 'insufficient_privilege';
    end $$`.execute(db)
  await sql`
    create trigger ledger_rows_stay before update or delete on ledger
    for each row execute function ledger_is_append_only()`.execute(db)
  await sql`
    create trigger ledger_stays before truncate on ledger
    for each statement execute function ledger_is_append_only()`.execute(db)
}
