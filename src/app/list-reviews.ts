import { inAny } from '../domain/access-policy/membership.ts'
import { isAdmin, isAuditor } from '../domain/access-policy/roles.ts'
import type { Person } from '../domain/person.ts'
import type { PolicyDeps } from './membership-for.ts'

/** Whether somebody may read what is to be signed for: reviewers of the access policy, auditors and admins. `acts` false: a page asks by itself. */
export async function isListedAsReviewer(
  { policy, directory }: PolicyDeps,
  person: Person,
  acts = true,
): Promise<boolean> {
  const inForce = policy.current()
  if (inForce.kind === 'none') return false
  const membership = await directory.membership(inForce.policy, { people: [person.id], acts })
  return (
    inAny(membership, person.id, inForce.policy.breakGlass?.reviewers ?? []) === true ||
    isAuditor(inForce.policy, person, membership) ||
    isAdmin(inForce.policy, person, membership)
  )
}
