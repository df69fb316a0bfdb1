import { isApprover } from '../domain/access-policy/stand-in.ts'
import type { Person } from '../domain/person.ts'
import type { Clock } from '../ports/clock.ts'
import type { DelegationStore } from '../ports/delegation-store.ts'
import type { PolicyDeps } from './membership-for.ts'

export interface DelegatorDeps extends PolicyDeps {
  readonly delegations: DelegationStore
  readonly clock: Clock
}

/** For whom somebody may stand in now: nobody, unless they are an approver of the access policy themselves at this moment. */
export async function delegatorsOf(
  { policy, directory, delegations, clock }: DelegatorDeps,
  person: Person,
  acts = true,
): Promise<readonly Person[]> {
  const inForce = policy.current()
  const given = await delegations.to(person.id, clock.now())
  if (given.length === 0 || inForce.kind === 'none') return []
  const membership = await directory.membership(inForce.policy, { people: [person.id], acts })
  return isApprover(inForce.policy, person.id, membership) === true ? given.map(({ by }) => by) : []
}
