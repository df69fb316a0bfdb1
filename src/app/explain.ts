import type { Ask, PolicyAnalysis } from '../domain/access-policy/analysis.ts'
import { evaluate } from '../domain/access-policy/evaluate.ts'
import { membershipOf } from '../domain/access-policy/membership.ts'
import type { PolicySource } from '../ports/policy.ts'

/** The access policy's word on a wish, complete or not, without asking for anything. The same analysis decides a real request. */
export function explain(
  { policy }: { readonly policy: PolicySource },
  ask: Ask,
): PolicyAnalysis | { readonly none: string } {
  const inForce = policy.current()
  if (inForce.kind === 'none') return { none: inForce.why }
  return evaluate(inForce.policy, ask, membershipOf(inForce.policy))
}
