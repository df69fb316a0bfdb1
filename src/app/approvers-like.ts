import { peopleIn } from '../domain/access-policy/membership.ts'
import { approvingGroups, isApprover } from '../domain/access-policy/stand-in.ts'
import { beginsLike } from '../domain/name-match.ts'
import type { Person } from '../domain/person.ts'
import type { People } from '../ports/people.ts'
import type { PolicyDeps } from './membership-for.ts'

/** So many of those whom the policy names are looked at; a group may have ten thousand. */
const lookedAt = 5_000

/**
 * Other approvers whose names begin like what is typed, for an approver who looks for somebody to stand in. Whoever is none is told of
 * nobody: the list of approvers is not for everybody.
 */
export async function approversLike(
  { policy, directory, people }: PolicyDeps & { readonly people: People },
  asker: Person,
  typed: string,
  limit: number,
): Promise<readonly Person[]> {
  const inForce = policy.current()
  if (inForce.kind === 'none') return []
  const groups = approvingGroups(inForce.policy)
  const membership = await directory.membership(inForce.policy, { people: [asker.id], listed: groups })
  if (isApprover(inForce.policy, asker.id, membership) !== true) return []
  const ids = peopleIn(membership, groups)
    .people.filter((id) => id !== asker.id)
    .slice(0, lookedAt)
  const names = await people.names(ids)
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .filter(({ name }) => beginsLike(name, typed))
    .sort((one, other) => one.name.localeCompare(other.name))
    .slice(0, limit)
}
