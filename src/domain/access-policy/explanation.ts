import { type AllowedSources, allowedSources } from './allowed-sources.ts'
import type { Ask, PolicyAnalysis } from './analysis.ts'
import { evaluate } from './evaluate.ts'
import type { Membership } from './membership.ts'
import type { AccessPolicy } from './policy.ts'
import { type Remedy, remedyFor } from './remedy.ts'

/** The decision on an ask, the same that a request would get, with what follows from it for the person. */
export interface Explanation {
  readonly ask: Ask
  readonly analysis: PolicyAnalysis
  readonly sources: AllowedSources
  readonly remedy: Remedy
}

export function explanationOf(policy: AccessPolicy, ask: Ask, membership: Membership): Explanation {
  const analysis = evaluate(policy, ask, membership)
  return {
    ask,
    analysis,
    sources: allowedSources(policy, analysis.requirement),
    remedy: remedyFor(policy, ask, membership, analysis),
  }
}
