import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Fewer than this are no burden. */
const bearable = 100

/**
 * Removes graphile-worker's rows of job queues that have no job; answers how many. It keeps one for each conversation that there ever
 * was, and locks all of them each time it looks for a job: 2 ms and 160 kB of log for 3,000. Its own clean-up is not safe while jobs
 * are added, a job could lose its queue and never run; under this lock nobody is adding any.
 */
export async function forgetIdleQueues({ db }: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from graphile_worker._private_job_queues`.execute(
    db,
  )
  if ((rows[0]?.n ?? 0) <= bearable) return 0
  return await db.transaction().execute(async (only) => {
    await sql`set local lock_timeout = 250`.execute(only)
    await sql`lock table graphile_worker._private_job_queues in share row exclusive mode`.execute(only)
    const removed = await sql`
      delete from graphile_worker._private_job_queues as queues
      where locked_at is null
        and not exists (select from graphile_worker._private_jobs where job_queue_id = queues.id)`.execute(only)
    return Number(removed.numAffectedRows ?? 0)
  })
}
