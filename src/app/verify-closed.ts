import { findOurs } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import type { Request, Target } from '../domain/request.ts'
import { AzureError } from '../ports/jit.ts'
import { changeRequest } from './change-request.ts'
import { markOf } from './mark.ts'
import type { OpenDeps } from './open-target.ts'

type VerifyJob = Extract<Job, { kind: 'verify closed' }>

/** How long a window may outlive its end before its requester and the operator are told. */
const patienceMs = 5 * 60_000

/** Looks whether a window that is over is shut. “Closed” is said only when it was seen; otherwise it looks again, and says so in time. */
export async function verifyClosed(deps: OpenDeps, job: VerifyJob): Promise<void> {
  const request = await deps.store.find(job.request)
  const opening = request?.openings[job.target]
  const target = request?.targets[job.target]
  if (!request || !target || (opening?.state !== 'open' && opening?.state !== 'closing')) return
  const overdueMs = deps.clock.now() - (opening.endsAt ?? 0)
  if (overdueMs < 0) return await deps.jobs.enqueue([{ ...job, at: opening.endsAt ?? 0 }])
  const seen = await look(deps, job, request, target)
  if (seen.closed) {
    await changeRequest(deps, job.request, () => ({ kind: 'seen closed', target: job.target, why: seen.what }))
    return
  }
  const tell = overdueMs >= patienceMs && opening.overdueToldAt === undefined
  if (tell)
    deps.log.error({ request: request.id, vm: target.vm, overdueMs, seen: seen.what }, 'a window outlives its end')
  await changeRequest(deps, job.request, () => ({ kind: 'seen still open', target: job.target, why: seen.what, tell }))
  await deps.jobs.enqueue([{ ...job, at: deps.clock.now() + (overdueMs < 60_000 ? 5_000 : 60_000) }])
}

async function look(
  deps: OpenDeps,
  job: VerifyJob,
  request: Request,
  target: Target,
): Promise<{ readonly closed: boolean; readonly what: string }> {
  try {
    const ours = findOurs(await deps.jit.read(job.policy), target.vm, markOf(request, job.target))
    const live = ours?.ports.find((port) => port.status === 'Initiated' || port.status === 'Initiating')
    if (live) return { closed: false, what: `Azure still shows port ${live.number} as “${live.status}”` }
    const reason = ours?.ports[0]?.statusReason
    return {
      closed: true,
      what: reason === 'Expired' || !reason ? 'the window expired' : `Azure revoked it (${reason})`,
    }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    return { closed: false, what: `Azure cannot be asked whether it is shut: ${error.message}` }
  }
}
