import type { Change } from '../change.ts'
import type { BreakGlassUse, Request } from '../request.ts'
import { approvedFrom, openingJobs } from './decisions.ts'
import { type Submission, statusCard } from './submit.ts'
import { approvalCard } from './waiting.ts'

/**
 * A request that asks nobody: approved from the start, its openings queued, and told at once where those look who would have been
 * asked. Stored only while its requester's cool-down is over.
 */
export function breakTheGlass(
  submission: Omit<Submission, 'dayBegan' | 'mayBreakGlass'>,
  breakGlass: BreakGlassUse,
  now: number,
): Change {
  const { approvalDestinations, takesOver, sourceTyped, ...asked } = submission
  const request = approvedFrom(
    {
      ...asked,
      version: 1,
      submittedAt: now,
      lapsesAt: now + asked.requirement.within.value,
      state: 'pending',
      decisions: [],
      openings: asked.targets.map(() => ({ state: 'waiting', attempts: 0, round: 0 })),
      breakGlass,
    } satisfies Request,
    now,
  )
  const { id, requester, policyVersion, targets, source, durationMs, reason, requirement } = request
  const entry = { at: now, actor: requester, request: id, policyVersion }
  const { skipped, reviewers } = breakGlass
  return {
    request,
    coolDownSince: now - breakGlass.coolDownMs,
    jobs: openingJobs(request, now),
    postings: [
      statusCard(request, takesOver, approvalDestinations),
      ...approvalDestinations.map((to) => ({ ...approvalCard(request, to), held: true as const })),
    ],
    ...(sourceTyped ? { confirmed: { person: requester, source, at: now } } : {}),
    ledger: [
      {
        ...entry,
        fact: { type: 'request submitted', targets, source, durationMs, reason, rules: requirement.rules },
      },
      { ...entry, fact: { type: 'break-glass used', skipped, reviewers } },
    ],
  }
}
