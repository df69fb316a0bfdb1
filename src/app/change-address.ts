import type { Finding, RequiredApproval } from '../domain/access-policy/analysis.ts'
import type { RequestId } from '../domain/ids.ts'
import { standingOf } from '../domain/life-cycle/extension.ts'
import { isWithinSource, shortestMoveMs } from '../domain/life-cycle/moved.ts'
import type { Person } from '../domain/person.ts'
import type { Origin, Request, Source } from '../domain/request.ts'
import type { Estate } from '../ports/estate.ts'
import { newestOf, openTargets } from './extend-request.ts'
import { type SubmitDeps, submitRequest } from './submit-request.ts'

/**
 * `asked`: `request` goes on to the new address, `moved` is what is open to the old one. `already`: `request` was asked for before and is
 * on its way. `same`: it is open to that address. `needs approval`: not without approvers, and they were not to be asked.
 */
export type AddressChanged =
  | { readonly kind: 'asked'; readonly request: Request; readonly moved: Request }
  | { readonly kind: 'already' | 'same' | 'not open' | 'not yours' | 'ends soon'; readonly request: Request }
  | { readonly kind: 'refused'; readonly request: Request; readonly findings: readonly Finding[] }
  | { readonly kind: 'needs approval'; readonly request: Request; readonly approvals: readonly RequiredApproval[] }
  | { readonly kind: 'no channel'; readonly request: Request; readonly names: readonly string[] }
  | { readonly kind: 'unknown' }

export interface NewAddress {
  readonly source: Source
  readonly origin: Origin
  /** Where approvals are demanded they are asked for; else it is refused. */
  readonly mayAsk: boolean
}

const minuteMs = 60_000

/**
 * The requester's address has changed: what is open goes on to the new one, as a request of its own for the same ports and to the same
 * end, judged by the access policy of now. The old address is shut when the new one was seen open. Others can not; their attempt is a
 * ledger entry.
 */
export async function changeAddress(
  deps: SubmitDeps & { readonly estate: Estate },
  by: Person,
  id: RequestId,
  { source, origin, mayAsk }: NewAddress,
): Promise<AddressChanged> {
  const request = await deps.store.find(id)
  if (!request) return { kind: 'unknown' }
  if (request.requester.id !== by.id) return await refuse(deps, by, { kind: 'not yours', request })
  const standing = standingOf(request)
  const targets = standing && openTargets(deps.estate, request)
  if (!standing || !targets) return await refuse(deps, by, { kind: 'not open', request: await newestOf(deps, request) })
  if (isWithinSource(source, request.source)) return { kind: 'same', request }
  const now = deps.clock.now()
  if (standing.until - now < shortestMoveMs) return await refuse(deps, by, { kind: 'ends soon', request })
  const submitted = await submitRequest(deps, {
    requester: by,
    targets,
    source,
    sourceTyped: true,
    reason: request.reason,
    durationMs: Math.ceil((standing.until - now) / minuteMs) * minuteMs,
    origin,
    extends: { ...standing, movedFrom: request.source },
    ...(mayAsk ? {} : { unattendedOnly: true }),
  })
  switch (submitted.kind) {
    case 'submitted':
      return { kind: 'asked', request: submitted.request, moved: request }
    case 'already':
      return { kind: 'already', request: submitted.request }
    case 'refused':
      return { kind: 'refused', request, findings: submitted.findings }
    case 'no channel':
      return { kind: 'no channel', request, names: submitted.names }
    case 'needs approval':
      return await refuse(deps, by, { kind: 'needs approval', request, approvals: submitted.approvals })
  }
}

async function refuse(
  { ledger, clock }: SubmitDeps,
  by: Person,
  refusal: AddressChanged & { readonly request: Request },
): Promise<AddressChanged> {
  const fact = { type: 'attempt refused', attempted: 'change the address', why: refusal.kind } as const
  await ledger.append([{ at: clock.now(), actor: by, request: refusal.request.id, fact }])
  return refusal
}
