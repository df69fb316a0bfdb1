import { groupsNow } from '../domain/access-policy/escalation.ts'
import { peopleIn } from '../domain/access-policy/membership.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Request, RequestState } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { PolicyDeps } from './membership-for.ts'

/** So many views of their own Teams has for one card. */
const mostViewers = 60

/** Nothing is left to do with them that would differ from person to person. */
const settled: ReadonlySet<RequestState> = new Set(['closed', 'denied', 'cancelled', 'lapsed'])

export function isSettled({ state }: Request): boolean {
  return settled.has(state)
}

/**
 * For whom a request's card looks otherwise than for the rest, the most concerned first: the requester, who can still decide, who has
 * decided. By groups as they are remembered; one that can not be read leaves its people with the card that everybody sees.
 */
export async function viewersOf(
  { policy, directory, clock }: PolicyDeps & { readonly clock: Clock },
  request: Request,
): Promise<readonly PersonId[]> {
  if (isSettled(request)) return []
  const { requester, requirement, decisions, submittedAt } = request
  const decided = decisions.map(({ by }) => by.id)
  const standIns = (request.standIns ?? []).map(({ to }) => to.id)
  const inForce = policy.current()
  const waiting = { since: submittedAt, now: clock.now() }
  const groups = [...new Set(requirement.approvals.flatMap((approval) => groupsNow(approval, waiting)))]
  const could =
    inForce.kind === 'none' || groups.length === 0
      ? []
      : peopleIn(await directory.membership(inForce.policy, { people: [], listed: groups }), groups).people
  const others = could.slice(0, 2 * mostViewers).filter((person) => !decided.includes(person))
  return [...new Set([requester.id, ...standIns, ...others, ...decided])].slice(0, mostViewers)
}
