import type { Job, JobKind } from '../domain/job.ts'

/** What a worker does with each kind of job. A handler that throws is tried again with back-off; it may run twice. */
export type JobHandlers = { readonly [Kind in JobKind]: (job: Extract<Job, { kind: Kind }>) => Promise<void> }
