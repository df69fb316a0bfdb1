import type { Job, JobKind } from '../../../src/domain/job.ts'
import type { JobHandlers } from '../../../src/ports/jobs.ts'

const kinds: Readonly<Record<JobKind, true>> = {
  'open target': true,
  'verify open': true,
  'verify closed': true,
  'close target': true,
  configure: true,
  'watch drift': true,
  'watch channels': true,
  warn: true,
  remind: true,
  escalate: true,
  lapse: true,
  deliver: true,
  digest: true,
}

/** One handler for every kind of job. */
export function handlersThat(perform: (job: Job) => Promise<void>): JobHandlers {
  return Object.fromEntries(Object.keys(kinds).map((kind) => [kind, perform])) as unknown as JobHandlers
}
