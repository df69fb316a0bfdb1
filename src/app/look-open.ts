import { connectionFor } from '../domain/connection.ts'
import type { JitPolicy, JitRequest } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import type { Connection, NotFrom, Proof, Request, Target } from '../domain/request.ts'
import { hasOnly, prefixesOf } from '../domain/source-ranges.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError } from '../ports/jit.ts'
import type { Network } from '../ports/network.ts'
import { asText, inAllLanguages, type Text } from '../words/text.ts'
import { endOf, isAlive, recordOf } from './mark.ts'
import type { OpenDeps } from './open-target.ts'
import { proveOpen } from './prove-open.ts'
import { seenFrom } from './seen-from.ts'

export interface LookDeps extends OpenDeps {
  readonly network: Network
}

interface SeenWindow {
  readonly policy: JitPolicy
  readonly endsAt: number
  readonly connection: Connection
  readonly proof?: Proof
  readonly notFrom?: NotFrom
  /** It may become open from more of its sources. */
  readonly mayOpen?: boolean
}

/** What was seen of one target by one look at Azure. */
export type Seen =
  | ({ readonly kind: 'open' } & SeenWindow)
  | ({ readonly kind: 'over'; readonly what: Text } & SeenWindow)
  /** `alive`: it may open yet. `partly`: some of its ports are open, so that it can not be called failed. */
  | { readonly kind: 'not open'; readonly what: Text; readonly alive: boolean; readonly partly: boolean }

/** A failing read of the rules is tried again for so long; then the JIT policy's word has to do. */
const rulesWithinMs = 30_000

/**
 * Looks at the JIT policy and, once that says open, at the rules that decide. `patient`: sources that may open yet are waited for, before it
 * is called open from some and not from others.
 */
export async function lookOpen(
  deps: LookDeps,
  job: Extract<Job, { kind: 'verify open' }>,
  request: Request,
  target: Target,
  patient: boolean,
): Promise<Seen> {
  const notOpen = (what: Text, alive = true, partly = false): Seen => ({ kind: 'not open', what, alive, partly })
  try {
    const policy = await deps.jit.read(job.policy)
    const record = recordOf(policy, request, job.target)
    if (!record) return notOpen(({ words }) => words.opened.notShown, false)
    const ours = prefixesOf(request.source)
    const stranger = record.ports.find((port) => !hasOnly(port.source, ours))
    if (stranger) return notOpen(({ words }) => words.opened.shownFor(stranger.source))
    const { open, opening, notFrom, status } = seenFrom(record, request, job.target)
    const seen = { policy, endsAt: endOf(record), connection: connectionOf(deps.estate, target, record) }
    const waits = opening.length > 0
    if (open.length > 0 && !(waits && patient)) {
      const proven = await proveOpen(deps, target, open)
      const sinceMs = deps.clock.now() - (request.openings[job.target]?.calledAt ?? 0)
      const passes = proven.kind === 'not now' && sinceMs >= rulesWithinMs
      if (proven.kind !== 'proven' && !passes) return notOpen(proven.why)
      const kept = proven.kind === 'proven' ? proven.notFrom : undefined
      // A rule may come some time after the record.
      if (kept && patient) return notOpen(asText(kept.why), true, true)
      const proof =
        proven.kind === 'proven' ? proven.proof : ({ by: 'record', why: inAllLanguages(proven.why) } as const)
      const from = bothOf(notFrom, kept)
      return { kind: 'open', ...seen, proof, ...from, mayOpen: waits || kept !== undefined }
    }
    if (!isAlive(record)) {
      const reason = record.ports[0]?.statusReason ?? ''
      return { kind: 'over', ...seen, what: ({ words }) => words.opened.wasOver(reason) }
    }
    const partly = record.ports.some((port) => port.status === 'Initiated')
    return notOpen(({ words }) => words.opened.shows(status ?? ''), true, partly)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const { code, status, missing, explanation } = error
    deps.log.warn(
      { request: request.id, policy: job.policy, code, status, ...missing },
      'cannot look whether it is open',
    )
    return notOpen((reader) => reader.words.opened.cannotRead(explanation(reader)))
  }
}

/** What the record does not show, and what the rules keep out. */
function bothOf(...all: readonly (NotFrom | undefined)[]): { readonly notFrom?: NotFrom } {
  const known = all.filter((each) => each !== undefined)
  const [first] = known
  return first ? { notFrom: { sources: known.flatMap(({ sources }) => sources), why: first.why } } : {}
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
