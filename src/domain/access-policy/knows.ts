import type { Person } from '../person.ts'
import type { Vm } from '../vm.ts'
import { matchesVm } from './matches.ts'
import { inAny, type Membership } from './membership.ts'
import type { AccessPolicy } from './policy.ts'
import { isAdmin, isAuditor } from './roles.ts'

/** Whether somebody is a requester of at least one rule without `deny` for this VM; `unknown` if only an unreadable group could say so. */
export function isRequesterFor(
  policy: AccessPolicy,
  person: Person,
  vm: Vm,
  membership: Membership,
): boolean | 'unknown' {
  let answer: boolean | 'unknown' = false
  for (const rule of policy.rules) {
    // Who is cheaper to tell than which VM, and this is asked of every VM of the estate while somebody types.
    const included = rule.deny === undefined && inAny(membership, person.id, rule.requesters)
    if (included === false || !matchesVm(rule.when, vm)) continue
    if (included === true) return true
    answer = 'unknown'
  }
  return answer
}

/**
 * Whether somebody may know that this VM exists: its requesters, and admins and auditors for every VM. To anybody else it must look
 * the same as one that does not exist. A group that cannot be read lets nobody know.
 */
export function mayKnow(policy: AccessPolicy, person: Person, vm: Vm, membership: Membership): boolean {
  return (
    isRequesterFor(policy, person, vm, membership) === true ||
    isAdmin(policy, person, membership) ||
    isAuditor(policy, person, membership)
  )
}
