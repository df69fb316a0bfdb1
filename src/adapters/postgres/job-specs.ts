import { type Job, jobKey, jobQueue } from '../../domain/job.ts'

/** The moment in the world's time at which something at `atMs` of the bot's clock is due. Without a sandbox they are the same. */
export type ToRealTime = (atMs: number) => Date

/** The jobs as the SQL function `enqueue_jobs` takes them; without `at` they are due at once. */
export function jobSpecs(jobs: readonly Job[], toRealTime: ToRealTime): unknown[] {
  return jobs.map((job) => ({
    kind: job.kind,
    key: jobKey(job),
    queue: jobQueue(job),
    runAt: job.at === undefined ? undefined : toRealTime(job.at).toISOString(),
    payload: job,
  }))
}
