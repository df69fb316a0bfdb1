import { connectionFor } from '../domain/connection.ts'
import { findOurs, type JitRequest } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import type { Connection, Request, Target } from '../domain/request.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError } from '../ports/jit.ts'
import { changeRequest } from './change-request.ts'
import { markOf } from './mark.ts'
import type { OpenDeps } from './open-target.ts'

type VerifyJob = Extract<Job, { kind: 'verify open' }>

export interface VerifyDeps extends OpenDeps {
  /** How long after Azure's 202 a port may take to open before it counts as failed. Milliseconds. */
  readonly verifyTimeoutMs: number
}

/** Looks whether what Azure accepted is open by now. The card turns green only here. */
export async function verifyOpen(deps: VerifyDeps, job: VerifyJob): Promise<void> {
  const request = await deps.store.find(job.request)
  const opening = request?.openings[job.target]
  const target = request?.targets[job.target]
  if (!request || !target || opening?.state !== 'accepted') return
  const sinceMs = deps.clock.now() - (opening.calledAt ?? deps.clock.now())
  const seen = await look(deps, job, request, target)
  if (seen.kind === 'open') {
    const { endsAt, connection } = seen
    const found = opening.correlationId === undefined
    await changeRequest(deps, job.request, () => ({ kind: 'seen open', target: job.target, endsAt, connection, found }))
  } else if (sinceMs >= deps.verifyTimeoutMs) {
    const why = `Azure accepted the call, but after ${Math.round(sinceMs / 1000)} seconds ${seen.what}. Should it open after all, it shuts by itself.`
    deps.log.error({ request: request.id, vm: target.vm, seen: seen.what }, 'accepted, but never seen open')
    await changeRequest(deps, job.request, () => ({ kind: 'give up', target: job.target, why }))
  } else {
    await deps.jobs.enqueue([{ ...job, at: deps.clock.now() + nextLookMs(sinceMs) }])
  }
}

/** Close together at first, because somebody waits; then further apart, because Azure counts calls. */
function nextLookMs(sinceMs: number): number {
  return Math.min(15_000, Math.max(2_000, sinceMs))
}

type Seen =
  | { readonly kind: 'open'; readonly endsAt: number; readonly connection: Connection }
  | { readonly kind: 'not open'; readonly what: string }

async function look(deps: VerifyDeps, job: VerifyJob, request: Request, target: Target): Promise<Seen> {
  try {
    const ours = findOurs(await deps.jit.read(job.policy), target.vm, markOf(request, job.target))
    if (!ours) return { kind: 'not open', what: 'the JIT policy does not show it' }
    const wanted = target.ports.map((port) => ours.ports.find((seen) => seen.number === port.number))
    const shut = wanted.find((port) => port?.status !== 'Initiated')
    if (shut || wanted.includes(undefined)) {
      return { kind: 'not open', what: `the JIT policy shows “${shut?.status ?? 'nothing'}”` }
    }
    const endsAt = Math.min(...ours.ports.map((port) => port.endsAt))
    return { kind: 'open', endsAt, connection: connectionOf(deps.estate, target, ours) }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    deps.log.warn(
      { request: request.id, policy: job.policy, code: error.code, status: error.status },
      'cannot look whether it is open',
    )
    return { kind: 'not open', what: `the JIT policy cannot be read (${error.message})` }
  }
}

function connectionOf(estate: Estate, target: Target, ours: JitRequest): Connection {
  const mapped = new Map(
    ours.ports.flatMap((port) => (port.mappedPort === undefined ? [] : [[port.number, port.mappedPort]])),
  )
  const vm = estate.get(target.vm)
  const covers = vm?.jit.kind === 'configured' ? vm.jit.covers : []
  return connectionFor(
    vm,
    covers.find((cover) => cover.policy === target.policy),
    target.ports.map((p) => p.number),
    mapped,
  )
}
