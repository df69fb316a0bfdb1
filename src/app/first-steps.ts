import { inAny } from '../domain/access-policy/membership.ts'
import { isAdmin, isAuditor } from '../domain/access-policy/roles.ts'
import { isApprover } from '../domain/access-policy/stand-in.ts'
import type { Person } from '../domain/person.ts'
import type { BindingStore } from '../ports/store.ts'
import type { PolicyDeps } from './membership-for.ts'

/** What the access policy of this moment makes of somebody, and what is still missing before anybody can be asked. */
export interface FirstSteps {
  /** False: there is no access policy in force, and everything is refused. */
  readonly policy: boolean
  readonly engineer: boolean
  readonly approver: boolean
  readonly admin: boolean
  readonly auditor: boolean
  /** A group could not be read: they may be more than this. */
  readonly unclear: boolean
  /** Names that the rules give for approvals, or `approvals` where they give none, for which no channel is bound. */
  readonly unbound: readonly string[]
}

export async function firstSteps(
  { policy, directory, bindings }: PolicyDeps & { readonly bindings: BindingStore },
  person: Person,
): Promise<FirstSteps> {
  const inForce = policy.current()
  if (inForce.kind === 'none') {
    return {
      policy: false,
      engineer: false,
      approver: false,
      admin: false,
      auditor: false,
      unclear: false,
      unbound: [],
    }
  }
  const { rules } = inForce.policy
  const membership = await directory.membership(inForce.policy, { people: [person.id] })
  const asks = inAny(membership, person.id, [
    ...new Set(rules.flatMap(({ requesters, deny }) => (deny === undefined ? requesters : []))),
  ])
  const approves = isApprover(inForce.policy, person.id, membership)
  const bound = new Set(
    (await bindings.list()).flatMap((binding) => (binding.purpose === 'approvals' ? [binding.name] : [])),
  )
  const demanding = rules.filter(({ approvals }) => approvals.length > 0)
  const names = new Set(demanding.flatMap(({ notify }) => notify))
  const wanted = names.size > 0 ? [...names].sort() : demanding.length > 0 && bound.size === 0 ? ['approvals'] : []
  return {
    policy: true,
    engineer: asks === true,
    approver: approves === true,
    admin: isAdmin(inForce.policy, person, membership),
    auditor: isAuditor(inForce.policy, person, membership),
    unclear: asks === 'unknown' || approves === 'unknown',
    unbound: wanted.filter((name) => !bound.has(name)),
  }
}
