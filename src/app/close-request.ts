import { isAdmin } from '../domain/access-policy/roles.ts'
import { mayApprove } from '../domain/access-policy/sufficiency.ts'
import type { RequestId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Estate } from '../ports/estate.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { RequestStore } from '../ports/store.ts'
import { askAgain } from './ask-again.ts'
import { changeRequest } from './change-request.ts'
import type { PolicyDeps } from './membership-for.ts'

/** `not open`: there is nothing to shut, `request` says what it is. */
export type ClosingAsked =
  | { readonly kind: 'closing' | 'not open' | 'not yours'; readonly request: Request }
  | { readonly kind: 'unknown' }

/**
 * The requester, an admin, or whoever could approve the request by the access policy of this moment, has its windows shut before their
 * end. Others can not; their attempt is a ledger entry. What the requester closes is not extended either.
 */
export async function closeRequest(
  deps: PolicyDeps & {
    readonly store: RequestStore
    readonly ledger: Ledger
    readonly clock: Clock
    readonly estate: Estate
  },
  by: Person,
  id: RequestId,
): Promise<ClosingAsked> {
  let others: boolean | undefined
  const may = async (request: Request) => {
    if (request.requester.id === by.id) return true
    others ??= await othersMayClose(deps, by, request)
    return others
  }
  const changed = await changeRequest(deps, id, async (request) =>
    (await may(request)) ? { kind: 'close', by } : undefined,
  )
  if (changed.kind === 'unknown') return changed
  const { request } = changed
  const kind = !(await may(request)) ? 'not yours' : changed.kind === 'refused' ? 'not open' : 'closing'
  if (kind === 'closing' && request.requester.id === by.id) await forgoExtension(deps, by, id)
  if (kind !== 'closing') {
    const fact = { type: 'attempt refused', attempted: 'close', why: kind } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: by, request: id, fact }])
  }
  return { kind, request }
}

/** Whoever closes a window does not wait for more of it. */
async function forgoExtension(deps: Parameters<typeof closeRequest>[0], by: Person, id: RequestId): Promise<void> {
  const waiting = await deps.store.list({ requester: by.id, states: ['pending'], limit: 100 })
  const extension = waiting.find((request) => request.extends?.request === id)
  if (extension) await changeRequest(deps, extension.id, () => ({ kind: 'cancel', by }))
}

/** Whether somebody else than the requester may shut its windows. `acts` false: it is only shown. */
export async function othersMayClose(
  deps: Parameters<typeof askAgain>[0],
  person: Person,
  request: Request,
  acts = true,
): Promise<boolean> {
  return (await isAdminNow(deps, person, acts)) || (await isApproverNow(deps, person, request, acts))
}

/** By the rules and groups of now alone: who could approve it when it was asked for does not count. */
async function isApproverNow(
  deps: Parameters<typeof askAgain>[0],
  person: Person,
  request: Request,
  acts: boolean,
): Promise<boolean> {
  const answer = await askAgain(deps, request, person, [], undefined, acts)
  return (
    answer.kind === 'evaluated' &&
    mayApprove(answer.analysis.requirement, person, request.requester, answer.membership).yes
  )
}

async function isAdminNow({ policy, directory }: PolicyDeps, person: Person, acts: boolean): Promise<boolean> {
  const inForce = policy.current()
  if (inForce.kind === 'none') return false
  const membership = await directory.membership(inForce.policy, { people: [person.id], acts })
  return isAdmin(inForce.policy, person, membership)
}
