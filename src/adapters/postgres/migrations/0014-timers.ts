import { type Kysely, sql } from 'kysely'

/**
 * What is due later than in a few seconds waits in a table of its own, and becomes a job when its time has come: most of it never
 * does, and graphile-worker wakes every worker for each job that is added, whenever it is due.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table timers (
      key text primary key,
      due_at timestamptz not null,
      job jsonb not null,
      set_at timestamptz not null default clock_timestamp()
    )`.execute(db)
  await sql`create index timers_by_time on timers (due_at)`.execute(db)
  await sql`alter function enqueue_jobs(jsonb) rename to start_jobs`.execute(db)
  await sql`
    create function enqueue_jobs(jobs jsonb) returns integer language plpgsql set plan_cache_mode = force_generic_plan as $$
    declare
      soon jsonb;
      late constant timestamptz := now() + interval '10 seconds';
    begin
      insert into timers (key, due_at, job)
      select distinct on (key) key, due_at, job from (
        select job_key_name(job ->> 'key'), (job ->> 'runAt')::timestamptz, job - 'runAt', place
        from jsonb_array_elements(jobs) with ordinality as listed (job, place)) as timed (key, due_at, job, place)
      where due_at > late
      order by key, place desc
      on conflict (key) do update set due_at = excluded.due_at, job = excluded.job, set_at = clock_timestamp();
      select jsonb_agg(job order by place) into soon
      from jsonb_array_elements(jobs) with ordinality as listed (job, place)
      where coalesce((job ->> 'runAt')::timestamptz, now()) <= late;
      if soon is not null then
        delete from timers where key in (
          select job_key_name(each.spec ->> 'key') from jsonb_array_elements(soon) as each (spec));
        perform start_jobs(soon);
      end if;
      return jsonb_array_length(jobs);
    end $$`.execute(db)
  await sql`
    create function ring_timers() returns integer language plpgsql as $$
    declare
      due jsonb;
    begin
      with rung as (
        delete from timers where key in (
          select key from timers where due_at <= now() order by due_at limit 1000 for update skip locked)
        returning job)
      select jsonb_agg(job) into due from rung;
      if due is null then
        return 0;
      end if;
      return start_jobs(due);
    end $$`.execute(db)
}
