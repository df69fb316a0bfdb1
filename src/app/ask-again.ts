import type { PolicyAnalysis } from '../domain/access-policy/analysis.ts'
import { evaluate } from '../domain/access-policy/evaluate.ts'
import { type Membership, membershipOf } from '../domain/access-policy/membership.ts'
import type { Reevaluation } from '../domain/life-cycle/event.ts'
import type { Request } from '../domain/request.ts'
import type { Estate } from '../ports/estate.ts'
import type { PolicySource } from '../ports/policy.ts'
import { stricter } from './stricter.ts'

/** The access policy's word on a stored request, now. `analysis.findings` empty: still allowed. */
export type Answer =
  | {
      readonly kind: 'evaluated'
      readonly analysis: PolicyAnalysis
      readonly now: Reevaluation
      readonly membership: Membership
    }
  | { readonly kind: 'cannot tell'; readonly why: string }

/** Evaluates the access policy anew for a request that is on its way. What has become stricter wins; what became laxer changes nothing. */
export function askAgain(
  { policy, estate }: { readonly policy: PolicySource; readonly estate: Estate },
  request: Request,
): Answer {
  const inForce = policy.current()
  if (inForce.kind === 'none') return { kind: 'cannot tell', why: `No access policy is in force: ${inForce.why}` }
  const targets = []
  for (const target of request.targets) {
    const vm = estate.get(target.vm)
    if (!vm) return { kind: 'cannot tell', why: `${target.vmName} is not in the estate any more.` }
    targets.push({ vm, ports: target.ports })
  }
  const membership = membershipOf(inForce.policy)
  const { requester, durationMs, source, reason } = request
  const analysis = evaluate(inForce.policy, { requester, targets, durationMs, source, reason }, membership)
  const requirement = stricter(request.requirement, analysis.requirement)
  return { kind: 'evaluated', analysis, membership, now: { policyVersion: inForce.policy.version, requirement } }
}
