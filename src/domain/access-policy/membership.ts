import { type PersonId, parsePersonId } from '../ids.ts'
import type { AccessPolicy } from './policy.ts'

/** The group that always exists and holds every person. Nobody can list it, so it may ask but never approve. */
export const everyone = 'everyone'

/** Who is in which group, as known now. `unknown`: the group cannot be read, so that nothing may be concluded from it. */
export interface Membership {
  has(person: PersonId, group: string): boolean | 'unknown'
  people(group: string): readonly PersonId[] | 'unknown'
}

const known = new WeakMap<AccessPolicy, Membership>()

/** The membership of the groups written into the access policy itself. A group that is not there cannot be read. */
export function membershipOf(policy: AccessPolicy): Membership {
  const before = known.get(policy)
  if (before) return before
  const groups = new Map(Object.entries(policy.groups).map(([name, group]) => [name, new Set(group.people)]))
  const membership: Membership = {
    has: (person, group) => (group === everyone ? isPerson(person) : (groups.get(group)?.has(person) ?? 'unknown')),
    people: (group) => {
      const people = group === everyone ? undefined : groups.get(group)
      return people ? [...people] : 'unknown'
    },
  }
  known.set(policy, membership)
  return membership
}

/** Whether somebody is in at least one of these groups; `unknown` if only a group that cannot be read could say so. */
export function inAny(membership: Membership, person: PersonId, groups: readonly string[]): boolean | 'unknown' {
  let answer: boolean | 'unknown' = false
  for (const group of groups) {
    const has = membership.has(person, group)
    if (has === true) return true
    if (has === 'unknown') answer = 'unknown'
  }
  return answer
}

/** Everybody in at least one of these groups, sorted; or the groups that cannot be read. */
export function peopleIn(
  membership: Membership,
  groups: readonly string[],
): { readonly people: readonly PersonId[]; readonly unreadable: readonly string[] } {
  const people = new Set<PersonId>()
  const unreadable: string[] = []
  for (const group of groups) {
    const members = membership.people(group)
    if (members === 'unknown') unreadable.push(group)
    else for (const person of members) people.add(person)
  }
  return { people: [...people].sort(), unreadable }
}

function isPerson(person: PersonId): boolean {
  const [tenant, object] = person.split('/')
  return parsePersonId(tenant, object) === person
}
