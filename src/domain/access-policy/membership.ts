import { inEnglish, type Told } from '../../words/text.ts'
import { type PersonId, parsePersonId } from '../ids.ts'
import type { Broke } from './analysis.ts'
import type { AccessPolicy } from './policy.ts'

/** The group that always exists and holds every person. Nobody can list it, so it may ask but never approve. */
export const everyone = 'everyone'

/** Who is in which group, as known now. `unknown`: the group cannot be read, so that nothing may be concluded from it. */
export interface Membership {
  has(person: PersonId, group: string): boolean | 'unknown'
  people(group: string): readonly PersonId[] | 'unknown'
  /** Why a group is `unknown`, for people to read; undefined where there is no more to say. */
  why?(group: string): Told | undefined
  /** The groups that the policy itself lists, where this one has more. */
  readonly listed?: Membership
}

/** What was read elsewhere of groups whose people the policy does not list, by the policy's names for them. Undefined: unreadable. */
export interface OuterGroups {
  has(person: PersonId, group: string): boolean | undefined
  people(group: string): readonly PersonId[] | undefined
  why(group: string): Told | undefined
}

const nothingRead: OuterGroups = { has: () => undefined, people: () => undefined, why: () => undefined }
const listedPeople = new WeakMap<AccessPolicy, ReadonlyMap<string, ReadonlySet<PersonId>>>()
const known = new WeakMap<AccessPolicy, Membership>()

/** The membership of the groups of a policy. One that is neither listed there nor read elsewhere cannot be read. */
export function membershipOf(policy: AccessPolicy, outer: OuterGroups = nothingRead): Membership {
  const before = outer === nothingRead ? known.get(policy) : undefined
  if (before) return before
  const groups = listedIn(policy)
  const membership: Membership = {
    has(person, group) {
      if (group === everyone) return isPerson(person)
      return groups.get(group)?.has(person) ?? outer.has(person, group) ?? 'unknown'
    },
    people(group) {
      const people = group === everyone ? undefined : groups.get(group)
      return people ? [...people] : (outer.people(group) ?? 'unknown')
    },
    why: outer.why,
    ...(outer === nothingRead ? {} : { listed: membershipOf(policy) }),
  }
  if (outer === nothingRead) known.set(policy, membership)
  return membership
}

function listedIn(policy: AccessPolicy): ReadonlyMap<string, ReadonlySet<PersonId>> {
  const before = listedPeople.get(policy)
  if (before) return before
  const groups = new Map<string, ReadonlySet<PersonId>>()
  for (const [name, group] of Object.entries(policy.groups))
    if (group.kind === 'people') groups.set(name, new Set(group.people))
  listedPeople.set(policy, groups)
  return groups
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

interface PeopleIn {
  readonly people: readonly PersonId[]
  readonly unreadable: readonly string[]
}

const unions = new WeakMap<Membership, Map<string, PeopleIn>>()

/** Everybody in at least one of these groups, sorted; or the groups that cannot be read. Worked out once for each membership. */
export function peopleIn(membership: Membership, groups: readonly string[]): PeopleIn {
  const { listed } = membership
  // What the policy lists is the same for every membership of it.
  const of = listed && groups.every((group) => listed.people(group) !== 'unknown') ? listed : membership
  const known = unions.get(of) ?? new Map<string, PeopleIn>()
  unions.set(of, known)
  const key = JSON.stringify([...groups].sort())
  const before = known.get(key)
  if (before) return before
  const found = unionOf(of, groups)
  known.set(key, found)
  return found
}

function unionOf(membership: Membership, groups: readonly string[]): PeopleIn {
  const people = new Set<PersonId>()
  const unreadable: string[] = []
  for (const group of groups) {
    const members = membership.people(group)
    if (members === 'unknown') unreadable.push(group)
    else for (const person of members) people.add(person)
  }
  return { people: [...people].sort(), unreadable }
}

/** What is told of groups that cannot be read, and why where that is known. */
export function unreadable(membership: Membership, groups: readonly string[]): Broke {
  const reasons = new Map(groups.flatMap((group) => membership.why?.(group) ?? []).map((why) => [inEnglish(why), why]))
  return { kind: 'unreadable groups', groups, reasons: [...reasons.values()] }
}

function isPerson(person: PersonId): boolean {
  const [tenant, object] = person.split('/')
  return parsePersonId(tenant, object) === person
}
