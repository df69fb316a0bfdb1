import type { Membership } from '../domain/access-policy/membership.ts'
import type { AccessPolicy } from '../domain/access-policy/policy.ts'
import type { PersonId } from '../domain/ids.ts'

/** What is to be known of the groups of an access policy. */
export interface MembershipAsked {
  /** Those of whom it must be known which groups they are in. */
  readonly people: readonly PersonId[]
  /** Groups of which it must be known who is in them. */
  readonly listed?: readonly string[]
  /** Somebody acts by it: nothing that is older than a few seconds is used. */
  readonly acts?: boolean
}

/** Who is in which group. */
export interface Directory {
  /**
   * What can be told now; what cannot be read is `unknown` and throws nothing. Answers at once where the policy alone tells, which is
   * on the way of every request.
   */
  membership(policy: AccessPolicy, asked: MembershipAsked): Membership | Promise<Membership>
}
