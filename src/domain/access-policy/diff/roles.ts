import { inAny, type Membership } from '../membership.ts'
import type { AccessPolicy } from '../policy.ts'
import { isAdmin, isAuditor } from '../roles.ts'
import { answerFor } from './answer.ts'
import type { RoleChange } from './change.ts'
import type { MachineKind } from './machine-kinds.ts'
import type { Moment } from './moments.ts'
import type { PersonKind, PersonKinds } from './person-kinds.ts'

/** All that is compared with all. */
export interface Compared {
  readonly people: PersonKinds
  readonly machines: readonly MachineKind[]
  readonly ports: readonly number[]
  readonly moments: readonly Moment[]
}

/** Who became an admin, an auditor, an approver, and who is one no more. */
export function rolesOf(before: AccessPolicy, after: AccessPolicy, compared: Compared): RoleChange[] {
  const { people } = compared
  const named = (person: PersonKind) => ({ id: person.person, name: '' })
  const old = approversOf(before, people.before, compared)
  const now = approversOf(after, people.after, compared)
  const tests = {
    admin: [
      (p: PersonKind) => isAdmin(before, named(p), people.before),
      (p: PersonKind) => isAdmin(after, named(p), people.after),
    ],
    auditor: [
      (p: PersonKind) => isAuditor(before, named(p), people.before),
      (p: PersonKind) => isAuditor(after, named(p), people.after),
    ],
    approver: [old, now],
    'break-glass': [
      (p: PersonKind) => inAny(people.before, p.person, before.breakGlass?.people ?? []) === true,
      (p: PersonKind) => inAny(people.after, p.person, after.breakGlass?.people ?? []) === true,
    ],
    reviewer: [
      (p: PersonKind) => inAny(people.before, p.person, before.breakGlass?.reviewers ?? []) === true,
      (p: PersonKind) => inAny(people.after, p.person, after.breakGlass?.reviewers ?? []) === true,
    ],
  } as const
  return (['admin', 'auditor', 'approver', 'break-glass', 'reviewer'] as const).flatMap((role): RoleChange[] => {
    const [was, is] = tests[role]
    const gained = people.kinds.filter((person) => !was(person) && is(person))
    const lost = people.kinds.filter((person) => was(person) && !is(person))
    return gained.length + lost.length === 0 ? [] : [{ role, gained, lost }]
  })
}

/** Whether somebody could approve something that somebody may ask for, by the groups out of which approvals are demanded. */
function approversOf(
  policy: AccessPolicy,
  membership: Membership,
  { people, machines, ports, moments }: Compared,
): (person: PersonKind) => boolean {
  const groups = new Set<string>()
  for (const machine of machines)
    for (const port of ports)
      for (const { at } of moments)
        for (const { person } of people.kinds) {
          const { outcome, approverGroups } = answerFor(policy, membership, person, machine.machine, port, at)
          if (outcome !== 'refused') for (const group of approverGroups) groups.add(group)
        }
  return ({ person }) => inAny(membership, person, [...groups]) === true
}
