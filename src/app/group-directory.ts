import { membershipOf } from '../domain/access-policy/membership.ts'
import type { Directory } from '../ports/directory.ts'

/** The directory of the groups of the access policy. */
export function groupDirectory(): Directory {
  return { membership: (policy) => membershipOf(policy) }
}
