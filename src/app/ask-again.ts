import type { PolicyAnalysis } from '../domain/access-policy/analysis.ts'
import { evaluateBreakGlass } from '../domain/access-policy/break-glass.ts'
import { evaluate } from '../domain/access-policy/evaluate.ts'
import type { Membership } from '../domain/access-policy/membership.ts'
import { grantedMs } from '../domain/granted.ts'
import type { Reevaluation } from '../domain/life-cycle/event.ts'
import { stoodMs } from '../domain/life-cycle/extension.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Estate } from '../ports/estate.ts'
import type { Text } from '../words/text.ts'
import { membershipFor, type PolicyDeps } from './membership-for.ts'
import { stricter } from './stricter.ts'

/** The access policy's word on a stored request, now. `analysis.findings` empty: still allowed. */
export type Answer =
  | {
      readonly kind: 'evaluated'
      readonly analysis: PolicyAnalysis
      readonly now: Reevaluation
      readonly membership: Membership
    }
  | { readonly kind: 'cannot tell'; readonly why: Text }

/**
 * Evaluates the access policy anew for a request that is on its way, by the groups of this moment. What has become stricter wins; what
 * became laxer changes nothing. `by`: who decides on it now, beside those who have, and for whom they may stand in; `forMs`: for no longer
 * than this; `acts` false: it is only shown, so that groups may be remembered ones.
 */
export async function askAgain(
  deps: PolicyDeps & { readonly estate: Estate; readonly clock: Clock },
  request: Request,
  by?: Person,
  standsFor: readonly Person[] = [],
  forMs = Number.POSITIVE_INFINITY,
  acts = true,
): Promise<Answer> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return { kind: 'cannot tell', why: ({ words }) => words.opened.noPolicy(inForce.why) }
  const targets = []
  for (const target of request.targets) {
    const vm = deps.estate.get(target.vm)
    if (!vm) return { kind: 'cannot tell', why: ({ words }) => words.opened.notInEstate(target.vmName) }
    targets.push({ vm, ports: target.ports })
  }
  const { requester, source, reason, decisions, extends: extension } = request
  const durationMs = Math.min(grantedMs(request), forMs)
  const deciders = decisions.flatMap((decision) => [decision.by, ...(decision.standsFor ?? [])])
  const people = [requester, ...deciders, ...(by ? [by] : []), ...standsFor].map(({ id }) => id)
  const membership = await membershipFor(deps, inForce.policy, targets, people, acts)
  const standing = extension ? { standingMs: stoodMs(extension, request.durationMs) } : {}
  const at = judgedAt(request, deps.clock.now())
  const judge = request.breakGlass ? evaluateBreakGlass : evaluate
  const analysis = judge(
    inForce.policy,
    { at, requester, targets, durationMs, source, reason, ...standing },
    membership,
  )
  const requirement = stricter(request.requirement, analysis.requirement)
  return { kind: 'evaluated', analysis, membership, now: { policyVersion: inForce.policy.version, requirement } }
}

/** What was granted in hours is opened seconds or, where Azure is slow, minutes later; after that the hours count as they are then. */
const graceMs = 15 * 60_000

/** Hours are judged for the start, where that is to come or was within that time. */
function judgedAt({ state, submittedAt, startsAt, decisions }: Request, now: number): number {
  if (startsAt !== undefined && now < startsAt + graceMs) return startsAt
  if (state === 'pending') return now
  const grantedAt = decisions.at(-1)?.at ?? submittedAt
  return now - grantedAt <= graceMs ? grantedAt : now
}
