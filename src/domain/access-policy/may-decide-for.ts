import type { Person } from '../person.ts'
import type { Requirement } from './analysis.ts'
import type { Waiting } from './escalation.ts'
import type { Membership } from './membership.ts'
import { standIn } from './stand-in.ts'
import { type MayApprove, mayApprove } from './sufficiency.ts'

export type MayDecide =
  | { readonly yes: true; readonly groups: readonly string[]; readonly standsFor: readonly Person[] }
  | Extract<MayApprove, { readonly yes: false }>

/** Whether somebody's decision would count, by themselves or because they stand in. Nobody decides their own request as another's delegate. */
export function mayDecideFor(
  requirement: Requirement,
  person: Person,
  requester: Person,
  membership: Membership,
  delegators: readonly Person[],
  waiting?: Waiting,
): MayDecide {
  const own = mayApprove(requirement, person, requester, membership, waiting)
  if (!own.yes && own.why === 'own request') return own
  const { standsFor, groups } = standIn(requirement, person.id, delegators, membership, waiting)
  if (!own.yes && standsFor.length === 0) return own
  return { yes: true, groups: [...new Set([...(own.yes ? own.groups : []), ...groups])].sort(), standsFor }
}
