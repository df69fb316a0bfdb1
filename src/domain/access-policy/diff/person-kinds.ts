import { type PersonId, parsePersonId } from '../../ids.ts'
import { givenMembership } from '../given-membership.ts'
import { everyone, type Membership } from '../membership.ts'
import type { AccessPolicy } from '../policy.ts'

/** People who are in the same groups before and after, so that both policies say the same to each. */
export interface PersonKind {
  /** Whoever stands for them. */
  readonly person: PersonId
  /** Empty where they are known by what they are in alone. */
  readonly people: readonly PersonId[]
  /** What they are where they are not known one by one, such as `everybody else`. */
  readonly says?: string
}

export interface PersonKinds {
  readonly kinds: readonly PersonKind[]
  readonly before: Membership
  readonly after: Membership
  /** Groups of which nobody said here who is in them. */
  readonly unlisted: readonly string[]
}

/** So many imagined members has a group that is not known: enough for every approval that somebody may demand. */
const imaginedMembers = 12
const someTenant = '00000000-0000-4000-8000-00000000e2a0'

/** The people that two policies can tell apart. `given`: members of groups that the policies do not list; `others`: people of no group. */
export function personKinds(
  before: AccessPolicy,
  after: AccessPolicy,
  given: ReadonlyMap<string, readonly PersonId[]>,
  others: readonly PersonId[],
): PersonKinds {
  const groups = [...new Set([...Object.keys(before.groups), ...Object.keys(after.groups)])].sort()
  const bases = [before, after].map((policy) => ({ policy, membership: givenMembership(policy, given) }))
  const isUnlisted = (policy: AccessPolicy, membership: Membership, group: string) =>
    Object.hasOwn(policy.groups, group) && membership.people(group) === 'unknown'
  const unlisted = groups.filter((group) =>
    bases.some(({ policy, membership }) => isUnlisted(policy, membership, group)),
  )
  const members = new Map(unlisted.map((group, at) => [group, imagined(at + 1, imaginedMembers)]))
  const [old, now] = bases.map(({ policy, membership }): Membership => {
    const imaginedIn = (group: string) => (isUnlisted(policy, membership, group) ? members.get(group) : undefined)
    return {
      has: (person, group) =>
        group === everyone || (imaginedIn(group)?.includes(person) ?? membership.has(person, group)),
      people: (group) => imaginedIn(group) ?? membership.people(group),
    }
  })
  if (!old || !now) throw new Error('two policies are compared')

  const known = new Set(others)
  for (const { membership } of bases)
    for (const group of groups) {
      const people = membership.people(group)
      if (people !== 'unknown') for (const person of people) known.add(person)
    }
  const vectors = vectorsOf(groups, old, now)
  const kinds = new Map<string, PersonId[]>()
  for (const person of [...known].sort()) {
    const vector = vectors(person)
    const same = kinds.get(vector)
    if (same) same.push(person)
    else kinds.set(vector, [person])
  }
  const [stranger] = imagined(0, 1)
  return {
    before: old,
    after: now,
    unlisted,
    kinds: [
      ...[...kinds.values()].flatMap((people) => (people[0] ? [{ person: people[0], people }] : [])),
      ...[...members].flatMap(([group, [person]]) =>
        person ? [{ person, people: [], says: `whoever is in ${group} alone` }] : [],
      ),
      ...(stranger ? [{ person: stranger, people: [], says: 'everybody else' }] : []),
    ],
  }
}

/** In which groups somebody is, as a text; each group is made a set once. */
function vectorsOf(groups: readonly string[], ...memberships: readonly Membership[]): (person: PersonId) => string {
  const sets = memberships.flatMap((membership) =>
    groups.map((group) => {
      const people = membership.people(group)
      return new Set(people === 'unknown' ? [] : people)
    }),
  )
  return (person) => sets.map((set) => (set.has(person) ? '1' : '0')).join('')
}

function imagined(series: number, count: number): PersonId[] {
  return Array.from({ length: count }, (_, i) =>
    parsePersonId(someTenant, `${String(series).padStart(8, '0')}-0000-4000-8000-${String(i).padStart(12, '0')}`),
  ).flatMap((person) => person ?? [])
}
