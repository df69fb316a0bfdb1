import { sql } from 'kysely'
import type { JobQueue } from '../../ports/store.ts'
import { again } from './again.ts'
import type { Database } from './database.ts'
import { jobSpecs, type ToRealTime } from './job-specs.ts'
import { toJson } from './json.ts'

/** Jobs that no change of a request causes. */
export function jobQueue(deps: { readonly database: Database; readonly toRealTime: ToRealTime }): JobQueue {
  return {
    enqueue: async (jobs) => {
      if (jobs.length === 0) return
      const specs = toJson(jobSpecs(jobs, deps.toRealTime))
      await again(() => sql`select enqueue_jobs(${specs}::jsonb)`.execute(deps.database.db))
    },
  }
}
