import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Log } from '../../ports/log.ts'
import type { Database } from './database.ts'
import { ringTimers } from './timers.ts'
import { nudge } from './worker-presence.ts'

export interface FastForwardDeps {
  readonly database: Database
  readonly log: Log
  /** Moves the sandbox's clock ahead by so many milliseconds. */
  readonly moveClock: (ms: number) => void
}

/** How long due jobs are waited for before time goes on without them. */
const settleMs = 15_000
/** After so long the rest is taken in one go: something makes a new job for every moment. */
const budgetMs = 60_000

const underWay = new WeakMap<Database, Promise<void>>()

/**
 * Lets time pass in the sandbox as it would in the world: from one due job to the next, each seeing the time at which it is due, until
 * the seconds are over. Jobs that these jobs cause count too. One call after the other.
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
  await settle(deps)
  while (remainingMs > 0) {
    const nextMs = performance.now() - began < budgetMs ? await untilNextJob(deps.database, remainingMs) : undefined
    const stepMs = Math.min(nextMs ?? remainingMs, remainingMs)
    await step(deps, stepMs)
    remainingMs -= stepMs
    await settle(deps)
  }
}

/** Milliseconds until the next job is due, at least 1; undefined if none is within `withinMs`. */
async function untilNextJob({ db }: Database, withinMs: number): Promise<number | undefined> {
  const { rows } = await sql<{ ms: number | null }>`
    select extract(epoch from min(run_at) - now())::float8 * 1000 as ms from (
      select run_at from graphile_worker.jobs where locked_at is null and attempts < max_attempts
      union all select due_at from timers) as waiting
    where run_at > now() and run_at <= now() + make_interval(secs => ${withinMs / 1000})`.execute(db)
  const ms = rows[0]?.ms
  return ms === null || ms === undefined ? undefined : Math.max(1, Math.ceil(ms))
}

/** The clock goes ahead, and all that waits is due so much earlier. Jobs written from here on reckon with the new time already. */
async function step({ database: { db }, moveClock }: FastForwardDeps, stepMs: number): Promise<void> {
  const { rows } = await sql<{
    now: string
    at: string
  }>`select now()::text as now, clock_timestamp()::text as at`.execute(db)
  const { now, at } = rows[0] ?? { now: '', at: '' }
  moveClock(stepMs)
  await sql`
    update timers set due_at = due_at - make_interval(secs => ${stepMs / 1000})
    where due_at > ${now}::timestamptz and set_at <= ${at}::timestamptz`.execute(db)
  await sql`
    select ${nudge}, count(*) from graphile_worker.jobs as waiting
    cross join lateral graphile_worker.reschedule_jobs(
      array[waiting.id], waiting.run_at - make_interval(secs => ${stepMs / 1000}))
    where waiting.run_at > ${now}::timestamptz and waiting.updated_at <= ${at}::timestamptz`.execute(db)
}

/** Waits until nothing is due and nothing runs. A job that waits for its retry is not due. */
async function settle({ database, log }: FastForwardDeps): Promise<void> {
  const { db } = database
  const deadline = performance.now() + settleMs
  for (;;) {
    await ringTimers(database)
    const { rows } = await sql<{ busy: number }>`
      select count(*)::int as busy from graphile_worker.jobs
      where locked_at is not null or (run_at <= now() and attempts < max_attempts)`.execute(db)
    const busy = rows[0]?.busy ?? 0
    if (busy === 0) return
    if (performance.now() > deadline) {
      log.warn({ jobs: busy }, 'time goes on although jobs that are due are not done')
      return
    }
    await pause(10)
  }
}
