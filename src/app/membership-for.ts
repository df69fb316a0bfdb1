import type { Ask } from '../domain/access-policy/analysis.ts'
import { approverGroups } from '../domain/access-policy/approvers.ts'
import type { Membership } from '../domain/access-policy/membership.ts'
import type { AccessPolicy } from '../domain/access-policy/policy.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Directory } from '../ports/directory.ts'
import type { PolicySource } from '../ports/policy.ts'

/** What it takes to ask the access policy. */
export interface PolicyDeps {
  readonly policy: PolicySource
  readonly directory: Directory
}

/** What evaluating an ask takes: the groups of these people, and who could approve. `acts`: somebody decides by it now. */
export function membershipFor(
  { directory }: Pick<PolicyDeps, 'directory'>,
  policy: AccessPolicy,
  targets: Ask['targets'],
  people: readonly PersonId[],
  acts = false,
): Membership | Promise<Membership> {
  return directory.membership(policy, { people, listed: approverGroups(policy, targets), acts })
}
