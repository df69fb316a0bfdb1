import { isEscalated, nextEscalation } from '../domain/access-policy/escalation.ts'
import type { Job } from '../domain/job.ts'
import type { Destination } from '../domain/posting.ts'
import type { Clock } from '../ports/clock.ts'
import type { Estate } from '../ports/estate.ts'
import type { Log } from '../ports/log.ts'
import type { People } from '../ports/people.ts'
import type { BindingStore, JobQueue, RequestStore } from '../ports/store.ts'
import { noOne } from '../words/reader.ts'
import type { Text } from '../words/text.ts'
import { askAgain } from './ask-again.ts'
import { awaitedOf } from './awaited-of.ts'
import { changeRequest } from './change-request.ts'
import type { DelegatorDeps } from './delegators-of.ts'
import { standInsFor } from './stand-ins-for.ts'

export interface EscalateDeps extends DelegatorDeps {
  readonly store: RequestStore
  readonly bindings: BindingStore
  readonly jobs: JobQueue
  readonly people: People
  readonly estate: Estate
  readonly clock: Clock
  readonly log: Log
}

const againMs = 15_000

/** Tells the next groups of a request that nobody has decided: a card in their channel, a line on the cards. May run twice. */
export async function escalateRequest(deps: EscalateDeps, job: Extract<Job, { kind: 'escalate' }>): Promise<void> {
  let unclear: Text | undefined
  const told = await changeRequest(deps, job.request, async (request) => {
    unclear = undefined
    if (request.state !== 'pending') return undefined
    const answer = await askAgain(deps, request)
    if (answer.kind === 'cannot tell') {
      unclear = answer.why
      return undefined
    }
    const { requirement } = answer.now
    const waiting = { since: request.submittedAt, now: deps.clock.now() }
    const due = requirement.approvals.flatMap((approval) =>
      approval.escalate && isEscalated(approval, waiting) ? [{ ...approval.escalate, rule: approval.rule }] : [],
    )
    const awaited = await awaitedOf(deps, requirement, request.decisions, answer.membership, waiting)
    const rules = new Map(due.map(({ rule, to, afterMs }) => [rule, { rule, to, afterMs }]))
    const inForce = deps.policy.current()
    const standIns =
      inForce.kind === 'none' ? {} : { standIns: await standInsFor(deps, inForce.policy, requirement, waiting) }
    return { kind: 'escalate', due: [...rules.values()], to: await channelsOf(deps, due), awaited, ...standIns }
  })
  if (told.kind === 'same' && unclear === undefined && told.request.state === 'pending') {
    const { requirement, submittedAt, lapsesAt } = told.request
    const next = nextEscalation(requirement.approvals, submittedAt, deps.clock.now())
    if (next !== undefined && next < lapsesAt) await deps.jobs.enqueue([{ ...job, at: next }])
  }
  if (unclear === undefined) return
  deps.log.warn({ request: job.request, why: unclear(noOne) }, 'an escalation can not be judged; it waits')
  await deps.jobs.enqueue([{ ...job, at: deps.clock.now() + againMs }])
}

/** Where it is told: the channels that are bound under the names that the rules give. */
async function channelsOf(
  { bindings, log }: EscalateDeps,
  due: readonly { readonly notify?: string }[],
): Promise<Destination[]> {
  const names = new Set(due.flatMap(({ notify }) => notify ?? []))
  if (names.size === 0) return []
  const bound = (await bindings.list()).flatMap((b) => (b.purpose === 'approvals' && names.has(b.name) ? [b] : []))
  if (bound.length === 0) log.warn({ names: [...names] }, 'no channel is bound under the name that an escalation gives')
  return [...new Set(bound.map(({ conversation }) => conversation))].map((id) => ({ kind: 'conversation', id }))
}
