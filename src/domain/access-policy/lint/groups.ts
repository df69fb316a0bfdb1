import { everyone, type Membership } from '../membership.ts'
import type { AccessPolicy, Approval, Rule } from '../policy.ts'
import type { Lint } from './lint.ts'

/** Groups that nobody is in or that nothing names, and roles that nobody has. */
export function groupLints(policy: AccessPolicy, membership: Membership): Lint[] {
  const named = namedGroups(policy)
  const lints: Lint[] = []
  for (const group of Object.keys(policy.groups)) {
    const at = ['groups', group]
    if (!named.has(group)) lints.push({ at, text: `Nothing names the group "${group}": use it, or leave it out.` })
    else if (isEmpty(membership, group))
      lints.push({ at, text: `Nobody is in the group "${group}": whatever it may do, nobody may. Add somebody.` })
  }
  if (nobody(membership, policy.admins))
    lints.push({
      at: ['admins'],
      text: 'There is no admin, so that nobody can bind a channel for approvals and digests: write "admins: [<group>]".',
    })
  if (nobody(membership, policy.auditors))
    lints.push({
      at: ['auditors'],
      text: 'There is no auditor: admins alone can read the ledger. Write "auditors: [<group>]".',
    })
  if (policy.breakGlass && nobody(membership, policy.breakGlass.people))
    lints.push({
      at: ['breakGlass', 'people'],
      text: 'Nobody may break glass: leave "breakGlass" out, or name a group of those who may.',
    })
  if (policy.breakGlass && nobody(membership, policy.breakGlass.reviewers))
    lints.push({
      at: ['breakGlass', 'reviewers'],
      text: 'Nobody can sign for a use of break-glass, so that it stays unsigned for ever: name a group.',
    })
  return lints
}

function namedGroups({ admins, auditors, rules, breakGlass }: AccessPolicy): ReadonlySet<string> {
  const ofRules = rules.flatMap((rule) => [
    ...rule.requesters,
    ...everyApproval(rule).flatMap(({ approval }) => approval.from),
  ])
  return new Set([...admins, ...auditors, ...ofRules, ...(breakGlass?.people ?? []), ...(breakGlass?.reviewers ?? [])])
}

/** The approvals that a rule may demand, with where each stands. */
export function everyApproval({ approvals, hours, limits }: Rule): { approval: Approval; at: Lint['at'] }[] {
  const placed = (list: readonly Approval[], at: Lint['at']) =>
    list.map((approval, index) => ({ approval, at: [...at, index] }))
  return [
    ...placed(approvals, ['approvals']),
    ...placed(hours?.outside ?? [], ['hours', 'outside', 'approvals']),
    ...placed(limits?.then ?? [], ['limits', 'then', 'approvals']),
  ]
}

/** Whether it is known that nobody is in any of these. */
export function nobody(membership: Membership, groups: readonly string[]): boolean {
  return groups.every((group) => group !== everyone && isEmpty(membership, group))
}

function isEmpty(membership: Membership, group: string): boolean {
  const people = membership.people(group)
  return people !== 'unknown' && people.length === 0
}
