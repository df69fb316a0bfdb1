import type { PolicyDeps } from '../app/membership-for.ts'
import { mayKnow } from '../domain/access-policy/knows.ts'
import { isAdmin, isAuditor } from '../domain/access-policy/roles.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import type { Estate } from '../ports/estate.ts'

/** What somebody may read of requests, by the access policy and the groups of this moment. */
export interface Sight {
  /** Whose a window is: the requester, whoever could decide it, auditors and admins. */
  readonly mayReadWhose: (request: Request) => boolean
  /** A request that they name: their own, one for a VM they may know of, one they could decide, or any for auditors and admins. */
  readonly maySee: (request: Request) => boolean
}

export async function sightOf(
  { policy, directory, estate }: PolicyDeps & { readonly estate: Estate },
  person: Person,
): Promise<Sight> {
  const isOwn = (request: Request) => request.requester.id === person.id
  const inForce = policy.current()
  if (inForce.kind === 'none') return { mayReadWhose: isOwn, maySee: isOwn }
  const membership = await directory.membership(inForce.policy, { people: [person.id] })
  const all = isAdmin(inForce.policy, person, membership) || isAuditor(inForce.policy, person, membership)
  const mayReadWhose = (request: Request) =>
    all ||
    isOwn(request) ||
    (request.standIns ?? []).some(({ to }) => to.id === person.id) ||
    decidersOf(request).some((group) => membership.has(person.id, group) === true)
  const maySee = (request: Request) =>
    mayReadWhose(request) ||
    request.targets.every(({ vm }) => {
      const known = estate.get(vm)
      return known !== undefined && mayKnow(inForce.policy, person, known, membership)
    })
  return { mayReadWhose, maySee }
}

/** The groups that decide it; of a break-glass those that were skipped, and those that sign for it. */
function decidersOf({ requirement, breakGlass }: Request): readonly string[] {
  const approvals = [...requirement.approvals, ...(breakGlass?.skipped ?? [])]
  return [...approvals.flatMap(({ from }) => from), ...(breakGlass?.reviewers ?? [])]
}

/** Whether somebody may read this one request. */
export async function maySee(
  deps: PolicyDeps & { readonly estate: Estate },
  person: Person,
  request: Request,
): Promise<boolean> {
  return (await sightOf(deps, person)).maySee(request)
}
