import type { Person } from '../person.ts'
import { inAny, type Membership } from './membership.ts'
import type { AccessPolicy } from './policy.ts'

/** Whether somebody may configure the bot. An empty list means nobody; so does a group that cannot be read. */
export function isAdmin(policy: AccessPolicy, person: Person, membership: Membership): boolean {
  return inAny(membership, person.id, policy.admins) === true
}

/** Whether somebody may read the ledger. Admins are not auditors by themselves: the access policy says who watches them. */
export function isAuditor(policy: AccessPolicy, person: Person, membership: Membership): boolean {
  return inAny(membership, person.id, policy.auditors) === true
}
