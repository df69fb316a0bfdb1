import { connectionFor } from '../domain/connection.ts'
import type { JitRequest } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import type { Connection, Request, Target } from '../domain/request.ts'
import { showSource } from '../domain/source.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError } from '../ports/jit.ts'
import { changeRequest } from './change-request.ts'
import { endOf, isAlive, recordOf } from './mark.ts'
import type { OpenDeps } from './open-target.ts'
import { standingWindows } from './standing-windows.ts'

type VerifyJob = Extract<Job, { kind: 'verify open' }>

export interface VerifyDeps extends OpenDeps {
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
  if (!request || !target || (opening?.state !== 'accepted' && opening?.state !== 'failed')) return
  const seen = await look(deps, job, request, target)
  if (seen.kind !== 'not open') {
    await tell(deps, job, request, seen)
    return await tellReplaced(deps, job, request)
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

/** Close together at first, because somebody waits; then further apart, because Azure counts calls. */
function nextLookMs(sinceMs: number): number {
  return Math.min(15_000, Math.max(2_000, sinceMs))
}

/** What became of the windows beside it: Azure may have ended one of them for this one. Never called open when it is shut. */
async function tellReplaced(deps: VerifyDeps, job: VerifyJob, request: Request): Promise<void> {
  const beside = await standingWindows(deps, request, job.target, deps.clock.now())
  if (beside.length === 0) return
  try {
    const policy = await deps.jit.read(job.policy)
    for (const { request: other, target } of beside) {
      const record = recordOf(policy, other, target)
      if (!record || isAlive(record)) continue
      const why = `Azure ended it for another window on the same port (${record.ports[0]?.statusReason || 'no reason given'}). Ask again`
      deps.log.error({ request: other.id, for: request.id }, 'Azure ended a window that was valid')
      await changeRequest(deps, other.id, () => ({ kind: 'seen closed', target, why }))
    }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    deps.log.warn({ request: request.id, why: error.message }, 'cannot look what became of other windows')
  }
}

type Seen =
  | { readonly kind: 'open' | 'over'; readonly endsAt: number; readonly connection: Connection; readonly what: string }
  /** `alive`: it may open yet. `partly`: some of its ports are open, so that it can not be called failed. */
  | { readonly kind: 'not open'; readonly what: string; readonly alive: boolean; readonly partly: boolean }

async function tell(
  deps: VerifyDeps,
  job: VerifyJob,
  request: Request,
  seen: Extract<Seen, { kind: 'open' | 'over' }>,
): Promise<void> {
  const { endsAt, connection, what } = seen
  const found = request.openings[job.target]?.correlationId === undefined
  await changeRequest(deps, job.request, () => ({ kind: 'seen open', target: job.target, endsAt, connection, found }))
  // It was open while nobody looked: the ledger has both, the opening and the end.
  if (seen.kind === 'over')
    await changeRequest(deps, job.request, () => ({ kind: 'seen closed', target: job.target, why: what }))
}

async function look(deps: VerifyDeps, job: VerifyJob, request: Request, target: Target): Promise<Seen> {
  const notOpen = (what: string, alive = true, partly = false): Seen => ({ kind: 'not open', what, alive, partly })
  try {
    const record = recordOf(await deps.jit.read(job.policy), request, job.target)
    if (!record) return notOpen('the JIT policy does not show it', false)
    const stranger = record.ports.find((port) => showSource(port.source) !== showSource(request.source.prefix))
    if (stranger) return notOpen(`the JIT policy shows it for ${stranger.source}, which was not asked for`)
    const wanted = target.ports.map((port) => record.ports.find((seen) => seen.number === port.number))
    const statuses = wanted.map((port) => port?.status ?? 'nothing')
    const seen = { endsAt: endOf(record), connection: connectionOf(deps.estate, target, record) }
    if (statuses.every((status) => status === 'Initiated')) return { kind: 'open', ...seen, what: 'open' }
    if (!isAlive(record)) {
      const reason = record.ports[0]?.statusReason || 'no reason given'
      return { kind: 'over', ...seen, what: `the window was over when it was looked at (${reason})` }
    }
    return notOpen(
      `the JIT policy shows “${statuses.find((status) => status !== 'Initiated')}”`,
      true,
      statuses.includes('Initiated'),
    )
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const { code, status, missing, explanation } = error
    deps.log.warn(
      { request: request.id, policy: job.policy, code, status, ...missing },
      'cannot look whether it is open',
    )
    return notOpen(`the JIT policy cannot be read (${explanation})`)
  }
}

function connectionOf(estate: Estate, target: Target, record: JitRequest): Connection {
  const mapped = new Map(
    record.ports.flatMap((port): [number, number][] =>
      port.mappedPort === undefined ? [] : [[port.number, port.mappedPort]],
    ),
  )
  const vm = estate.get(target.vm)
  const covers = vm?.jit.kind === 'configured' ? vm.jit.covers : []
  const cover = covers.find((candidate) => candidate.policy === target.policy)
  return connectionFor(
    vm,
    cover,
    target.ports.map((port) => port.number),
    mapped,
  )
}
