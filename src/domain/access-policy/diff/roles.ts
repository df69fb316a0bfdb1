import type { PersonId } from '../../ids.ts'
import type { Membership } from '../membership.ts'
import type { AccessPolicy } from '../policy.ts'
import { isAdmin, isAuditor } from '../roles.ts'
import { answerFor } from './answer.ts'
import type { RoleChange } from './change.ts'
import type { MachineKind } from './machine-kinds.ts'
import type { PersonKind } from './person-kinds.ts'

/** Who became an admin, an auditor, an approver, and who is one no more. */
export function rolesOf(
  before: AccessPolicy,
  after: AccessPolicy,
  people: { readonly kinds: readonly PersonKind[]; readonly before: Membership; readonly after: Membership },
  machines: readonly MachineKind[],
  ports: readonly number[],
): RoleChange[] {
  const named = (person: PersonKind) => ({ id: person.person, name: '' })
  const old = approversOf(before, people.before, people.kinds, machines, ports)
  const now = approversOf(after, people.after, people.kinds, machines, ports)
  const tests = {
    admin: [
      (p: PersonKind) => isAdmin(before, named(p), people.before),
      (p: PersonKind) => isAdmin(after, named(p), people.after),
    ],
    auditor: [
      (p: PersonKind) => isAuditor(before, named(p), people.before),
      (p: PersonKind) => isAuditor(after, named(p), people.after),
    ],
    approver: [(p: PersonKind) => old.has(p.person), (p: PersonKind) => now.has(p.person)],
  } as const
  return (['admin', 'auditor', 'approver'] as const).flatMap((role): RoleChange[] => {
    const [was, is] = tests[role]
    const gained = people.kinds.filter((person) => !was(person) && is(person))
    const lost = people.kinds.filter((person) => was(person) && !is(person))
    return gained.length + lost.length === 0 ? [] : [{ role, gained, lost }]
  })
}

/** Everybody who could approve something that somebody may ask for. */
function approversOf(
  policy: AccessPolicy,
  membership: Membership,
  people: readonly PersonKind[],
  machines: readonly MachineKind[],
  ports: readonly number[],
): ReadonlySet<PersonId> {
  const all = new Set<PersonId>()
  for (const machine of machines)
    for (const port of ports)
      for (const { person } of people) {
        const answer = answerFor(policy, membership, person, machine.machine, port)
        if (answer.outcome !== 'refused') for (const approver of answer.approvers) all.add(approver)
      }
  return all
}
