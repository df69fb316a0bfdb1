import { mayKnow } from '../domain/access-policy/knows.ts'
import { membershipOf } from '../domain/access-policy/membership.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import type { Estate } from '../ports/estate.ts'
import type { PolicySource } from '../ports/policy.ts'
import { mayUse } from './gate.ts'

/** Whether somebody may read whose a window is: the requester, whoever could decide it, auditors and admins. */
export function mayReadWhose(deps: { readonly policy: PolicySource }, person: Person, request: Request): boolean {
  if (request.requester.id === person.id || mayUse(deps, person, 'auditors')) return true
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return false
  const membership = membershipOf(inForce.policy)
  return request.requirement.approvals.some(({ from }) =>
    from.some((group) => membership.has(person.id, group) === true),
  )
}

/** Whether somebody may read a request that they name: their own, one for a VM they may know of, one they could decide, or any for auditors and admins. */
export function maySee(
  deps: { readonly policy: PolicySource; readonly estate: Estate },
  person: Person,
  request: Request,
): boolean {
  if (mayReadWhose(deps, person, request)) return true
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return false
  const membership = membershipOf(inForce.policy)
  return request.targets.every(({ vm }) => {
    const known = deps.estate.get(vm)
    return known !== undefined && mayKnow(inForce.policy, person, known, membership)
  })
}
