import type { JitPolicy } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import type { Request } from '../domain/request.ts'
import { changeRequest } from './change-request.ts'
import { extensionOf, handOver } from './extended-windows.ts'
import { type LookDeps, lookOpen, type Seen } from './look-open.ts'
import { isAlive, recordOf } from './mark.ts'
import { endangeredBy, standingWindows } from './standing-windows.ts'

type VerifyJob = Extract<Job, { kind: 'verify open' }>

export interface VerifyDeps extends LookDeps {
  /** How long after Azure's 202 a port may take to open before it counts as failed. Milliseconds. */
  readonly verifyTimeoutMs: number
}

/** How often what failed is looked at, for as long as Azure might open it after all. */
const lateLookMs = 60_000

/** Looks whether what Azure accepted is open by now. The card turns green only here, also when Azure opens late what was given up. */
export async function verifyOpen(deps: VerifyDeps, job: VerifyJob): Promise<void> {
  const request = await deps.store.find(job.request)
  const opening = request?.openings[job.target]
  const target = request?.targets[job.target]
  if (!request || !target) return
  // Killed between the two.
  if (opening?.state === 'open') return await handOver(deps, request.id, job.target)
  if (opening?.state !== 'accepted' && opening?.state !== 'failed') return
  const seen = await lookOpen(deps, job, request, target)
  if (seen.kind !== 'not open') {
    await tell(deps, job, request, seen)
    await handOver(deps, request.id, job.target)
    return await tellReplaced(deps, job, request, seen)
  }
  const now = deps.clock.now()
  const sinceMs = now - (opening.calledAt ?? now)
  if (opening.state === 'failed') {
    if (seen.alive && now < (opening.endsAt ?? 0)) await deps.jobs.enqueue([{ ...job, at: now + lateLookMs }])
  } else if (sinceMs < deps.verifyTimeoutMs || seen.partly) {
    await deps.jobs.enqueue([{ ...job, at: now + nextLookMs(sinceMs) }])
  } else {
    const why = `Azure accepted the call, but after ${Math.round(sinceMs / 1000)} seconds ${seen.what}. It is looked at further: should it open after all, you are told.`
    deps.log.error({ request: request.id, vm: target.vm, seen: seen.what }, 'accepted, but never seen open')
    await changeRequest(deps, job.request, () => ({ kind: 'give up', target: job.target, why }))
    await deps.jobs.enqueue([{ ...job, at: now + lateLookMs }])
  }
}

/** Azure was seen to open eight seconds after its 202: between a look that finds it quick and that moment a look is a call for nothing. */
const usuallyMs = 8_000

/** Azure counts calls, and somebody waits. */
function nextLookMs(sinceMs: number): number {
  return sinceMs < usuallyMs ? usuallyMs : Math.min(15_000, sinceMs)
}

/** What became of the windows beside it: Azure may have ended one of them for this one. Never called open when it is shut. */
async function tellReplaced(
  deps: VerifyDeps,
  job: VerifyJob,
  request: Request,
  { policy, endsAt }: { readonly policy: JitPolicy; readonly endsAt: number },
): Promise<void> {
  const beside = await standingWindows(deps, request, job.target, deps.clock.now())
  // The others are kept by this very window.
  for (const { request: other, target } of endangeredBy(beside, { source: request.source.prefix, endsAt })) {
    // Its extension may have taken its place already, and is about to be seen open.
    if (await extensionOf(deps, other, target)) continue
    const record = recordOf(policy, other, target)
    if (!record || isAlive(record)) continue
    const why = `Azure ended it for another window on the same port (${record.ports[0]?.statusReason || 'no reason given'}). Ask again`
    deps.log.error({ request: other.id, for: request.id }, 'Azure ended a window that was valid')
    await changeRequest(deps, other.id, () => ({ kind: 'seen closed', target, why }))
  }
}

async function tell(
  deps: VerifyDeps,
  job: VerifyJob,
  request: Request,
  seen: Extract<Seen, { kind: 'open' | 'over' }>,
): Promise<void> {
  const { endsAt, connection, proof, what } = seen
  const found = request.openings[job.target]?.correlationId === undefined
  const event = { kind: 'seen open', target: job.target, endsAt, connection, found } as const
  await changeRequest(deps, job.request, () => ({ ...event, ...(proof === undefined ? {} : { proof }) }))
  // It was open while nobody looked: the ledger has both, the opening and the end.
  if (seen.kind === 'over')
    await changeRequest(deps, job.request, () => ({ kind: 'seen closed', target: job.target, why: what }))
}
