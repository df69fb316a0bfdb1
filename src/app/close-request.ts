import { membershipOf } from '../domain/access-policy/membership.ts'
import { isAdmin } from '../domain/access-policy/roles.ts'
import type { RequestId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { PolicySource } from '../ports/policy.ts'
import type { RequestStore } from '../ports/store.ts'
import { changeRequest } from './change-request.ts'

/** `not open`: there is nothing to shut, `request` says what it is. */
export type ClosingAsked =
  | { readonly kind: 'closing' | 'not open' | 'not yours'; readonly request: Request }
  | { readonly kind: 'unknown' }

/** The requester, or an admin, has the windows of a request shut before their end. Others can not; their attempt is a ledger entry. */
export async function closeRequest(
  deps: {
    readonly store: RequestStore
    readonly ledger: Ledger
    readonly clock: Clock
    readonly policy: PolicySource
  },
  by: Person,
  id: RequestId,
): Promise<ClosingAsked> {
  const may = (request: Request) => request.requester.id === by.id || isAdminNow(deps.policy, by)
  const changed = await changeRequest(deps, id, (request) => (may(request) ? { kind: 'close', by } : undefined))
  if (changed.kind === 'unknown') return changed
  const { request } = changed
  const kind = !may(request) ? 'not yours' : changed.kind === 'refused' ? 'not open' : 'closing'
  if (kind !== 'closing') {
    const fact = { type: 'attempt refused', attempted: 'close', why: kind } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: by, request: id, fact }])
  }
  return { kind, request }
}

function isAdminNow(policy: PolicySource, person: Person): boolean {
  const inForce = policy.current()
  return inForce.kind === 'policy' && isAdmin(inForce.policy, person, membershipOf(inForce.policy))
}
