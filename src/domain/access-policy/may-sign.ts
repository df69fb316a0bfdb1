import type { Person } from '../person.ts'
import type { Request } from '../request.ts'
import { inAny, type Membership } from './membership.ts'
import type { AccessPolicy } from './policy.ts'

/** Whether somebody may sign for a break-glass by the groups of this moment: a reviewer, and never whoever broke it. */
export type MaySign = 'yes' | 'own' | 'not a reviewer' | 'unknown group'

/** Where the access policy has no break-glass any more, the groups that it named then sign for what is left. */
export function maySign(policy: AccessPolicy, request: Request, person: Person, membership: Membership): MaySign {
  if (request.requester.id === person.id) return 'own'
  const reviewers = policy.breakGlass?.reviewers ?? request.breakGlass?.reviewers ?? []
  const has = inAny(membership, person.id, reviewers)
  if (has === 'unknown') return 'unknown group'
  return has ? 'yes' : 'not a reviewer'
}
