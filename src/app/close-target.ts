import { type OutsideWindow, recordedWindows } from '../domain/drift.ts'
import type { Job } from '../domain/job.ts'
import type { Request } from '../domain/request.ts'
import { showSource } from '../domain/source.ts'
import { AzureError } from '../ports/jit.ts'
import type { Network } from '../ports/network.ts'
import { changeRequest } from './change-request.ts'
import { justificationOf } from './mark.ts'
import { type OpenDeps, shortestMs } from './open-target.ts'
import { shutByNetwork } from './shut-by-network.ts'
import { standingWindows } from './standing-windows.ts'

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
  if (!request || !target || opening?.state !== 'open' || !opening.closeAsked || opening.closeAsked.note) return
  const now = deps.clock.now()
  const beside = await standingWindows(deps, request, job.target, now)
  const shared = beside.find(({ source }) => showSource(source) === showSource(request.source.prefix))
  if (shared?.request.extends?.request === request.id)
    return await canNot(deps, job, `Request ${shared.request.id} is extending it: close that one.`)
  if (shared) {
    const why = `${shared.request.requester.name} has a window from the same address on the same port. It is shut at its end.`
    return await canNot(deps, job, why)
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
      ? await shutByNetwork(deps.network, vm, request, target)
      : ({ kind: 'can not', why: 'the machine is not seen any more' } as const)
    if (done.kind === 'shut') {
      const why = `${opening.closeAsked.by.name} closed it early; the network’s rule was removed`
      await changeRequest(deps, job.request, () => ({ kind: 'seen closed', target: job.target, why }))
    } else if (done.kind === 'reachable') await canNot(deps, job, `Its own rule is removed, but ${done.why}.`)
    else if (beside.length > 0) {
      await canNot(deps, job, `Others have windows on the same port, and ${done.why}. It is shut at its end.`)
    } else await shortened(deps, job, request, done.why)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    if (error.outcome === 'refused') return await canNot(deps, job, `Azure refused: ${error.message}`)
    deps.log.warn({ request: job.request, why: error.message }, 'a window could not be shut yet; it is tried again')
    await deps.jobs.enqueue([{ ...job, at: now + (error.retryAfterMs ?? againMs) }])
  }
}

/** A window past the bot for the same address: Defender's rules do not say whose they are. Throws `AzureError`. */
async function openedOutside(deps: CloseDeps, job: CloseJob, request: Request): Promise<OutsideWindow | undefined> {
  const target = request.targets[job.target]
  const ports = new Set(target?.ports.map(({ number }) => number))
  const source = showSource(request.source.prefix)
  return recordedWindows(await deps.jit.read(job.policy)).find(
    (window) =>
      window.alive &&
      window.claims === undefined &&
      window.vm === target?.vm &&
      window.ports.some((port) => ports.has(port)) &&
      window.sources.some((each) => showSource(each) === source),
  )
}

async function canNot(deps: CloseDeps, job: CloseJob, why: string): Promise<void> {
  await changeRequest(deps, job.request, () => ({ kind: 'can not close', target: job.target, why }))
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
  await deps.jit.initiate(job.policy, {
    vm: target.vm,
    ports: target.ports.map(({ number }) => number),
    source: request.source.prefix,
    endsAt,
    justification: justificationOf({ ...request, openings }, job.target),
  })
  const why = `It can not be shut at once, because ${because}. Azure was asked to end it as soon as it does.`
  await changeRequest(deps, job.request, () => ({ kind: 'shorten', target: job.target, endsAt, why }))
}
