import { isApprover } from '../domain/access-policy/stand-in.ts'
import { type Delegation, longestDelegationMs } from '../domain/delegation.ts'
import type { Person } from '../domain/person.ts'
import type { Posting } from '../domain/posting.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { RequestStore } from '../ports/store.ts'
import type { DelegatorDeps } from './delegators-of.ts'
import { showStandIns } from './stand-ins-for.ts'

export type DelegateDeps = DelegatorDeps & {
  readonly store: RequestStore
  readonly ledger: Ledger
  readonly clock: Clock
}

export type Delegated =
  | { readonly kind: 'given'; readonly delegation: Delegation }
  | {
      readonly kind:
        | 'not an approver'
        | 'not to themselves'
        | 'other is no approver'
        | 'unknown group'
        | 'past'
        | 'too long'
    }

/** An approver has another one stand in, until then: both must be approvers of the access policy of this moment. Refusals are ledger entries. */
export async function delegate(deps: DelegateDeps, by: Person, to: Person, until: number): Promise<Delegated> {
  const now = deps.clock.now()
  const inForce = deps.policy.current()
  const policyVersion = inForce.kind === 'policy' ? { policyVersion: inForce.policy.version } : {}
  const refusal = await whyNot(deps, by, to, until, now)
  if (refusal) {
    const fact = { type: 'attempt refused', attempted: 'delegate', why: refusal } as const
    await deps.ledger.append([{ at: now, actor: by, ...policyVersion, fact }])
    return { kind: refusal }
  }
  const delegation: Delegation = { by, to, since: now, until }
  const fact = { type: 'delegation given', to, until } as const
  const told: Posting = {
    key: `delegation:${by.id}:${to.id}:${now}`,
    to: { kind: 'person', person: to.id },
    content: { kind: 'delegation', delegation },
  }
  await deps.delegations.give(delegation, [{ at: now, actor: by, ...policyVersion, fact }], [told])
  await showStandIns(deps)
  return { kind: 'given', delegation }
}

/** Ends what somebody delegated; undefined where there was nothing. */
export async function stopDelegating(deps: DelegateDeps, by: Person): Promise<Delegation | undefined> {
  const now = deps.clock.now()
  const standing = (await deps.delegations.active(now)).find((delegation) => delegation.by.id === by.id)
  if (!standing) return undefined
  const inForce = deps.policy.current()
  const policyVersion = inForce.kind === 'policy' ? { policyVersion: inForce.policy.version } : {}
  const fact = { type: 'delegation stopped', to: standing.to } as const
  const stopped = await deps.delegations.stop(by.id, [{ at: now, actor: by, ...policyVersion, fact }])
  await showStandIns(deps)
  return stopped ? standing : undefined
}

async function whyNot(
  deps: DelegateDeps,
  by: Person,
  to: Person,
  until: number,
  now: number,
): Promise<Exclude<Delegated['kind'], 'given'> | undefined> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return 'unknown group'
  const membership = await deps.directory.membership(inForce.policy, { people: [by.id, to.id], acts: true })
  const [may, other] = [by, to].map(({ id }) => isApprover(inForce.policy, id, membership))
  if (may === 'unknown') return 'unknown group'
  if (may !== true) return 'not an approver'
  if (by.id === to.id) return 'not to themselves'
  if (other === 'unknown') return 'unknown group'
  if (other !== true) return 'other is no approver'
  if (!(until > now)) return 'past'
  return until - now > longestDelegationMs ? 'too long' : undefined
}
