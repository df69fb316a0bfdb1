import { type OutsideWindow, recordedWindows } from '../domain/drift.ts'
import type { RequestId } from '../domain/ids.ts'
import type { Job } from '../domain/job.ts'
import type { Request } from '../domain/request.ts'
import { contains, showSource } from '../domain/source.ts'
import { prefixesOf } from '../domain/source-ranges.ts'
import { AzureError } from '../ports/jit.ts'
import type { Network } from '../ports/network.ts'
import { inAllLanguages, type Text } from '../words/text.ts'
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
  if (ours.length === 0) return await closed(deps, job, ({ words }) => words.shut.includedIn(movedTo ?? ''))
  const shared = beside.filter(({ source }) => ours.includes(source))
  const alone = ours.filter((prefix) => !shared.some(({ source }) => source === prefix))
  const extension = shared.find((window) => window.request.extends?.request === request.id)?.request
  if (extension) return await canNot(deps, job, ({ words }) => words.shut.extending(extension.id))
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
    if (outside) return await canNot(deps, job, ({ words }) => words.shut.outside(outside.by ?? ''))
    const done = vm
      ? await shutByNetwork(deps.network, vm, target, alone)
      : ({ kind: 'can not', why: machineGone } as const)
    if (done.kind === 'shut' && other) await canNot(deps, job, sharedText(other), alone)
    else if (done.kind === 'shut') {
      const by = opening.closeAsked.by.name
      await closed(deps, job, ({ words: { shut } }) => (movedTo ? shut.movedTo(movedTo) : shut.closedBy(by)))
    } else if (done.kind === 'reachable')
      await canNot(deps, job, (reader) => reader.words.shut.stillReachable(done.why(reader)))
    else if (movedTo) await canNot(deps, job, (reader) => reader.words.shut.oldAddressStays(done.why(reader)))
    else if (beside.length > 0) await canNot(deps, job, (reader) => reader.words.shut.besideOthers(done.why(reader)))
    else await shortened(deps, job, request, done.why)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    if (error.outcome === 'refused')
      return await canNot(deps, job, (reader) => reader.words.azure.refused(error.said(reader)))
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

async function closed(deps: CloseDeps, job: CloseJob, text: Text): Promise<void> {
  const why = inAllLanguages(text)
  await changeRequest(deps, job.request, () => ({ kind: 'seen closed', target: job.target, why }))
}

function sharedText({ request, source }: StandingWindow): Text {
  return ({ words }) => words.shut.shared(request.requester.name, showSource(source))
}

const machineGone: Text = ({ words }) => words.opened.blind.gone

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

async function canNot(deps: CloseDeps, job: CloseJob, text: Text, shut?: readonly string[]): Promise<void> {
  const why = inAllLanguages(text)
  const also = shut ? { shut } : {}
  await changeRequest(deps, job.request, () => ({ kind: 'can not close', target: job.target, why, ...also }))
}

/** The older window should end when the new one begins; whether it did is seen at the new end, and said as it is. */
async function shortened(deps: CloseDeps, job: CloseJob, request: Request, because: Text): Promise<void> {
  const target = request.targets[job.target]
  const endsAt = deps.clock.now() + shortestMs
  if (!target) return
  if (endsAt >= (request.openings[job.target]?.endsAt ?? 0))
    return await canNot(deps, job, (reader) => reader.words.shut.soonOver(because(reader)))
  const openings = request.openings.map((each, i) => (i === job.target ? { ...each, round: each.round + 1 } : each))
  // Called before it is stored: after a crash in between it is called again, which does no harm.
  const sources = prefixesOf(request.source)
  await callInitiate(deps.jit, { request: { ...request, openings }, target: job.target, sources, endsAt, carried: [] })
  const why = inAllLanguages((reader) => reader.words.shut.shortened(because(reader)))
  await changeRequest(deps, job.request, () => ({ kind: 'shorten', target: job.target, endsAt, why }))
}
