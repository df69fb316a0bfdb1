import type { Finding, RequiredApproval, Requirement } from '../access-policy/analysis.ts'
import { findingsInEnglish } from '../access-policy/findings-in-english.ts'
import type { Request } from '../request.ts'
import type { RequestEvent } from './event.ts'
import { change, type Outcome, same } from './outcome.ts'

/** What is demanded now and was not then. */
export function addedApprovals(then: Requirement, now: Requirement): readonly RequiredApproval[] {
  const before = new Set(then.approvals.map(keyOf))
  return now.approvals.filter((approval) => !before.has(keyOf(approval)))
}

/** The access policy would not let it be approved as it was asked: it goes on waiting, and both people read why. Once for what is the same. */
export function object(request: Request, event: Extract<RequestEvent, { kind: 'object' }>, now: number): Outcome {
  const { policyVersion, findings } = event
  const known = request.stricter
  if (known && told(known.findings) === told(findings)) return same
  const stricter = { at: now, policyVersion, approvals: [], findings }
  return change({ ...request, stricter }, now, {
    facts: [
      {
        actor: 'bot',
        fact: { type: 'policy became stricter', approvals: [], findings: findingsInEnglish(findings) },
      },
    ],
    notices: ['stricter'],
  })
}

/** Without the moment at which it was found. */
function told(findings: readonly Finding[]): string {
  return JSON.stringify(findings, (key, value) => (key === 'at' ? undefined : value))
}

function keyOf({ rule, count, from }: RequiredApproval): string {
  return JSON.stringify([rule, count, [...from].sort()])
}
