import { isAdmin } from '../domain/access-policy/roles.ts'
import type { RequestId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { RequestStore } from '../ports/store.ts'
import { changeRequest } from './change-request.ts'
import type { PolicyDeps } from './membership-for.ts'

/** `not open`: there is nothing to shut, `request` says what it is. */
export type ClosingAsked =
  | { readonly kind: 'closing' | 'not open' | 'not yours'; readonly request: Request }
  | { readonly kind: 'unknown' }

/** The requester, or an admin, has the windows of a request shut before their end. Others can not; their attempt is a ledger entry. */
export async function closeRequest(
  deps: PolicyDeps & {
    readonly store: RequestStore
    readonly ledger: Ledger
    readonly clock: Clock
  },
  by: Person,
  id: RequestId,
): Promise<ClosingAsked> {
  let admin: boolean | undefined
  const may = async (request: Request) => {
    if (request.requester.id === by.id) return true
    admin ??= await isAdminNow(deps, by)
    return admin
  }
  const changed = await changeRequest(deps, id, async (request) =>
    (await may(request)) ? { kind: 'close', by } : undefined,
  )
  if (changed.kind === 'unknown') return changed
  const { request } = changed
  const kind = !(await may(request)) ? 'not yours' : changed.kind === 'refused' ? 'not open' : 'closing'
  if (kind !== 'closing') {
    const fact = { type: 'attempt refused', attempted: 'close', why: kind } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: by, request: id, fact }])
  }
  return { kind, request }
}

async function isAdminNow({ policy, directory }: PolicyDeps, person: Person): Promise<boolean> {
  const inForce = policy.current()
  if (inForce.kind === 'none') return false
  const membership = await directory.membership(inForce.policy, { people: [person.id], acts: true })
  return isAdmin(inForce.policy, person, membership)
}
