import type { Job } from '../domain/job.ts'
import { noOne } from '../words/reader.ts'
import { inAllLanguages } from '../words/text.ts'
import { changeRequest } from './change-request.ts'
import { extensionOf, handOver } from './extended-windows.ts'
import { lookClosed } from './look-closed.ts'
import type { LookDeps } from './look-open.ts'

type VerifyJob = Extract<Job, { kind: 'verify closed' }>

/** How long a window may outlive its end before its requester and the operator are told. */
const patienceMs = 5 * 60_000
/** For so long an extension that Azure was asked for in the last moment may take, before the end is told. */
const settlesMs = 60_000
/** After so long without a word from Azure there is nothing left to look for: Azure ends windows after a day at most. */
const forgottenMs = 25 * 3_600_000

/** Looks whether a window that is over is shut. “Closed” is said only when it was seen; otherwise it looks again, and says so in time. */
export async function verifyClosed(deps: LookDeps, job: VerifyJob): Promise<void> {
  const request = await deps.store.find(job.request)
  const opening = request?.openings[job.target]
  const target = request?.targets[job.target]
  if (!request || !target || (opening?.state !== 'open' && opening?.state !== 'closing')) return
  const now = deps.clock.now()
  const overdueMs = now - (opening.endsAt ?? 0)
  if (overdueMs < 0) return await deps.jobs.enqueue([{ ...job, at: opening.endsAt ?? 0 }])
  const extension = await extensionOf(deps, request, job.target)
  if (extension?.isOpen) return await handOver(deps, extension.request.id, extension.index)
  if (extension && overdueMs < settlesMs) {
    const why = inAllLanguages(({ words }) => words.shut.beingExtended(extension.request.id))
    await changeRequest(deps, job.request, () => ({ kind: 'seen still open', target: job.target, why, tell: false }))
    return await deps.jobs.enqueue([{ ...job, at: now + 2_000 }])
  }
  const seen = await lookClosed(deps, job, request, target)
  const why = inAllLanguages(seen.what)
  if (seen.kind === 'closed' || (seen.kind === 'cannot tell' && overdueMs >= forgottenMs)) {
    const kept = seen.kind === 'closed' && seen.keptBy !== undefined ? { keptBy: seen.keptBy } : {}
    await changeRequest(deps, job.request, () => ({
      kind: 'seen closed',
      target: job.target,
      why,
      ...kept,
    }))
    return
  }
  const tell = overdueMs >= patienceMs && opening.overdueToldAt === undefined
  if (tell) deps.log.error({ request: request.id, overdueMs, seen: seen.what(noOne) }, 'a window outlives its end')
  await changeRequest(deps, job.request, () => ({ kind: 'seen still open', target: job.target, why, tell }))
  await deps.jobs.enqueue([{ ...job, at: now + nextLookMs(overdueMs) }])
}

/** Somebody's rule may let the address in for days, and Azure counts calls. */
function nextLookMs(overdueMs: number): number {
  if (overdueMs < 60_000) return 5_000
  return overdueMs < 3_600_000 ? 60_000 : 10 * 60_000
}
