import { type MaySign, maySign } from '../domain/access-policy/may-sign.ts'
import type { RequestId } from '../domain/ids.ts'
import { awaitsReview } from '../domain/life-cycle/review.ts'
import type { Person } from '../domain/person.ts'
import type { Request, ReviewVerdict } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { RequestStore } from '../ports/store.ts'
import { changeRequest } from './change-request.ts'
import type { PolicyDeps } from './membership-for.ts'

/** `signed before`: by whom is on the request. `not over`: its windows stand yet. */
export type Reviewed =
  | {
      readonly kind: 'signed' | 'signed before' | 'not over' | 'no comment' | Exclude<MaySign, 'yes'>
      readonly request: Request
    }
  | { readonly kind: 'no policy' | 'unknown' }

/** A reviewer signs for a break-glass, by the access policy and the groups of this moment. What is refused is a ledger entry. */
export async function reviewBreakGlass(
  deps: PolicyDeps & { readonly store: RequestStore; readonly ledger: Ledger; readonly clock: Clock },
  by: Person,
  id: RequestId,
  { verdict, comment }: { readonly verdict: ReviewVerdict; readonly comment: string },
): Promise<Reviewed> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return { kind: 'no policy' }
  const membership = await deps.directory.membership(inForce.policy, { people: [by.id], acts: true })
  let refusal: Exclude<Reviewed, { kind: 'no policy' | 'unknown' }>['kind'] | undefined
  const changed = await changeRequest(deps, id, (request) => {
    const may = maySign(inForce.policy, request, by, membership)
    refusal = may === 'yes' ? undefined : may
    if (!refusal && request.breakGlass && !request.breakGlass.review) {
      if (!awaitsReview(request)) refusal = 'not over'
      else if (verdict === 'not justified' && comment === '') refusal = 'no comment'
    }
    return refusal ? undefined : { kind: 'review', by, verdict, comment }
  })
  if (changed.kind === 'unknown' || !changed.request.breakGlass) return { kind: 'unknown' }
  const { request } = changed
  const kind = refusal ?? (changed.kind === 'refused' ? 'signed before' : 'signed')
  if (kind !== 'signed' && kind !== 'no comment') {
    const fact = { type: 'attempt refused', attempted: 'sign for a break-glass', why: kind } as const
    const { policyVersion } = request
    await deps.ledger.append([{ at: deps.clock.now(), actor: by, request: id, policyVersion, fact }])
  }
  return { kind, request }
}
