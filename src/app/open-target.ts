import { findingText } from '../domain/access-policy/finding-text.ts'
import { isOurFault } from '../domain/access-policy/our-fault.ts'
import { remaining } from '../domain/access-policy/sufficiency.ts'
import type { Job } from '../domain/job.ts'
import type { Request } from '../domain/request.ts'
import type { MissingRight } from '../domain/rights/missing-right.ts'
import { hasPrefix, prefixesOf } from '../domain/source-ranges.ts'
import type { Clock } from '../ports/clock.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError, type Jit } from '../ports/jit.ts'
import type { Log } from '../ports/log.ts'
import type { JobQueue, RequestStore } from '../ports/store.ts'
import { noOne } from '../words/reader.ts'
import { inAllLanguages, inEnglish, type Text } from '../words/text.ts'
import { type Answer, askAgain } from './ask-again.ts'
import { callInitiate } from './call-initiate.ts'
import { changeRequest } from './change-request.ts'
import { extendedWindow } from './extended-windows.ts'
import { endOf, isAlive, recordOf } from './mark.ts'
import type { PolicyDeps } from './membership-for.ts'
import { endangeredBy, type StandingWindow, standingWindows } from './standing-windows.ts'
import { windowEnd } from './window-end.ts'

export interface OpenDeps extends PolicyDeps {
  readonly store: RequestStore
  readonly jobs: JobQueue
  readonly jit: Jit
  readonly estate: Estate
  readonly clock: Clock
  readonly log: Log
}

type OpenJob = Extract<Job, { kind: 'open target' }>

/** How soon to look again when it is our side that can not tell. */
const ourFaultMs = 15_000

/**
 * Asks Azure to open one target, once in effect: the intent is stored before the call, and if an earlier call may have reached Azure,
 * Azure is looked at before anything else is done or said. May run twice, late, or after a crash.
 */
export async function openTarget(deps: OpenDeps, job: OpenJob): Promise<void> {
  const request = await deps.store.find(job.request)
  const opening = request?.openings[job.target]
  if (!request || !opening || (opening.state !== 'waiting' && opening.state !== 'calling')) return
  const mayBeOpen = opening.attempts > 0 || opening.round > 0
  if (mayBeOpen && (await adopt(deps, job, request))) return
  const now = deps.clock.now()
  if (request.startsAt !== undefined && now < request.startsAt)
    return await deps.jobs.enqueue([{ ...job, at: request.startsAt }])
  if (now >= request.lapsesAt) return await tooLate(deps, job, request)
  const objection = objectionTo(request, await askAgain(deps, request), now)
  if (objection?.ours) return await lookAgain(deps, job, objection.why)
  if (objection) return await giveUp(deps, job, objection.why)
  const older = await extendedWindow(deps, request, job.target)
  const endsAt = windowEnd(request, job.target, { estate: deps.estate, now, ...(older ? { older } : {}) })
  if (endsAt === undefined) return await giveUp(deps, job, request.extends?.movedFrom ? nothingToMove : noLonger)
  const beside = await standingWindows(deps, request, job.target, now)
  const carried = endangeredBy(beside, { sources: prefixesOf(request.source), endsAt })
  const short = carried.filter((window) => window.endsAt - now < shortestMs)
  if (short.length > 0) return await waitFor(deps, job, short)
  const carries = carried.length === 0 ? {} : { carries: [...new Set(carried.map((window) => window.request.id))] }
  const called = await changeRequest(deps, job.request, () => ({
    kind: 'call',
    target: job.target,
    endsAt,
    ...carries,
  }))
  if (called.kind === 'changed') await initiate(deps, job, called.request, endsAt, carried)
}

const noLonger: Text = ({ words }) => words.opened.noLonger

const nothingToMove: Text = ({ words }) => words.opened.nothingToMove

/** Azure opens nothing for less than about five minutes: a window with less left can not be carried on. */
export const shortestMs = 5.5 * 60_000

/** A window of somebody else that can neither be carried on nor be cut short: its last minutes are waited for. */
async function waitFor(deps: OpenDeps, job: OpenJob, windows: readonly StandingWindow[]): Promise<void> {
  const at = Math.max(...windows.map(({ endsAt }) => endsAt)) + 1_000
  const others = [...new Set(windows.map(({ request }) => request.id))]
  deps.log.info({ request: job.request, others, at }, 'an opening waits for the end of another window on the same port')
  await deps.jobs.enqueue([{ ...job, at }])
}

