import type { Finding } from '../domain/access-policy/analysis.ts'
import type { RequestId } from '../domain/ids.ts'
import { extenderOf, standingOf } from '../domain/life-cycle/extension.ts'
import { moverOf } from '../domain/life-cycle/moved.ts'
import type { Person } from '../domain/person.ts'
import type { Origin, Request } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import type { Estate } from '../ports/estate.ts'
import { noteRefusal, type SubmitDeps, submitRequest } from './submit-request.ts'
import { longestCallMs } from './window-end.ts'

/**
 * `asked`: `request` is the extension, `extended` what it goes on from. `already`: `request` is the extension that was asked for before.
 * `not open`: there is nothing to extend, `request` says what it is.
 */
export type ExtensionAsked =
  | { readonly kind: 'asked'; readonly request: Request; readonly extended: Request }
  | { readonly kind: 'already' | 'not open' | 'not yours'; readonly request: Request }
  | { readonly kind: 'refused'; readonly request: Request; readonly findings: readonly Finding[] }
  | { readonly kind: 'no channel'; readonly request: Request; readonly names: readonly string[] }
  | { readonly kind: 'unknown' }

/** How much longer, in milliseconds, and why: the old reason holds where none is given. */
export interface ExtensionWish {
  readonly durationMs: number
  readonly reason?: string
  readonly origin: Origin
}

/** Two clocks never agree: a minute less than was asked for is still what was asked for. */
const trifleMs = 60_000

/**
 * The requester has what is open stand longer: a new request for the same, judged by the access policy with the total time in view, and
 * opened before the old window ends. Others can not; their attempt is a ledger entry.
 */
export async function extendRequest(
  deps: SubmitDeps & { readonly estate: Estate },
  by: Person,
  id: RequestId,
  wish: ExtensionWish,
): Promise<ExtensionAsked> {
  const request = await deps.store.find(id)
  if (!request) return { kind: 'unknown' }
  if (request.requester.id !== by.id) return await refuse(deps, by, { kind: 'not yours', request })
  const extension = standingOf(request)
  if (!extension) return await refuse(deps, by, { kind: 'not open', request: await newestOf(deps, request) })
  const targets = openTargets(deps.estate, request)
  if (!targets) return await refuse(deps, by, { kind: 'not open', request })
  const tooLong = beyondOneCall(deps, request, extension.until, wish.durationMs)
  if (tooLong) await noteRefusal(deps, by, `${request.id} longer`, [tooLong])
  if (tooLong) return { kind: 'refused', request, findings: [tooLong] }
  const { source, reason } = request
  const submitted = await submitRequest(deps, {
    requester: by,
    targets,
    source,
    sourceTyped: false,
    reason: wish.reason || reason,
    durationMs: wish.durationMs,
    origin: wish.origin,
    extends: extension,
  })
  switch (submitted.kind) {
    case 'submitted':
      return { kind: 'asked', request: submitted.request, extended: request }
    case 'already':
      return { kind: 'already', request: submitted.request }
    case 'needs approval':
      throw new Error('an extension asks whoever has to agree')
    case 'refused':
      return { kind: 'refused', request, findings: submitted.findings }
    case 'no channel':
      return { kind: 'no channel', request, names: submitted.names }
  }
}

/** Where a request was extended or moved, perhaps more than once, what it is by now. */
export async function newestOf({ store }: Pick<SubmitDeps, 'store'>, request: Request): Promise<Request> {
  let last = request
  for (let hops = 0; hops < 50; hops++) {
    const next = extenderOf(last) ?? moverOf(last)
    const found = next && (await store.find(next))
    if (!found) return last
    last = found
  }
  return last
}

/** The targets that are open, with what is known of their VMs; undefined where one of them is not seen any more. */
export function openTargets(estate: Estate, { targets, openings }: Request) {
  const open = targets.filter((_target, i) => openings[i]?.state === 'open' && !openings[i]?.closeAsked)
  const found = open.flatMap(({ vm: id, ports }): { vm: Vm; ports: typeof ports }[] => {
    const vm = estate.get(id)
    return vm ? [{ vm, ports }] : []
  })
  return found.length === open.length ? found : undefined
}

/** One call reaches so far from now and no farther, whatever the access policy allows. */
function beyondOneCall(
  { estate, clock }: { readonly estate: Estate } & Pick<SubmitDeps, 'clock'>,
  request: Request,
  until: number,
  askedMs: number,
): Finding | undefined {
  const longestMs = Math.min(...request.targets.map((target) => longestCallMs(target, estate)))
  const leftMs = clock.now() + longestMs - until
  if (askedMs <= leftMs + trifleMs) return undefined
  return { kind: 'beyond one call', askedMs, leftMs: Math.max(0, leftMs) }
}

async function refuse(
  { ledger, clock }: SubmitDeps,
  by: Person,
  refusal: { readonly kind: 'not open' | 'not yours'; readonly request: Request },
): Promise<ExtensionAsked> {
  const fact = { type: 'attempt refused', attempted: 'extend', why: refusal.kind } as const
  await ledger.append([{ at: clock.now(), actor: by, request: refusal.request.id, fact }])
  return refusal
}
