import type { PersonId } from '../ids.ts'
import type { Decision } from '../request.ts'
import type { RequiredApproval, Requirement } from './analysis.ts'
import { candidates } from './approvers.ts'
import { groupsNow, type Waiting } from './escalation.ts'
import type { Membership } from './membership.ts'
import { givenBy } from './sufficiency.ts'

/** How far one demanded approval is: who gave it, and who could yet: some by id, and how many altogether. */
export interface Progress {
  readonly approval: RequiredApproval
  readonly from: readonly string[]
  readonly given: readonly PersonId[]
  readonly could: readonly PersonId[]
  readonly couldCount: number
  /** A group can not be read: there may be more. */
  readonly unread: boolean
}

/** Every demanded approval as it stands, by the groups of this moment. For showing: who may is judged when the button is pressed. */
export function progress(
  requirement: Requirement,
  decisions: readonly Decision[],
  membership: Membership,
  waiting?: Waiting,
): readonly Progress[] {
  const decided = new Set(decisions.map(({ by }) => by.id))
  return requirement.approvals.map((approval) => {
    const from = groupsNow(approval, waiting)
    const { people, count, unreadable } = candidates(requirement, { ...approval, from }, membership)
    const given = givenBy(requirement, approval, decisions, membership, waiting)
    const already = [...decided].filter((id) => from.some((group) => membership.has(id, group) === true))
    const own = requirement.selfApproval ? [] : [requirement.requester]
    const couldCount = Math.max(0, count - already.filter((id) => !own.includes(id)).length)
    return {
      approval,
      from,
      given,
      could: people.filter((id) => !decided.has(id)),
      couldCount,
      unread: unreadable.length > 0,
    }
  })
}
