import type { Ask, PolicyAnalysis } from '../domain/access-policy/analysis.ts'
import { evaluate } from '../domain/access-policy/evaluate.ts'
import { type Explanation, explanationOf } from '../domain/access-policy/explanation.ts'
import { type EvaluateDeps, evaluateNow, withUsage } from './evaluate-now.ts'
import { membershipFor } from './membership-for.ts'

/** The access policy's word on a wish, complete or not, without asking for anything. The same analysis decides a real request. */
export async function explain(
  deps: EvaluateDeps,
  ask: Omit<Ask, 'at' | 'usage'> & { readonly startsAt?: number },
): Promise<PolicyAnalysis | { readonly none: string }> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return { none: inForce.why }
  const membership = await membershipFor(deps, inForce.policy, ask.targets, [ask.requester.id])
  return await evaluateNow(deps, inForce.policy, ask, membership)
}

/** The same decision with what follows from it: where the person may come from, and what to ask in its place. */
export async function explainFully(
  deps: EvaluateDeps,
  asked: Omit<Ask, 'at' | 'usage'> & { readonly startsAt?: number },
): Promise<Explanation | { readonly none: string }> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return { none: inForce.why }
  const { policy } = inForce
  const membership = await membershipFor(deps, policy, asked.targets, [asked.requester.id])
  const now = deps.clock.now()
  const ask = { ...asked, at: Math.max(now, asked.startsAt ?? now) }
  return explanationOf(policy, await withUsage(deps, policy, ask, evaluate(policy, ask, membership)), membership)
}
