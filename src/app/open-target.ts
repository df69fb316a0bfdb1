import { findingText } from '../domain/access-policy/finding-text.ts'
import { remaining } from '../domain/access-policy/sufficiency.ts'
import { findOurs } from '../domain/jit-policy.ts'
import type { Job } from '../domain/job.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError, type Jit } from '../ports/jit.ts'
import type { Log } from '../ports/log.ts'
import type { PolicySource } from '../ports/policy.ts'
import type { JobQueue, RequestStore } from '../ports/store.ts'
import { askAgain } from './ask-again.ts'
import { changeRequest } from './change-request.ts'
import { justificationOf, markOf } from './mark.ts'
import { windowEnd } from './window-end.ts'

export interface OpenDeps {
  readonly store: RequestStore
  readonly jobs: JobQueue
  readonly jit: Jit
  readonly policy: PolicySource
  readonly estate: Estate
  readonly clock: Clock
  readonly log: Log
}

type OpenJob = Extract<Job, { kind: 'open target' }>

/**
 * Asks Azure to open one target, once in effect: the intent is stored before the call, and if an earlier call may have reached Azure,
 * Azure is looked at first. May run twice, late, or after a crash.
 */
export async function openTarget(deps: OpenDeps, job: OpenJob): Promise<void> {
  const request = await deps.store.find(job.request)
  const opening = request?.openings[job.target]
  if (!request || !opening || (opening.state !== 'waiting' && opening.state !== 'calling')) return
  const now = deps.clock.now()
  if (now >= request.lapsesAt) return await tooLate(deps, job, request)
  const answer = askAgain(deps, request)
  const objection = objectionOf(answer, request)
  if (opening.attempts > 0 && (await adopt(deps, job, request))) return
  if (objection) return await giveUp(deps, job, objection)
  const endsAt = windowEnd(request, job.target, deps.estate, now)
  const called = await changeRequest(deps, job.request, () => ({ kind: 'call', target: job.target, endsAt }))
  if (called.kind !== 'changed') return
  await initiate(deps, job, called.request, endsAt)
}

/** Why the access policy no longer lets it be opened, if so: the policy is asked again at opening. */
function objectionOf(answer: ReturnType<typeof askAgain>, request: Request): string | undefined {
  if (answer.kind === 'cannot tell') return answer.why
  const [finding] = answer.analysis.findings
  if (finding) return `The access policy has changed: ${findingText(finding)}`
  if (!remaining(answer.now.requirement, request.decisions, answer.membership).met) {
    return 'The access policy has changed and demands approvals that this request does not have. Ask again.'
  }
  return undefined
}

/** True if a call that went before is found in Azure: then it is followed, not made again. */
async function adopt(deps: OpenDeps, job: OpenJob, request: Request): Promise<boolean> {
  const target = request.targets[job.target]
  if (!target) return true
  try {
    const ours = findOurs(await deps.jit.read(job.policy), target.vm, markOf(request, job.target))
    const endsAt = ours?.ports.reduce((least, port) => Math.min(least, port.endsAt), Number.POSITIVE_INFINITY) ?? 0
    if (!ours || endsAt <= deps.clock.now()) return false
    await changeRequest(deps, job.request, () => ({ kind: 'accepted', target: job.target, endsAt }))
    deps.log.warn(
      { request: request.id, vm: target.vm },
      'an earlier call had reached Azure: it is followed, not repeated',
    )
    return true
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    if (error.outcome === 'refused') await giveUp(deps, job, error.message)
    else await again(deps, job, request, error)
    return true
  }
}

async function initiate(deps: OpenDeps, job: OpenJob, request: Request, endsAt: number): Promise<void> {
  const target = request.targets[job.target]
  if (!target) return
  try {
    const { correlationId } = await deps.jit.initiate(job.policy, {
      vm: target.vm,
      ports: target.ports.map((port) => port.number),
      source: request.source.prefix,
      endsAt,
      justification: justificationOf(request, job.target),
    })
    const correlation = correlationId === undefined ? {} : { correlationId }
    await changeRequest(deps, job.request, () => ({ kind: 'accepted', target: job.target, endsAt, ...correlation }))
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    if (error.outcome === 'refused') await giveUp(deps, job, `Azure refused: ${error.message}`)
    else await again(deps, job, request, error)
  }
}

/** Later, with back-off (or when Azure said), as long as what was approved may still start. */
async function again(deps: OpenDeps, job: OpenJob, request: Request, error: AzureError): Promise<void> {
  const attempts = request.openings[job.target]?.attempts ?? 1
  const waitMs = error.retryAfterMs ?? Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 6))
  deps.log.warn(
    { request: request.id, policy: job.policy, code: error.code, status: error.status, attempts, waitMs },
    'Azure did not take the call; it is tried again',
  )
  await deps.jobs.enqueue([{ ...job, at: deps.clock.now() + waitMs }])
}

async function giveUp(deps: OpenDeps, job: OpenJob, why: string): Promise<void> {
  deps.log.error({ request: job.request, policy: job.policy, why }, 'opening failed')
  await changeRequest(deps, job.request, () => ({ kind: 'give up', target: job.target, why }))
}

async function tooLate(deps: OpenDeps, job: OpenJob, request: Request): Promise<void> {
  if (request.state === 'approved') await changeRequest(deps, job.request, () => ({ kind: 'lapse' }))
  else await giveUp(deps, job, 'Azure did not answer for so long that what was approved is out of date. Ask again.')
}
