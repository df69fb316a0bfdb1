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
  const isListed = (group: string) => {
    const found = Object.hasOwn(policy.groups, group) ? policy.groups[group] : undefined
    return found === undefined || 'people' in found
  }
  return {
    has(person, group) {
      if (group === everyone) return written.has(person, group)
      return given.get(group)?.includes(person) ?? (isListed(group) ? written.has(person, group) : 'unknown')
    },
    people: (group) => given.get(group) ?? (isListed(group) ? written.people(group) : 'unknown'),
  }
}
