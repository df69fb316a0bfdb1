import type { Job } from '../domain/job.ts'
import type { Request } from '../domain/request.ts'
import { AzureError } from '../ports/jit.ts'
import { changeRequest } from './change-request.ts'
import { recordOf, standsOpen } from './mark.ts'
import type { OpenDeps } from './open-target.ts'

type VerifyJob = Extract<Job, { kind: 'verify closed' }>

/** How long a window may outlive its end before its requester and the operator are told. */
const patienceMs = 5 * 60_000
/** After so long without a word from Azure there is nothing left to look for: Azure ends windows after a day at most. */
const forgottenMs = 25 * 3_600_000

/** Looks whether a window that is over is shut. “Closed” is said only when it was seen; otherwise it looks again, and says so in time. */
export async function verifyClosed(deps: OpenDeps, job: VerifyJob): Promise<void> {
  const request = await deps.store.find(job.request)
  const opening = request?.openings[job.target]
  if (!request || (opening?.state !== 'open' && opening?.state !== 'closing')) return
  const now = deps.clock.now()
  const overdueMs = now - (opening.endsAt ?? 0)
  if (overdueMs < 0) return await deps.jobs.enqueue([{ ...job, at: opening.endsAt ?? 0 }])
  const seen = await look(deps, job, request)
  if (seen.kind === 'closed' || (seen.kind === 'cannot tell' && overdueMs >= forgottenMs)) {
    await changeRequest(deps, job.request, () => ({ kind: 'seen closed', target: job.target, why: seen.what }))
    return
  }
  const tell = overdueMs >= patienceMs && opening.overdueToldAt === undefined
  if (tell) deps.log.error({ request: request.id, overdueMs, seen: seen.what }, 'a window outlives its end')
  await changeRequest(deps, job.request, () => ({ kind: 'seen still open', target: job.target, why: seen.what, tell }))
  await deps.jobs.enqueue([{ ...job, at: now + (overdueMs < 60_000 ? 5_000 : 60_000) }])
}

interface Seen {
  readonly kind: 'closed' | 'open' | 'cannot tell'
  readonly what: string
}

async function look(deps: OpenDeps, job: VerifyJob, request: Request): Promise<Seen> {
  try {
    const policy = await deps.jit.read(job.policy)
    if (standsOpen(policy, request, job.target)) return { kind: 'open', what: 'Azure still shows it as open' }
    const record = recordOf(policy, request, job.target)
    if (!record) return { kind: 'cannot tell', what: 'Azure has no record of the window any more' }
    const reason = record.ports[0]?.statusReason
    return {
      kind: 'closed',
      what: !reason || reason === 'Expired' ? 'the window expired' : `Azure revoked it (${reason})`,
    }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    return { kind: 'cannot tell', what: `Azure cannot be asked whether it is shut: ${error.explanation}` }
  }
}
