import { type OutsideWindow, recordedWindows } from '../domain/drift.ts'
import type { RequestId } from '../domain/ids.ts'
import type { Job } from '../domain/job.ts'
import type { Request } from '../domain/request.ts'
import { contains, showSource } from '../domain/source.ts'
import { prefixesOf } from '../domain/source-ranges.ts'
import { AzureError } from '../ports/jit.ts'
import type { Network } from '../ports/network.ts'
import { callInitiate } from './call-initiate.ts'
import { changeRequest } from './change-request.ts'
import { type OpenDeps, shortestMs } from './open-target.ts'
import { shutByNetwork } from './shut-by-network.ts'
import { type StandingWindow, standingWindows } from './standing-windows.ts'

type CloseJob = Extract<Job, { kind: 'close target' }>

export interface CloseDeps extends OpenDeps {
  readonly network: Network
}

const againMs = 5_000

/**
 * Shuts a window before its end. Azure has no call for it: the network's allow rule is deleted where the bot may; where it may not, the
 * window is asked for again with the shortest time there is. Nobody else's window on the port is touched, and what was done is said.
 */
export async function closeTarget(deps: CloseDeps, job: CloseJob): Promise<void> {
  const request = await deps.store.find(job.request)
  const target = request?.targets[job.target]
  const opening = request?.openings[job.target]
  if (!request || !target || opening?.state !== 'open' || !opening.closeAsked) return
  const { movedTo } = opening
  if (opening.closeAsked.note && !movedTo) return
  const now = deps.clock.now()
  const all = await standingWindows(deps, request, job.target, now)
  const { beside, ours } = apartFrom(all, movedTo, prefixesOf(request.source))
  if (ours.length === 0) return await closed(deps, job, `request ${movedTo} goes on from an address that includes it`)
  const shared = beside.filter(({ source }) => ours.includes(source))
  const alone = ours.filter((prefix) => !shared.some(({ source }) => source === prefix))
  const extension = shared.find((window) => window.request.extends?.request === request.id)?.request
  if (extension) return await canNot(deps, job, `Request ${extension.id} is extending it: close that one.`)
  const [other] = shared
  if (other && alone.length === 0) {
    await canNot(deps, job, sharedText(other))
    // Nobody has asked for the old address to stay open for longer than somebody else needs it.
    if (movedTo) await deps.jobs.enqueue([{ ...job, at: Math.max(...shared.map(({ endsAt }) => endsAt)) + 1_000 }])
    return
  }
  const vm = deps.estate.get(target.vm)
  try {
    const outside = await openedOutside(deps, job, request)
    if (outside) {
      const who = outside.by ?? 'An application'
      return await canNot(
        deps,
        job,
        `${who} opened the same port to the same address past the bot. It is shut at its end.`,
      )
    }
    const done = vm
      ? await shutByNetwork(deps.network, vm, target, alone)
      : ({ kind: 'can not', why: 'the machine is not seen any more' } as const)
    if (done.kind === 'shut' && other) await canNot(deps, job, sharedText(other), alone)
    else if (done.kind === 'shut') {
      const because = movedTo
        ? `the address changed, request ${movedTo} goes on`
        : `${opening.closeAsked.by.name} closed it early`
      await closed(deps, job, `${because}; the network’s rule was removed`)
    } else if (done.kind === 'reachable') await canNot(deps, job, `Its own rule is removed, but ${done.why}.`)
    else if (movedTo) {
      await canNot(deps, job, `The old address can not be shut at once, because ${done.why}. It is shut at its end.`)
    } else if (beside.length > 0) {
      await canNot(deps, job, `Others have windows on the same port, and ${done.why}. It is shut at its end.`)
    } else await shortened(deps, job, request, done.why)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    if (error.outcome === 'refused') return await canNot(deps, job, `Azure refused: ${error.message}`)
    deps.log.warn({ request: job.request, why: error.message }, 'a window could not be shut yet; it is tried again')
    await deps.jobs.enqueue([{ ...job, at: now + (error.retryAfterMs ?? againMs) }])
  }
}

/**
 * What is to be shut, and the windows that are in the way. Of a window that moved, the one that goes on from the new address is not: what
 * it includes of the old address stays open for it.
 */
function apartFrom(all: readonly StandingWindow[], movedTo: RequestId | undefined, prefixes: readonly string[]) {
  const goesOn = movedTo ? all.filter(({ request }) => request.id === movedTo) : []
  return {
    beside: all.filter((window) => !goesOn.includes(window)),
    ours: prefixes.filter((prefix) => !goesOn.some(({ source }) => contains(source, prefix))),
  }
}

async function closed(deps: CloseDeps, job: CloseJob, why: string): Promise<void> {
  await changeRequest(deps, job.request, () => ({ kind: 'seen closed', target: job.target, why }))
}

function sharedText({ request, source }: StandingWindow): string {
  return `${request.requester.name} has a window from the same address (${showSource(source)}) on the same port. It is shut at its end.`
}

/** A window past the bot for the same address: Defender's rules do not say whose they are. Throws `AzureError`. */
async function openedOutside(deps: CloseDeps, job: CloseJob, request: Request): Promise<OutsideWindow | undefined> {
  const target = request.targets[job.target]
  const ports = new Set(target?.ports.map(({ number }) => number))
  const sources = prefixesOf(request.source).map(showSource)
  return recordedWindows(await deps.jit.read(job.policy)).find(
    (window) =>
      window.alive &&
      window.claims === undefined &&
      window.vm === target?.vm &&
      window.ports.some((port) => ports.has(port)) &&
      window.sources.some((each) => sources.includes(showSource(each))),
  )
}

async function canNot(deps: CloseDeps, job: CloseJob, why: string, shut?: readonly string[]): Promise<void> {
  const also = shut ? { shut } : {}
  await changeRequest(deps, job.request, () => ({ kind: 'can not close', target: job.target, why, ...also }))
}

/** The older window should end when the new one begins; whether it did is seen at the new end, and said as it is. */
async function shortened(deps: CloseDeps, job: CloseJob, request: Request, because: string): Promise<void> {
  const target = request.targets[job.target]
  const endsAt = deps.clock.now() + shortestMs
  if (!target) return
  if (endsAt >= (request.openings[job.target]?.endsAt ?? 0))
    return await canNot(deps, job, `It can not be shut at once, because ${because}, and ends in a few minutes anyway.`)
  const openings = request.openings.map((each, i) => (i === job.target ? { ...each, round: each.round + 1 } : each))
  // Called before it is stored: after a crash in between it is called again, which does no harm.
  const sources = prefixesOf(request.source)
  await callInitiate(deps.jit, { request: { ...request, openings }, target: job.target, sources, endsAt, carried: [] })
  const why = `It can not be shut at once, because ${because}. Azure was asked to end it as soon as it does.`
  await changeRequest(deps, job.request, () => ({ kind: 'shorten', target: job.target, endsAt, why }))
}
