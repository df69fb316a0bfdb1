import type { RequestId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { RequestStore } from '../ports/store.ts'
import { changeRequest } from './change-request.ts'

/** `too late`: it is not pending any more, `request` says what it is. */
export type Cancelled =
  | { readonly kind: 'cancelled' | 'too late' | 'not yours'; readonly request: Request }
  | { readonly kind: 'unknown' }

/** The requester takes a pending request back. Nobody else can; their attempt is a ledger entry. */
export async function cancelRequest(
  deps: { readonly store: RequestStore; readonly ledger: Ledger; readonly clock: Clock },
  by: Person,
  id: RequestId,
): Promise<Cancelled> {
  const changed = await changeRequest(deps, id, (request) =>
    request.requester.id === by.id ? { kind: 'cancel', by } : undefined,
  )
  if (changed.kind === 'unknown') return changed
  const { request } = changed
  const kind = request.requester.id !== by.id ? 'not yours' : changed.kind === 'refused' ? 'too late' : 'cancelled'
  if (kind !== 'cancelled') {
    const fact = { type: 'attempt refused', attempted: 'cancel', why: kind } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: by, request: id, fact }])
  }
  return { kind, request }
}
