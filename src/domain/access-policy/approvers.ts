import type { PersonId } from '../ids.ts'
import type { Ask, Finding, PolicyAnalysis, RequiredApproval, Requirement } from './analysis.ts'
import { matchesVm } from './matches.ts'
import { type Membership, peopleIn, unreadable } from './membership.ts'
import type { AccessPolicy, Approval, Rule } from './policy.ts'

/** The groups whose members could be asked to approve something on these VMs. */
export function approverGroups(policy: AccessPolicy, targets: Ask['targets']): readonly string[] {
  const matching = policy.rules.filter(({ when }) => targets.some(({ vm }) => matchesVm(when, vm)))
  const escalated = matching.flatMap(({ escalate }) => escalate?.to ?? [])
  return [...new Set([...matching.flatMap(approvalsEver).flatMap(({ from }) => from), ...escalated])]
}

/** All that a rule may demand, whatever the hour and whatever is used up. */
function approvalsEver({ approvals, hours, limits }: Rule): readonly Approval[] {
  return [...approvals, ...(hours?.outside ?? []), ...(limits?.then ?? [])]
}

/** Who could give each required approval now, and what stands in the way where too few could. */
export function approversOf(
  requirement: Requirement,
  membership: Membership,
): { readonly approvers: PolicyAnalysis['approvers']; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const approvers = requirement.approvals.map((approval) => {
    const { rule, count, from } = approval
    const { people, count: could, unreadable: unread } = candidates(requirement, approval, membership)
    if (unread.length > 0) findings.push({ kind: 'rule broke', rule, why: unreadable(membership, unread) })
    else if (could < Math.max(1, count)) findings.push({ kind: 'nobody can approve', rule, count, from })
    return { approval, people }
  })
  return { approvers, findings }
}

/** So many of those who could approve are told; a group may have ten thousand. */
const mostTold = 100

/** Everybody whose approval would count: the requester only where every matching rule says so. Of very many the first are told. */
export function candidates(
  { requester, selfApproval }: Requirement,
  { from }: RequiredApproval,
  membership: Membership,
): { readonly people: readonly PersonId[]; readonly count: number; readonly unreadable: readonly string[] } {
  const { people, unreadable } = peopleIn(membership, from)
  const without = !selfApproval && holds(people, requester)
  const told = people.slice(0, mostTold + 1).filter((person) => !without || person !== requester)
  return { people: told.slice(0, mostTold), count: people.length - (without ? 1 : 0), unreadable }
}

/** Whether somebody is among people who are sorted. */
function holds(people: readonly PersonId[], person: PersonId): boolean {
  let [low, high] = [0, people.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((people[middle] ?? '') < person) low = middle + 1
    else high = middle
  }
  return people[low] === person
}
