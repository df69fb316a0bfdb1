import type { Job } from '../domain/job.ts'
import type { Clock } from '../ports/clock.ts'
import type { JobQueue, RequestStore } from '../ports/store.ts'
import { changeRequest } from './change-request.ts'

/** Reminds the approvals channels of a request that still waits, once for each of its moments. May run twice, late or early. */
export async function remindOf(
  deps: { readonly store: RequestStore; readonly jobs: JobQueue; readonly clock: Clock },
  job: Extract<Job, { kind: 'remind' }>,
): Promise<void> {
  const reminded = await changeRequest(deps, job.request, () => ({ kind: 'remind' }))
  if (reminded.kind !== 'same' || reminded.request.state !== 'pending') return
  const next = reminded.request.remindAt?.[reminded.request.reminded ?? 0]
  if (next !== undefined && next > deps.clock.now()) await deps.jobs.enqueue([{ ...job, at: next }])
}
