import type { PolicyDeps } from '../app/membership-for.ts'
import { isAdmin, isAuditor } from '../domain/access-policy/roles.ts'
import type { Person } from '../domain/person.ts'
import type { Who } from './command.ts'

/** Whether the access policy of this moment lets somebody use a command. No policy: nobody but for what everybody may. */
export async function mayUse(deps: PolicyDeps, person: Person, who: Who): Promise<boolean> {
  return who === 'everyone' || (await usableBy(deps, person, true))(who)
}

/** What somebody may use, for several commands at once. `acts`: one of them is about to be run. */
export async function usableBy(
  { policy, directory }: PolicyDeps,
  person: Person,
  acts = false,
): Promise<(who: Who) => boolean> {
  const inForce = policy.current()
  if (inForce.kind === 'none') return (who) => who === 'everyone'
  const membership = await directory.membership(inForce.policy, { people: [person.id], acts })
  const admin = isAdmin(inForce.policy, person, membership)
  const auditor = admin || isAuditor(inForce.policy, person, membership)
  return (who) => who === 'everyone' || (who === 'admins' ? admin : auditor)
}
