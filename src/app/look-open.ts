import { connectionFor } from '../domain/connection.ts'
import type { JitPolicy, JitRequest } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import type { Connection, Proof, Request, Target } from '../domain/request.ts'
import { showSource } from '../domain/source.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError } from '../ports/jit.ts'
import type { Network } from '../ports/network.ts'
import { endOf, isAlive, recordOf } from './mark.ts'
import type { OpenDeps } from './open-target.ts'
import { proveOpen } from './prove-open.ts'

export interface LookDeps extends OpenDeps {
  readonly network: Network
}

/** What was seen of one target by one look at Azure. */
export type Seen =
  | {
      readonly kind: 'open' | 'over'
      readonly policy: JitPolicy
      readonly endsAt: number
      readonly connection: Connection
      readonly proof?: Proof
      readonly what: string
    }
  /** `alive`: it may open yet. `partly`: some of its ports are open, so that it can not be called failed. */
  | { readonly kind: 'not open'; readonly what: string; readonly alive: boolean; readonly partly: boolean }

/** A failing read of the rules is tried again for so long; then the JIT policy's word has to do. */
const rulesWithinMs = 30_000

/** Looks at the JIT policy and, once that says open, at the rules that decide. */
export async function lookOpen(
  deps: LookDeps,
  job: Extract<Job, { kind: 'verify open' }>,
  request: Request,
  target: Target,
): Promise<Seen> {
  const notOpen = (what: string, alive = true, partly = false): Seen => ({ kind: 'not open', what, alive, partly })
  try {
    const policy = await deps.jit.read(job.policy)
    const record = recordOf(policy, request, job.target)
    if (!record) return notOpen('the JIT policy does not show it', false)
    const stranger = record.ports.find((port) => showSource(port.source) !== showSource(request.source.prefix))
    if (stranger) return notOpen(`the JIT policy shows it for ${stranger.source}, which was not asked for`)
    const wanted = target.ports.map((port) => record.ports.find((seen) => seen.number === port.number))
    const statuses = wanted.map((port) => port?.status ?? 'nothing')
    const seen = { policy, endsAt: endOf(record), connection: connectionOf(deps.estate, target, record) }
    if (statuses.every((status) => status === 'Initiated')) {
      const proven = await proveOpen(deps, target, request.source.prefix)
      if (proven.kind === 'proven') return { kind: 'open', ...seen, proof: proven.proof, what: 'open' }
      const sinceMs = deps.clock.now() - (request.openings[job.target]?.calledAt ?? 0)
      if (proven.kind === 'keeps out' || sinceMs < rulesWithinMs) return notOpen(proven.why)
      return { kind: 'open', ...seen, proof: { by: 'record', why: proven.why }, what: 'open' }
    }
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
