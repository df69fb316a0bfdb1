import type { PersonId } from '../ids.ts'
import { everyone, type Membership, membershipOf } from './membership.ts'
import type { AccessPolicy } from './policy.ts'

/**
 * The membership where no directory can be asked: the people written into the access policy, and for the groups of `given` those named
 * there. Whoever is in another group cannot be told.
 */
export function givenMembership(
  policy: AccessPolicy,
  given: ReadonlyMap<string, readonly PersonId[]> = new Map(),
): Membership {
  const written = membershipOf(policy)
  return {
    has: (person, group) =>
      group === everyone
        ? written.has(person, group)
        : (given.get(group)?.includes(person) ?? written.has(person, group)),
    people: (group) => given.get(group) ?? written.people(group),
  }
}
