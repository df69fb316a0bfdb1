import { extendedOpening } from '../domain/life-cycle/extension.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { RequestStore } from '../ports/store.ts'
import { changeRequest } from './change-request.ts'

interface Deps {
  readonly store: RequestStore
  readonly clock: Clock
}

/** The window that a target of an extension goes on from, as far as it stands. `endsAt` in epoch milliseconds. */
export async function extendedWindow(
  { store }: Pick<Deps, 'store'>,
  request: Request,
  index: number,
): Promise<{ readonly request: Request; readonly index: number; readonly endsAt: number } | undefined> {
  const target = request.targets[index]
  const older = request.extends && (await store.find(request.extends.request))
  const found = target && older && extendedOpening(older, target)
  if (!found || (found.opening.state !== 'open' && found.opening.state !== 'closing')) return undefined
  return { request: older, index: found.index, endsAt: found.opening.endsAt ?? 0 }
}

/**
 * The window of an extension was seen open: what it extends goes on as that, and is never announced as shut. Where the address changed,
 * the window to the old one begins to be shut. May be repeated.
 */
export async function handOver(deps: Deps, id: Request['id'], index: number): Promise<void> {
  const request = await deps.store.find(id)
  const opening = request?.openings[index]
  if (!request?.extends || opening?.openedAt === undefined) return
  const older = await extendedWindow(deps, request, index)
  // Open from some of its sources alone: until its end the older one is what lets the others in.
  if (!older || (opening.notFrom && deps.clock.now() < older.endsAt)) return
  const to = request.source
  if (request.extends.movedFrom) {
    await changeRequest(deps, older.request.id, () => ({ kind: 'moved', target: older.index, by: id, to }))
    return
  }
  const endsAt = opening.endsAt ?? 0
  await changeRequest(deps, older.request.id, () => ({ kind: 'extended', target: older.index, by: id, endsAt }))
}

/** What carries a window on to the same source: an extension that is open, or one that Azure has been asked for and that may be open any moment. */
export async function extensionOf(
  { store }: Pick<Deps, 'store'>,
  older: Request,
  index: number,
): Promise<{ readonly request: Request; readonly index: number; readonly isOpen: boolean } | undefined> {
  const place = older.targets[index]
  if (!place) return undefined
  for (const request of await store.openOn(place.vm)) {
    if (request.extends?.request !== older.id || request.extends.movedFrom) continue
    const at = request.targets.findIndex((target) => extendedOpening(older, target)?.index === index)
    const state = request.openings[at]?.state
    if (state === 'open') return { request, index: at, isOpen: true }
    if (state === 'calling' || state === 'accepted') return { request, index: at, isOpen: false }
  }
  return undefined
}
