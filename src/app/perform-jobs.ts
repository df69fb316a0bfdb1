import type { JobHandlers } from '../ports/jobs.ts'
import { changeRequest } from './change-request.ts'
import { type CloseDeps, closeTarget } from './close-target.ts'
import { type ConfigureDeps, configureJit } from './configure-jit.ts'
import { type DeliverDeps, deliver } from './deliver.ts'
import { type EscalateDeps, escalateRequest } from './escalate-request.ts'
import { openTarget } from './open-target.ts'
import { type DigestDeps, postDigest } from './post-digest.ts'
import { remindOf } from './remind-of.ts'
import { verifyClosed } from './verify-closed.ts'
import { type VerifyDeps, verifyOpen } from './verify-open.ts'
import { type WatchChannelsDeps, watchChannels } from './watch-channels.ts'
import { type DriftDeps, watchDrift } from './watch-drift.ts'

/** One use case for each kind of job. */
export function jobHandlers(
  deps: VerifyDeps &
    CloseDeps &
    DeliverDeps &
    DigestDeps &
    ConfigureDeps &
    DriftDeps &
    EscalateDeps &
    WatchChannelsDeps,
): JobHandlers {
  return {
    'open target': (job) => openTarget(deps, job),
    'verify open': (job) => verifyOpen(deps, job),
    'close target': (job) => closeTarget(deps, job),
    'verify closed': (job) => verifyClosed(deps, job),
    configure: (job) => configureJit(deps, job),
    warn: async (job) => {
      await changeRequest(deps, job.request, () => ({ kind: 'warn' }))
    },
    lapse: async (job) => {
      await changeRequest(deps, job.request, () => ({ kind: 'lapse' }))
    },
    remind: (job) => remindOf(deps, job),
    escalate: (job) => escalateRequest(deps, job),
    'watch drift': () => watchDrift(deps),
    'watch channels': () => watchChannels(deps),
    deliver: (job) => deliver(deps, job),
    digest: (job) => postDigest(deps, job),
  }
}
