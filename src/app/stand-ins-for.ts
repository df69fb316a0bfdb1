import type { Requirement } from '../domain/access-policy/analysis.ts'
import type { Waiting } from '../domain/access-policy/escalation.ts'
import type { AccessPolicy } from '../domain/access-policy/policy.ts'
import { standInsOn } from '../domain/access-policy/stand-in.ts'
import type { Delegation } from '../domain/delegation.ts'
import type { Clock } from '../ports/clock.ts'
import type { RequestStore } from '../ports/store.ts'
import { changeRequest } from './change-request.ts'
import type { DelegatorDeps } from './delegators-of.ts'

/** Who stands in for whom on a request, for its card. */
export async function standInsFor(
  { delegations, directory, clock }: Pick<DelegatorDeps, 'delegations' | 'directory' | 'clock'>,
  policy: AccessPolicy,
  requirement: Requirement,
  waiting?: Waiting,
): Promise<readonly Delegation[]> {
  if (requirement.approvals.length === 0) return []
  const active = await delegations.active(clock.now())
  if (active.length === 0) return []
  const people = active.flatMap(({ by, to }) => [by.id, to.id])
  return standInsOn(policy, requirement, active, await directory.membership(policy, { people }), waiting)
}

/** So many cards are brought up to date when a delegation begins or ends; the others show it with their next change. */
const mostCards = 100

/** Shows on every request that waits who stands in by now. */
export async function showStandIns(
  deps: DelegatorDeps & { readonly store: RequestStore; readonly clock: Clock },
): Promise<void> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return
  for (const { id } of await deps.store.list({ states: ['pending'], limit: mostCards }))
    await changeRequest(deps, id, async (request) =>
      request.state === 'pending'
        ? {
            kind: 'stand-ins',
            standIns: await standInsFor(deps, inForce.policy, request.requirement, {
              since: request.submittedAt,
              now: deps.clock.now(),
            }),
          }
        : undefined,
    )
}
