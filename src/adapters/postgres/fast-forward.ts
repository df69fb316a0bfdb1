import { setTimeout as pause } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
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
const askEveryMs = 50
/** After so long the rest is taken in one go: something makes a new job for every moment. */
const budgetMs = 60_000
/** Jobs that only look at what there is, again and again. */
const watches = ['watch drift', 'watch channels'] satisfies JobKind[]
/** From one routine look to the next that time stops for. */
const lookEveryMs = 60 * 60_000
/** A look that is due sooner is one that was asked for, because something was found: no routine. */
const soonMs = 2 * 60_000

const underWay = new WeakMap<Database, Promise<void>>()

/**
 * Lets time pass in the sandbox as it would in the world: from one due job to the next, each seeing the time at which it is due, until
 * the seconds are over. Jobs that these jobs cause count too. Of routine looks there is the first, one an hour after it, and one at the end
 * if any was due. One call after the other.
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
  let lookInMs = 0
  await settle(deps)
  while (remainingMs > 0) {
    const turn = notBefore(Math.min(lookInMs, remainingMs))
    const next = await look(deps.database, remainingMs, turn)
    const inTurn = next.dueInMs !== undefined && performance.now() - began < budgetMs
    const stepMs = inTurn ? Math.min(Math.max(1, Math.ceil(next.dueInMs)), remainingMs) : remainingMs
    await step(deps, stepMs, next, turn)
    remainingMs -= stepMs
    const looks = next.lookInMs !== undefined && next.lookInMs <= stepMs
    lookInMs = looks ? lookEveryMs : Math.max(0, lookInMs - stepMs)
    await settle(deps)
  }
}

/** When a job's turn is, that has a key and waits until `due`: a routine look's not before so many milliseconds have passed. */
type Turn = (due: RawBuilder<unknown>) => RawBuilder<unknown>
const notBefore =
  (ms: number): Turn =>
  (due) =>
    sql`case when key = any (${watches}::text[]) and ${due} > now() + ${after(soonMs)} then greatest(${due}, now() + ${after(ms)}) else ${due} end`

/** The moment of a look: `now` as statements see it, `at` as it was when it was written. */
interface Look {
  /** Milliseconds until the next job's turn; undefined if none is within the time that was asked about. */
  readonly dueInMs: number | undefined
  /** The same for routine looks alone. */
  readonly lookInMs: number | undefined
  readonly now: string
  readonly at: string
}

async function look({ db }: Database, withinMs: number, turn: Turn): Promise<Look> {
  const { rows } = await sql<{ due: number | null; look: number | null; now: string; at: string }>`
    select min(due) as due, min(due) filter (where key = any (${watches}::text[])) as look,
      now()::text as now, clock_timestamp()::text as at
    from (
      select extract(epoch from ${turn(sql`run_at`)} - now())::float8 * 1000 as due, key
      from (
        select run_at, key from graphile_worker.jobs where locked_at is null and attempts < max_attempts
        union all select due_at, key from timers) as waiting
      where run_at > now() and run_at <= now() + ${after(withinMs)}) as turns`.execute(db)
  const { due, look, now, at } = rows[0] ?? { due: null, look: null, now: '', at: '' }
  return { dueInMs: due ?? undefined, lookInMs: look ?? undefined, now, at }
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
  turn: Turn,
): Promise<void> {
  moveClock(stepMs)
  const far = after(stepMs)
  await sql`
    with sooner as (
      update timers set due_at = ${turn(sql`due_at`)} - ${far} where due_at > ${now}::timestamptz and set_at <= ${at}::timestamptz),
    moved as (
      select job.run_at from graphile_worker.jobs as waiting
      cross join lateral graphile_worker.reschedule_jobs(array[waiting.id], ${turn(sql`waiting.run_at`)} - ${far}) as job
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
    await Promise.race([rest, pause(askEveryMs)])
  }
}
