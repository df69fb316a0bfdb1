import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { JobKind } from '../../domain/job.ts'
import type { Log } from '../../ports/log.ts'
import type { Database } from './database.ts'

export interface FastForwardDeps {
  readonly database: Database
  readonly log: Log
  /** Moves the sandbox's clock ahead by so many milliseconds. */
  readonly moveClock: (ms: number) => void
  /** Resolves when jobs that ran here are done: then it is worth to look again. */
  readonly rested: () => Promise<void>
}

/** How long due jobs are waited for before time goes on without them. */
const settleMs = 15_000
/** A job may be another process's, whose rest nobody tells. */
const lookEveryMs = 50
/** After so long the rest is taken in one go: something makes a new job for every moment. */
const budgetMs = 60_000
/** Jobs that only look, again and again: where they alone have run, everything is as it was. */
const watches = ['watch drift', 'watch channels'] satisfies JobKind[]
/** While everything is as it was, time need not stop for a look at it more often than this. */
const quietMs = 60 * 60_000
/** A look that is due sooner is one that was asked for, because something was found: no routine. */
const soonMs = 2 * 60_000

const underWay = new WeakMap<Database, Promise<void>>()

/**
 * Lets time pass in the sandbox as it would in the world: from one due job to the next, each seeing the time at which it is due, until
 * the seconds are over. Jobs that these jobs cause count too. Looks for drift that would see the same again are left out, all but one an
 * hour and the last. One call after the other.
 */
export async function fastForward(deps: FastForwardDeps, seconds: number): Promise<void> {
  const before = underWay.get(deps.database) ?? Promise.resolve()
  const mine = before.catch(() => undefined).then(() => pass(deps, Math.round(seconds * 1000)))
  underWay.set(deps.database, mine)
  await mine
}

async function pass(deps: FastForwardDeps, totalMs: number): Promise<void> {
  const began = performance.now()
  let remainingMs = totalMs
  let isQuiet = false
  await settle(deps)
  while (remainingMs > 0) {
    const next = await look(deps.database, remainingMs, isQuiet)
    const inTurn = next.dueInMs !== undefined && performance.now() - began < budgetMs
    const stepMs = inTurn ? Math.min(Math.max(1, Math.ceil(next.dueInMs)), remainingMs) : remainingMs
    isQuiet = next.workInMs === undefined || next.workInMs > stepMs
    await step(deps, stepMs, next)
    remainingMs -= stepMs
    await settle(deps)
  }
}

/** The moment of a look: `now` as statements see it, `at` as it was when it was written. */
interface Look {
  /** Milliseconds until the next job that time stops for; undefined if none is within the time that was asked about. */
  readonly dueInMs: number | undefined
  /** The same, watches apart. */
  readonly workInMs: number | undefined
  readonly now: string
  readonly at: string
}

async function look({ db }: Database, withinMs: number, isQuiet: boolean): Promise<Look> {
  const { rows } = await sql<{ stop: number | null; work: number | null; now: string; at: string }>`
    select extract(epoch from min(case
        when ${isQuiet} and key = 'watch drift' and run_at > now() + ${after(soonMs)}
          then greatest(run_at, now() + ${after(quietMs)})
        else run_at end) - now())::float8 * 1000 as stop,
      extract(epoch from min(run_at) filter (where key is null or key <> all (${watches}::text[])) - now())::float8 * 1000 as work,
      now()::text as now, clock_timestamp()::text as at
    from (
      select run_at, key from graphile_worker.jobs where locked_at is null and attempts < max_attempts
      union all select due_at, key from timers) as waiting
    where run_at > now() and run_at <= now() + ${after(withinMs)}`.execute(db)
  const { stop, work, now, at } = rows[0] ?? { stop: null, work: null, now: '', at: '' }
  return { dueInMs: stop ?? undefined, workInMs: work ?? undefined, now, at }
}

const after = (ms: number) => sql`make_interval(secs => ${ms / 1000})`

/**
 * The clock goes ahead, and all that waits is due so much earlier. Jobs written from here on reckon with the new time already. As many
 * workers are woken as there are jobs due: each asks the database.
 */
async function step(
  { database: { db }, moveClock }: FastForwardDeps,
  stepMs: number,
  { now, at }: Look,
): Promise<void> {
  moveClock(stepMs)
  const far = after(stepMs)
  await sql`
    with sooner as (
      update timers set due_at = due_at - ${far} where due_at > ${now}::timestamptz and set_at <= ${at}::timestamptz),
    moved as (
      select job.run_at from graphile_worker.jobs as waiting
      cross join lateral graphile_worker.reschedule_jobs(array[waiting.id], waiting.run_at - ${far}) as job
      where waiting.run_at > ${now}::timestamptz and waiting.updated_at <= ${at}::timestamptz)
    select pg_notify('jobs:insert', json_build_object('count', count(*))::text) from moved
    where run_at <= clock_timestamp() having count(*) > 0`.execute(db)
}

/**
 * Waits until nothing is due and nothing runs. A job that waits for its retry is not due. What became due since the clock was moved is told
 * to the workers, who would look for it within a second only.
 */
async function settle({ database: { db }, log, rested }: FastForwardDeps): Promise<void> {
  const deadline = performance.now() + settleMs
  for (;;) {
    const rest = rested()
    const { rows } = await sql<{ rung: number; due: number; running: number }>`
      with waiting as (
        select count(*) filter (where locked_at is null)::int as due, count(locked_at)::int as running
        from graphile_worker.jobs
        where locked_at is not null or (run_at <= now() and attempts < max_attempts))
      select ring_timers() as rung, due, running,
        case when due > 0 then pg_notify('jobs:insert', json_build_object('count', due)::text) end
      from waiting`.execute(db)
    // What has just rung is not counted yet.
    const { rung = 0, due = 0, running = 0 } = rows[0] ?? {}
    const jobs = rung + due + running
    if (jobs === 0) return
    if (performance.now() > deadline) {
      log.warn({ jobs }, 'time goes on although jobs that are due are not done')
      return
    }
    await Promise.race([rest, pause(lookEveryMs)])
  }
}
