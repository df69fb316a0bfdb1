import type { Person } from '../person.ts'
import type { Vm } from '../vm.ts'
import { matchesVm } from './matches.ts'
import { inAny, type Membership } from './membership.ts'
import type { AccessPolicy, Rule } from './policy.ts'
import { isAdmin, isAuditor } from './roles.ts'

/** Tells of a VM whether somebody may know that it exists. People of the same rights share one function. */
export type Known = (vm: Vm) => boolean

const everything: Known = () => true
const shared = new WeakMap<AccessPolicy, Map<string, Known>>()

/**
 * What `mayKnow` tells of one person, for asking it of the whole estate: who they are is settled once. The function is the same one for
 * as long as the policy and the person's groups are, so that what it told may be remembered by it.
 */
export function knownVms(policy: AccessPolicy, person: Person, membership: Membership): Known {
  if (isAdmin(policy, person, membership) || isAuditor(policy, person, membership)) return everything
  const numbered = policy.rules.map((rule, number) => ({ rule, number }))
  const theirs = numbered.filter(
    ({ rule }) => rule.deny === undefined && inAny(membership, person.id, rule.requesters) === true,
  )
  const ofPolicy = shared.get(policy) ?? new Map<string, Known>()
  shared.set(policy, ofPolicy)
  const key = theirs.map(({ number }) => number).join()
  const known = ofPolicy.get(key) ?? byRules(theirs.map(({ rule }) => rule))
  ofPolicy.set(key, known)
  return known
}

function byRules(rules: readonly Rule[]): Known {
  return (vm) => rules.some(({ when }) => matchesVm(when, vm))
}
