import type { TaskList } from 'graphile-worker'
import type { Job, JobKind } from '../../domain/job.ts'
import type { JobHandlers } from '../../ports/jobs.ts'

/** The handlers as graphile-worker wants them: a task for each kind of job, called with what was enqueued. */
export function taskList(handlers: JobHandlers): TaskList {
  const kinds = Object.keys(handlers) as JobKind[]
  return Object.fromEntries(
    kinds.map((kind) => {
      // Each handler takes its own kind of job, and what is stored under a kind is such a job.
      const handler = handlers[kind] as (job: Job) => Promise<void>
      return [kind, (payload: unknown) => handler(payload as Job)]
    }),
  )
}
