import { inAllLanguages, inEnglish } from '../../words/text.ts'
import { grantedMs, whyNotFor } from '../granted.ts'
import type { Job } from '../job.ts'
import type { Request } from '../request.ts'
import type { RequestEvent } from './event.ts'
import { change, type Outcome, refused, same } from './outcome.ts'
import { addedApprovals } from './stricter.ts'

type Of<Kind extends RequestEvent['kind']> = Extract<RequestEvent, { kind: Kind }>

/** How long an approved request may wait for Azure before its start came too late, if it was approved in the last minute. */
const graceMs = 15 * 60_000

/** One more approval; with the last one needed, the openings are queued. */
export function approve(request: Request, event: Of<'approve'>, now: number): Outcome {
  const { comment, forMs } = event
  // Whoever hands on something longer has a bug: what was asked for is never widened.
  if (forMs !== undefined && whyNotFor(request, forMs)) return refused
  const said = { ...standing(event), ...(comment ? { comment } : {}), ...(forMs === undefined ? {} : { forMs }) }
  const decision = { by: event.by, verdict: 'approve', at: now, groups: event.groups, ...said } as const
  const approvals = addedApprovals(request.requirement, event.now.requirement)
  const { stricter: _then, ...asked } = request
  const decided: Request = {
    ...asked,
    decisions: [...request.decisions, decision],
    requirement: event.now.requirement,
    policyVersion: event.now.policyVersion,
    ...(event.awaited ? { awaited: event.awaited } : {}),
    ...(approvals.length === 0
      ? stillStricter(request)
      : { stricter: { at: now, policyVersion: event.now.policyVersion, approvals, findings: [] } }),
  }
  const given = { actor: event.by, fact: { type: 'approval given', groups: event.groups, ...said } } as const
  if (!event.sufficient) {
    if (approvals.length === 0) return change(decided, now, { facts: [given] })
    const became = { type: 'policy became stricter', approvals, findings: [] } as const
    return change(decided, now, { facts: [given, { actor: 'bot', fact: became }], notices: ['stricter'] })
  }
  const approved = approvedFrom(decided, now)
  return change(approved, now, {
    facts: [
      given,
      {
        actor: event.by,
        fact: {
          type: 'request approved',
          unattended: false,
          approvers: decided.decisions.map((d) => d.by),
          rules: decided.requirement.rules,
          submittedAt: decided.submittedAt,
          ...(grantedMs(decided) < decided.durationMs ? { durationMs: grantedMs(decided) } : {}),
        },
      },
    ],
    jobs: openingJobs(approved, now),
    notices: opensLater(approved, now) ? ['approved'] : [],
  })
}

function standing({ standsFor = [] }: Of<'approve' | 'deny'>) {
  return standsFor.length === 0 ? {} : { standsFor }
}

/** What was demanded on top stays demanded; what could not be approved was approved after all. */
function stillStricter({ stricter }: Request): Pick<Request, 'stricter'> {
  return stricter && stricter.approvals.length > 0 ? { stricter } : {}
}

/** Whether it is approved and waits for its start. */
export function opensLater({ state, startsAt }: Request, now: number): boolean {
  return state === 'approved' && startsAt !== undefined && now < startsAt
}

/** The request in state `approved`, with time enough left to reach Azure. */
export function approvedFrom(request: Request, now: number): Request {
  return {
    ...request,
    state: 'approved',
    lapsesAt: Math.max(request.lapsesAt, now + graceMs, (request.startsAt ?? 0) + graceMs),
  }
}

/** What an approved request sets going: one opening for each target, and the end of its patience. */
export function openingJobs(request: Request, now: number): Job[] {
  const at = request.startsAt !== undefined && request.startsAt > now ? { at: request.startsAt } : {}
  return [
    ...request.targets.flatMap((target, index): Job[] =>
      request.openings[index]?.state === 'waiting'
        ? [{ kind: 'open target', request: request.id, target: index, policy: target.policy, ...at }]
        : [],
    ),
    { kind: 'lapse', request: request.id, at: request.lapsesAt },
  ]
}

export function deny(request: Request, event: Of<'deny'>, now: number): Outcome {
  const stands = standing(event)
  const { by, groups, reason } = event
  const decision = { by, verdict: 'deny', at: now, groups, reason, ...stands } as const
  const denied: Request = {
    ...request,
    state: 'denied',
    decisions: [...request.decisions, decision],
    end: { at: now, by: event.by, why: event.reason },
  }
  return change(denied, now, {
    facts: [{ actor: event.by, fact: { type: 'request denied', reason, ...stands } }],
    notices: ['denied'],
  })
}

/** Taken back while it waits for a decision, or approved for its start: not once Azure may have been asked. */
export function cancel(request: Request, event: Of<'cancel'>, now: number): Outcome {
  const untouched = request.openings.every(({ state, attempts }) => state === 'waiting' && attempts === 0)
  if (request.state === 'approved' && !(opensLater(request, now) && untouched)) return refused
  const cancelled: Request = { ...request, state: 'cancelled', end: { at: now, by: event.by } }
  return change(cancelled, now, { facts: [{ actor: event.by, fact: { type: 'request cancelled' } }] })
}

/** Time ran out: for a decision, or for the start of what was approved. A timer that fires early changes nothing. */
export function lapse(request: Request, now: number): Outcome {
  if (now < request.lapsesAt) return same
  const isPending = request.state === 'pending'
  const why = inAllLanguages(({ words: { shut } }) => (isPending ? shut.undecided : shut.notStarted))
  const lapsed: Request = { ...request, state: 'lapsed', end: { at: now, why } }
  return change(lapsed, now, {
    facts: [{ actor: 'bot', fact: { type: 'request lapsed', why: inEnglish(why) } }],
    notices: ['lapsed'],
  })
}
