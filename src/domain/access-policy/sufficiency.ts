import type { PersonId } from '../ids.ts'
import type { Person } from '../person.ts'
import type { Decision } from '../request.ts'
import type { RequiredApproval, Requirement } from './analysis.ts'
import { candidates } from './approvers.ts'
import { asOf, groupsNow, type Waiting } from './escalation.ts'
import { inAny, type Membership } from './membership.ts'
import { withStandIns } from './stand-in.ts'

/** What is still to be approved. `people` could give it now (of very many, some): those who have not, but for a requester whose own word does not count. */
export interface Remaining {
  readonly met: boolean
  readonly missing: readonly {
    readonly approval: RequiredApproval
    readonly stillNeeded: number
    readonly people: readonly PersonId[]
  }[]
}

/**
 * Whether the approvals given suffice, by the groups of this moment. One approver counts towards every requirement whose groups they
 * are in, and once towards each; nobody outside them counts but whoever stands in for one of them, nor the requester unless every rule
 * says so. With `waiting`, those to whom it was escalated count too for what they approve from then on.
 */
export function remaining(
  requirement: Requirement,
  decisions: readonly Decision[],
  membership: Membership,
  waiting?: Waiting,
): Remaining {
  const approved = approvedBy(requirement, decisions)
  const missing = requirement.approvals.flatMap((approval) => {
    const given = givenBy(requirement, approval, decisions, membership, waiting)
    const stillNeeded = Math.max(1, approval.count) - given.length
    if (stillNeeded <= 0) return []
    const from = groupsNow(approval, waiting)
    const people = candidates(requirement, { ...approval, from }, membership).people.filter(
      (person) => !approved.has(person),
    )
    return [{ approval, stillNeeded, people }]
  })
  return { met: missing.length === 0, missing }
}

/** Whose approvals count towards this one. By escalation only those that were given after its time. */
export function givenBy(
  requirement: Requirement,
  approval: RequiredApproval,
  decisions: readonly Decision[],
  membership: Membership,
  waiting?: Waiting,
): readonly PersonId[] {
  const own = [...approvedBy(requirement, decisions)].filter((person) =>
    decisions.some(({ by, verdict, at }) => {
      if (by.id !== person || verdict !== 'approve') return false
      return inAny(membership, person, groupsNow(approval, asOf(at, waiting))) === true
    }),
  )
  return withStandIns(requirement, approval, decisions, membership, own, waiting)
}

function approvedBy({ requester, selfApproval }: Requirement, decisions: readonly Decision[]): Set<PersonId> {
  const approved = new Set(decisions.flatMap(({ verdict, by }) => (verdict === 'approve' ? [by.id] : [])))
  if (!selfApproval) approved.delete(requester)
  return approved
}

/** Whether somebody may decide, and on behalf of which groups. `unknown group`: only a group that cannot be read could say so. */
export type MayApprove =
  | { readonly yes: true; readonly groups: readonly string[] }
  | { readonly yes: false; readonly why: 'own request' | 'not an approver' | 'unknown group' }

/** Whether this person's decision would count, by the groups of this moment. The requester's own only where every rule says so. */
export function mayApprove(
  requirement: Requirement,
  person: Person,
  requester: Person,
  membership: Membership,
  waiting?: Waiting,
): MayApprove {
  const own = person.id === requester.id || person.id === requirement.requester
  if (own && !requirement.selfApproval) return { yes: false, why: 'own request' }
  const from = [...new Set(requirement.approvals.flatMap((approval) => groupsNow(approval, waiting)))].sort()
  const groups = from.filter((group) => membership.has(person.id, group) === true)
  if (groups.length > 0) return { yes: true, groups }
  const unread = inAny(membership, person.id, from) === 'unknown'
  return { yes: false, why: unread ? 'unknown group' : 'not an approver' }
}
