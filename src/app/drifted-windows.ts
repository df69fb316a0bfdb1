import { isAsApproved } from '../domain/claim.ts'
import { driftKey, type OutsideWindow, type RecordedWindow } from '../domain/drift.ts'
import { partsOf } from '../domain/ids.ts'
import type { Request } from '../domain/request.ts'
import { type LogBook, notYet } from './ask-log.ts'
import { type DriftDeps, logPatienceMs, tellDrift } from './tell-drift.ts'

/** The log's time of an event and the start that Defender notes are the same call's. */
const sameCallMs = 30_000

/** So many of the requests that a window names are looked at. */
const mostClaims = 20

/** Tells of each window that was opened past the bot. True: Azure has not told yet who opened one, and it is to be looked at again. */
export async function tellWindows(
  deps: DriftDeps,
  book: LogBook,
  found: readonly RecordedWindow[],
  now: number,
): Promise<boolean> {
  const named = new Set(found.flatMap(({ allClaims }) => allClaims.slice(0, mostClaims)))
  const requests = new Map((await deps.store.findAll([...named])).map((request) => [request.id, request]))
  let soon = false
  for (const window of found) {
    const claimed = window.allClaims
      .slice(0, mostClaims)
      .flatMap((id) => requests.get(id) ?? [])
      .filter(({ targets }) => targets.some(({ vm }) => vm === window.vm))
    if (await tellWindow(deps, book, window, claimed, now)) soon = true
  }
  return soon
}

/** `claimed`: our requests for this VM that the window names. */
async function tellWindow(
  deps: DriftDeps,
  book: LogBook,
  found: RecordedWindow,
  claimed: readonly Request[],
  now: number,
): Promise<boolean> {
  const key = driftKey(found)
  const forgery = claimed.length > 0 ? await isForged(deps, book, found, claimed) : false
  if (claimed.length > 0 && !forgery) return false
  const who = found.by === undefined ? await openerOf(book, found) : undefined
  if (who?.waits && now - found.startedAt < logPatienceMs) return true
  const { claims: _claims, allClaims: _all, parts: _parts, alive: _alive, ...rest } = found
  const forged = claimed[0] === undefined ? {} : { forged: claimed[0].id }
  const window: OutsideWindow = { ...rest, ...(who ? { log: who.told } : {}), ...forged }
  const content = { kind: 'drift', window } as const
  if (await tellDrift(deps, { key, at: now, content, fact: { type: 'drift opened', window } }))
    deps.log.warn(
      { vm: window.vm, ports: window.ports, by: window.by, log: window.log, ...forged },
      'a port was opened past the bot',
    )
  return false
}

/** Any application can write our mark: it is ours by what was approved and, where the log can be read, by who called. */
async function isForged(
  deps: DriftDeps,
  book: LogBook,
  window: RecordedWindow,
  claimed: readonly Request[],
): Promise<boolean> {
  if (!isAsApproved(window, claimed)) return true
  const openings = claimed.flatMap(({ targets, openings: all }) => all.filter((_, i) => targets[i]?.vm === window.vm))
  const ids = new Set(openings.flatMap(({ correlationId }) => correlationId ?? []))
  const isProven = `own|${driftKey(window)}`
  if (ids.size === 0 || (await deps.drifts.isNoted(isProven))) return false
  const calledAt = Math.min(window.startedAt, ...openings.flatMap((opening) => opening.calledAt ?? []))
  const events = await book.events(
    {
      subscription: partsOf(window.vm).subscription,
      since: calledAt - 60_000,
      until: window.startedAt + 60_000,
      only: { resource: window.policy },
    },
    'own',
  )
  // Where the log does not tell, what was approved has to do.
  if ('why' in events) return false
  const initiates = events.filter(({ operation }) => operation === 'initiate')
  const ours = new Set(initiates.filter(({ correlationId }) => ids.has(correlationId)).map(({ caller }) => caller))
  const candidates = initiates.filter(({ at }) => Math.abs(at - window.startedAt) < sameCallMs)
  if (ours.size === 0 || candidates.length === 0) return false
  if (!candidates.some(({ caller }) => ours.has(caller))) return true
  await deps.drifts.note(isProven, deps.clock.now(), [], [])
  return false
}

/** Of several calls the one that was made at that very moment. */
async function openerOf(book: LogBook, { vm, policy, startedAt }: RecordedWindow) {
  const apart = (at: number) => Math.abs(at - startedAt)
  const query = { subscription: partsOf(vm).subscription, since: startedAt - 60_000, until: startedAt + 60_000 }
  const asked = { ...query, only: { resource: policy } }
  const found = await book.events(asked, 'who')
  if ('why' in found) return { told: { unknown: found.why }, waits: found.waits }
  const [nearest] = found
    .filter(({ operation, at, caller }) => operation === 'initiate' && caller !== '' && apart(at) < sameCallMs)
    .toSorted((a, b) => apart(a.at) - apart(b.at))
  return nearest
    ? { told: { callers: [nearest.caller.slice(0, 120)] }, waits: false }
    : { told: { unknown: notYet }, waits: true }
}
