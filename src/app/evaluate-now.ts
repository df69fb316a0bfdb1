import type { Ask, PolicyAnalysis } from '../domain/access-policy/analysis.ts'
import { evaluate } from '../domain/access-policy/evaluate.ts'
import type { Membership } from '../domain/access-policy/membership.ts'
import type { AccessPolicy } from '../domain/access-policy/policy.ts'
import { startOfDay } from '../domain/wall-clock.ts'
import type { Clock } from '../ports/clock.ts'
import type { RequestStore } from '../ports/store.ts'
import type { PolicyDeps } from './membership-for.ts'

export interface EvaluateDeps extends PolicyDeps {
  readonly store: Pick<RequestStore, 'usage'>
  readonly clock: Clock
}

/** The access policy's word on an ask at this moment (hours: at the start, where that is later), limits included: what the person has already is counted where a rule asks for it. */
export async function evaluateNow(
  { store, clock }: Pick<EvaluateDeps, 'store' | 'clock'>,
  policy: AccessPolicy,
  asked: Omit<Ask, 'at' | 'usage'> & { readonly startsAt?: number },
  membership: Membership,
): Promise<PolicyAnalysis> {
  const now = clock.now()
  const ask = { ...asked, at: Math.max(now, asked.startsAt ?? now) }
  const analysis = evaluate(policy, ask, membership)
  const counted = await withUsage({ store, clock }, policy, ask, analysis)
  return counted === ask ? analysis : evaluate(policy, counted, membership)
}

/** The ask with what the person has already, where a rule of this first analysis has limits; else the ask itself. */
export async function withUsage(
  { store, clock }: Pick<EvaluateDeps, 'store' | 'clock'>,
  policy: AccessPolicy,
  ask: Ask,
  { requirement: { limits } }: PolicyAnalysis,
): Promise<Ask> {
  if (!limits) return ask
  const rules = limits.map(({ rule }) => rule)
  return { ...ask, usage: await store.usage(ask.requester.id, rules, startOfDay(clock.now(), policy.zone)) }
}