/** Why the access policy no longer lets it be opened, if so: it is asked again at opening. `ours`: it may well let it in a minute. */
function objectionTo(
  request: Request,
  answer: Answer,
  now: number,
): { readonly why: Text; readonly ours: boolean } | undefined {
  if (answer.kind === 'cannot tell') return { why: answer.why, ours: true }
  const [finding] = answer.analysis.findings
  if (finding)
    return {
      why: (reader) => reader.words.opened.policyChanged(findingText(finding, reader)),
      ours: isOurFault(finding),
    }
  if (remaining(answer.now.requirement, request.decisions, answer.membership, { since: request.submittedAt, now }).met)
    return undefined
  return { why: ({ words }) => words.opened.demandsMore, ours: false }
}

/** True if a call that went before is found in Azure, or Azure can not be looked at: then it is followed, not made again. */
async function adopt(deps: OpenDeps, job: OpenJob, request: Request): Promise<boolean> {
  try {
    const record = recordOf(await deps.jit.read(job.policy), request, job.target)
    if (!record) return false
    const endsAt = endOf(record)
    deps.log.warn(
      { request: request.id, policy: job.policy },
      'an earlier call had reached Azure: it is followed, not repeated',
    )
    // Stopped between the calls for its sources: those that Azure has not heard of are asked for now.
    const sources = prefixesOf(request.source).filter(
      (each) => !record.ports.some((port) => hasPrefix(port.source, each)),
    )
    const asked = { request, target: job.target, sources, endsAt, carried: [] }
    const accepted = sources.length === 0 || !isAlive(record) ? {} : await callInitiate(deps.jit, asked)
    await changeRequest(deps, job.request, () => ({ kind: 'accepted', target: job.target, endsAt, ...accepted }))
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    await again(deps, job, request, error)
  }
  return true
}

async function initiate(
  deps: OpenDeps,
  job: OpenJob,
  request: Request,
  endsAt: number,
  carried: readonly StandingWindow[],
): Promise<void> {
  const sources = prefixesOf(request.source)
  try {
    const accepted = await callInitiate(deps.jit, { request, target: job.target, sources, endsAt, carried })
    await changeRequest(deps, job.request, () => ({ kind: 'accepted', target: job.target, endsAt, ...accepted }))
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const { explanation, missing } = error
    if (error.outcome === 'refused')
      await giveUp(deps, job, (reader) => reader.words.azure.refused(explanation(reader)), missing)
    else await again(deps, job, request, error)
  }
}

/** Later, with back-off (or when Azure said). Before the next call Azure is looked at. */
async function again(deps: OpenDeps, job: OpenJob, request: Request, error: AzureError): Promise<void> {
  const attempts = request.openings[job.target]?.attempts ?? 1
  const waitMs = error.retryAfterMs ?? Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 6))
  const { code, status, missing } = error
  deps.log.warn(
    { request: request.id, policy: job.policy, code, status, ...missing, attempts, waitMs },
    'Azure did not take the call; it is tried again',
  )
  await deps.jobs.enqueue([{ ...job, at: deps.clock.now() + waitMs }])
}

async function lookAgain(deps: OpenDeps, job: OpenJob, why: Text): Promise<void> {
  deps.log.error(
    { request: job.request, policy: job.policy, why: why(noOne) },
    'an approved request can not be judged; it waits',
  )
  await deps.jobs.enqueue([{ ...job, at: deps.clock.now() + ourFaultMs }])
}

async function giveUp(deps: OpenDeps, job: OpenJob, text: Text, missing?: MissingRight): Promise<void> {
  const why = inAllLanguages(text)
  deps.log.error({ request: job.request, policy: job.policy, why: inEnglish(why), ...missing }, 'opening failed')
  await changeRequest(deps, job.request, () => ({ kind: 'give up', target: job.target, why }))
}

async function tooLate(deps: OpenDeps, job: OpenJob, request: Request): Promise<void> {
  if (request.state === 'approved') await changeRequest(deps, job.request, () => ({ kind: 'lapse' }))
  else await giveUp(deps, job, ({ words }) => words.opened.tooLate)
}
