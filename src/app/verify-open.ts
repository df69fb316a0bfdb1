import type { JitPolicy, JitRequest } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import type { Opening, Request } from '../domain/request.ts'
import { prefixesOf } from '../domain/source-ranges.ts'
import { noOne } from '../words/reader.ts'
import { inAllLanguages } from '../words/text.ts'
import { changeRequest } from './change-request.ts'
import { extensionOf, handOver } from './extended-windows.ts'
import { type LookDeps, lookOpen, type Seen } from './look-open.ts'
import { isAlive, recordOf } from './mark.ts'
import { seenFrom } from './seen-from.ts'
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
  if (!request || !target || !opening) return
  // Killed between seeing it open and handing over.
  if (opening.state === 'open') await handOver(deps, request.id, job.target)
  if (!isWaitedFor(opening)) return
  const now = deps.clock.now()
  const sinceMs = now - (opening.calledAt ?? now)
  const seen = await lookOpen(deps, job, request, target, sinceMs < deps.verifyTimeoutMs)
  if (seen.kind !== 'not open') {
    await tell(deps, job, request, seen)
    await handOver(deps, request.id, job.target)
    // Open from some of its sources: for as long as it may become open from the others, it is looked at.
    if (seen.kind === 'open' && seen.notFrom && (seen.mayOpen || sinceMs < deps.verifyTimeoutMs))
      await deps.jobs.enqueue([{ ...job, at: now + lateLookMs }])
    return await tellReplaced(deps, job, request, seen)
  }
  if (opening.state === 'open') return
  if (opening.state === 'failed') {
    if (seen.alive && now < (opening.endsAt ?? 0)) await deps.jobs.enqueue([{ ...job, at: now + lateLookMs }])
  } else if (sinceMs < deps.verifyTimeoutMs || seen.partly) {
    await deps.jobs.enqueue([{ ...job, at: now + nextLookMs(sinceMs) }])
  } else {
    const seconds = Math.round(sinceMs / 1000)
    const why = inAllLanguages((reader) => reader.words.opened.neverSeen(seconds, seen.what(reader)))
    deps.log.error({ request: request.id, vm: target.vm, seen: seen.what(noOne) }, 'accepted, but never seen open')
    await changeRequest(deps, job.request, () => ({ kind: 'give up', target: job.target, why }))
    await deps.jobs.enqueue([{ ...job, at: now + lateLookMs }])
  }
}

/** Seen open, it is looked at further only where that was not from every source, and nobody has asked to shut it. */
function isWaitedFor({ state, notFrom, closeAsked }: Opening): boolean {
  return state === 'accepted' || state === 'failed' || (state === 'open' && notFrom !== undefined && !closeAsked)
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
  const endangered = endangeredBy(beside, { sources: prefixesOf(request.source), endsAt })
  const once = new Map(endangered.map((window) => [`${window.request.id}/${window.target}`, window]))
  for (const { request: other, target } of once.values()) {
    // Its extension may have taken its place already, and is about to be seen open.
    if ((await extensionOf(deps, other, target)) || request.extends?.request === other.id) continue
    const record = recordOf(policy, other, target)
    if (!record) continue
    if (isAlive(record)) {
      await tellNarrowed(deps, other, target, record)
      continue
    }
    const reason = record.ports[0]?.statusReason ?? ''
    const why = inAllLanguages(({ words }) => words.opened.replaced(reason))
    deps.log.error({ request: other.id, for: request.id }, 'Azure ended a window that was valid')
    await changeRequest(deps, other.id, () => ({ kind: 'seen closed', target, why }))
  }
}

/** A window of several sources may be ended for some of them alone. */
async function tellNarrowed(deps: VerifyDeps, other: Request, target: number, record: JitRequest): Promise<void> {
  const { opening, notFrom } = seenFrom(record, other, target)
  const { state, endsAt, connection, notFrom: before } = other.openings[target] ?? {}
  if (state !== 'open' || endsAt === undefined || !connection || !notFrom || opening.length > 0) return
  const sources = [...new Set([...(before?.sources ?? []), ...notFrom.sources])]
  const from = { notFrom: { ...notFrom, sources } }
  await changeRequest(deps, other.id, () => ({ kind: 'seen open', target, endsAt, connection, found: true, ...from }))
}

async function tell(
  deps: VerifyDeps,
  job: VerifyJob,
  request: Request,
  seen: Extract<Seen, { kind: 'open' | 'over' }>,
): Promise<void> {
  const { endsAt, connection, proof, notFrom } = seen
  const found = request.openings[job.target]?.correlationId === undefined
  const event = { kind: 'seen open', target: job.target, endsAt, connection, found } as const
  const proven = { ...(proof === undefined ? {} : { proof }), ...(notFrom === undefined ? {} : { notFrom }) }
  if (seen.kind === 'open' || request.openings[job.target]?.state !== 'open')
    await changeRequest(deps, job.request, () => ({ ...event, ...proven }))
  // It was open while nobody looked: the ledger has both, the opening and the end.
  if (seen.kind !== 'over') return
  const why = inAllLanguages(seen.what)
  await changeRequest(deps, job.request, () => ({ kind: 'seen closed', target: job.target, why }))
}
