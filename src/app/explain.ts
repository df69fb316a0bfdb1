import type { Ask, PolicyAnalysis } from '../domain/access-policy/analysis.ts'
import { evaluate } from '../domain/access-policy/evaluate.ts'
import { membershipFor, type PolicyDeps } from './membership-for.ts'

/** The access policy's word on a wish, complete or not, without asking for anything. The same analysis decides a real request. */
export async function explain(deps: PolicyDeps, ask: Ask): Promise<PolicyAnalysis | { readonly none: string }> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return { none: inForce.why }
  const membership = await membershipFor(deps, inForce.policy, ask.targets, [ask.requester.id])
  return evaluate(inForce.policy, ask, membership)
}
