import { membershipOf } from '../domain/access-policy/membership.ts'
import { isAdmin, isAuditor } from '../domain/access-policy/roles.ts'
import type { Person } from '../domain/person.ts'
import type { PolicySource } from '../ports/policy.ts'
import type { Who } from './command.ts'

/** Whether the access policy of this moment lets somebody use a command. No policy: nobody but for what everybody may. */
export function mayUse({ policy }: { readonly policy: PolicySource }, person: Person, who: Who): boolean {
  if (who === 'everyone') return true
  const inForce = policy.current()
  if (inForce.kind === 'none') return false
  const membership = membershipOf(inForce.policy)
  const admin = isAdmin(inForce.policy, person, membership)
  return who === 'admins' ? admin : admin || isAuditor(inForce.policy, person, membership)
}
