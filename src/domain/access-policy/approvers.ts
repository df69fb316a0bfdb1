import type { Ask, Finding, PolicyAnalysis, RequiredApproval, Requirement } from './analysis.ts'
import { matchesVm } from './matches.ts'
import { type Membership, peopleIn, unreadableText } from './membership.ts'
import type { AccessPolicy, Approval, Rule } from './policy.ts'

/** The groups whose members could be asked to approve something on these VMs. */
export function approverGroups(policy: AccessPolicy, targets: Ask['targets']): readonly string[] {
  const matching = policy.rules.filter(({ when }) => targets.some(({ vm }) => matchesVm(when, vm)))
  return [...new Set(matching.flatMap(approvalsEver).flatMap(({ from }) => from))]
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
    const { people, unreadable } = candidates(requirement, approval, membership)
    if (unreadable.length > 0) findings.push({ kind: 'rule broke', rule, why: unreadableText(membership, unreadable) })
    else if (people.length < Math.max(1, count)) findings.push({ kind: 'nobody can approve', rule, count, from })
    return { approval, people }
  })
  return { approvers, findings }
}

/** Everybody whose approval would count: the requester only where every matching rule says so. */
export function candidates(
  { requester, selfApproval }: Requirement,
  { from }: RequiredApproval,
  membership: Membership,
): ReturnType<typeof peopleIn> {
  const { people, unreadable } = peopleIn(membership, from)
  return { people: selfApproval ? people : people.filter((person) => person !== requester), unreadable }
}
