import type { Membership } from '../domain/access-policy/membership.ts'
import type { AccessPolicy, ChannelGroup, EntraGroup } from '../domain/access-policy/policy.ts'
import type { PersonId } from '../domain/ids.ts'
import { noOne } from '../words/reader.ts'
import type { Text } from '../words/text.ts'

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

/** Reads groups of one kind where they are. Remembers nothing. Every method throws `GroupUnreadable`. */
export interface GroupReader<G extends EntraGroup | ChannelGroup> {
  /** Which of these groups somebody is in, right now, as many answers as groups. */
  memberOf(person: PersonId, groups: readonly G[]): Promise<readonly boolean[]>
  /** Who is in it; of a very large group as many as are read. */
  members(group: G): Promise<readonly PersonId[]>
}

/** `why` is for people, without secrets in it, and `message` the same in English; the cause is for the log. */
export class GroupUnreadable extends Error {
  override readonly name = 'GroupUnreadable'
  readonly why: Text

  constructor(why: Text, options?: ErrorOptions) {
    super(why(noOne), options)
    this.why = why
  }
}
