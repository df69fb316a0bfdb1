import type { Delegation } from '../delegation.ts'
import type { PersonId } from '../ids.ts'
import type { Person } from '../person.ts'
import type { Decision } from '../request.ts'
import type { RequiredApproval, Requirement } from './analysis.ts'
import { asOf, groupsNow, type Waiting } from './escalation.ts'
import { inAny, type Membership } from './membership.ts'
import type { AccessPolicy } from './policy.ts'

/** Whether somebody may approve anything at all by the access policy: the only people whom, and to whom, it is delegated. */
export function isApprover(policy: AccessPolicy, person: PersonId, membership: Membership): boolean | 'unknown' {
  return inAny(membership, person, approvingGroups(policy))
}

/** The groups that approve anything by the access policy, by escalation too. */
export function approvingGroups({ rules }: AccessPolicy): readonly string[] {
  const groups = rules.flatMap(({ approvals, hours, limits, escalate }) => [
    ...[...approvals, ...(hours?.outside ?? []), ...(limits?.then ?? [])].flatMap(({ from }) => from),
    ...(escalate?.to ?? []),
  ])
  return [...new Set(groups)]
}

/**
 * For whom somebody stands in on this request, and in which groups: whose own word would count by the groups of this moment where
 * theirs does not. Never for the requester, and the requester for nobody; who stands in for the other hands nothing on.
 */
export function standIn(
  { requester, approvals }: Requirement,
  person: PersonId,
  delegators: readonly Person[],
  membership: Membership,
  waiting?: Waiting,
): { readonly standsFor: readonly Person[]; readonly groups: readonly string[] } {
  if (person === requester) return { standsFor: [], groups: [] }
  const open = approvals
    .map((approval) => groupsNow(approval, waiting))
    .filter((from) => inAny(membership, person, from) !== true)
    .flat()
  const groups = new Set<string>()
  const standsFor = delegators.filter(({ id }) => {
    if (id === requester || id === person) return false
    const theirs = open.filter((group) => membership.has(id, group) === true)
    for (const group of theirs) groups.add(group)
    return theirs.length > 0
  })
  return { standsFor, groups: [...groups].sort() }
}

/**
 * Those who count towards one demand: `own` by themselves, and whoever stands in for somebody of its groups whose place nobody has
 * taken. Each counts once, and each place is taken once.
 */
export function withStandIns(
  { requester }: Requirement,
  approval: RequiredApproval,
  decisions: readonly Decision[],
  membership: Membership,
  own: readonly PersonId[],
  waiting?: Waiting,
): readonly PersonId[] {
  const places = new Map<PersonId, readonly PersonId[]>()
  for (const { by, verdict, at, standsFor = [] } of decisions) {
    if (verdict !== 'approve' || by.id === requester || own.includes(by.id)) continue
    const from = groupsNow(approval, asOf(at, waiting))
    const free = standsFor
      .map(({ id }) => id)
      .filter((id) => id !== requester && id !== by.id && !own.includes(id) && inAny(membership, id, from) === true)
    places.set(by.id, [...(places.get(by.id) ?? []), ...free])
  }
  const takenBy = new Map<PersonId, PersonId>()
  // Whoever has taken a place moves to another one of theirs, if that makes room.
  const seat = (person: PersonId, tried: Set<PersonId>): boolean =>
    (places.get(person) ?? []).some((place) => {
      if (tried.has(place)) return false
      tried.add(place)
      const holder = takenBy.get(place)
      if (holder !== undefined && !seat(holder, tried)) return false
      takenBy.set(place, person)
      return true
    })
  return [...own, ...[...places.keys()].filter((person) => seat(person, new Set()))]
}

/** Who stands in for whom on one request, for its card: those whose word would count, both of whom may approve now. */
export function standInsOn(
  policy: AccessPolicy,
  requirement: Requirement,
  delegations: readonly Delegation[],
  membership: Membership,
  waiting?: Waiting,
): readonly Delegation[] {
  return delegations.filter(
    ({ by, to }) =>
      isApprover(policy, to.id, membership) === true &&
      standIn(requirement, to.id, [by], membership, waiting).standsFor.length > 0,
  )
}
