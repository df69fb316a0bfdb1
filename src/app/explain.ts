import type { Ask, PolicyAnalysis } from '../domain/access-policy/analysis.ts'
import { type EvaluateDeps, evaluateNow } from './evaluate-now.ts'
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
