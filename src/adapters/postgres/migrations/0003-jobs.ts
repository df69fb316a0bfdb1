import { type Kysely, sql } from 'kysely'

/**
 * `enqueue_jobs([{ kind, key, queue, runAt, payload }])`: adds jobs under their keys, replacing those that wait.
 *
 * It looks whether all of them were taken, because graphile-worker's `add_jobs` silently drops a job when a worker locks the one
 * with the same key just between two of its statements; the second round sees that lock and adds a job of its own.
 */
export async function up(db: Kysely<never>): Promise<void> {
  // graphile-worker allows 512 characters.
  await sql`
    create function job_key_name(name text) returns text language sql immutable as $$
      select case when length(name) <= 512 then name
        else left(name, 400) || '#' || encode(sha256(convert_to(name, 'UTF8')), 'hex') end
    $$`.execute(db)
  // As `jobKey` and `jobQueue` of the domain have it.
  await sql`
    create function deliver_job(conversation text) returns jsonb language sql immutable as $$
      select jsonb_build_object('kind', 'deliver', 'key', 'deliver:' || conversation,
        'queue', 'conversation:' || case when length(conversation) <= 100 then conversation
          else encode(sha256(convert_to(conversation, 'UTF8')), 'hex') end,
        'payload', jsonb_build_object('kind', 'deliver', 'conversation', conversation))
    $$`.execute(db)
  await sql`
    create function enqueue_jobs(jobs jsonb) returns integer language plpgsql as $$
    declare
      waiting text[];
      taken text[];
    begin
      select array_agg(job ->> 'key') into waiting from jsonb_array_elements(jobs) job;
      for round in 1..10 loop
        if waiting is null then
          return jsonb_array_length(jobs);
        end if;
        select array_agg(added.key) into taken from graphile_worker.add_jobs((
          select array_agg((
            job ->> 'kind', job -> 'payload', job ->> 'queue', (job ->> 'runAt')::timestamptz, null,
            job_key_name(job ->> 'key'), null, null
          )::graphile_worker.job_spec order by job ->> 'key')
          from (select distinct on (job ->> 'key') job
            from jsonb_array_elements(jobs) with ordinality as listed (job, place)
            where job ->> 'key' = any (waiting)
            order by job ->> 'key', place desc) as last
        )) added;
        select array_agg(key) into waiting from unnest(waiting) key where job_key_name(key) <> all (coalesce(taken, '{}'));
      end loop;
      raise exception 'jobs are not taken: %', waiting using errcode = 'lock_not_available';
    end $$`.execute(db)
}
