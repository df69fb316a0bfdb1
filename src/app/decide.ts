import type { Finding } from '../domain/access-policy/analysis.ts'
import { mayDecideFor } from '../domain/access-policy/may-decide-for.ts'
import { isOurFault } from '../domain/access-policy/our-fault.ts'
import { remaining } from '../domain/access-policy/sufficiency.ts'
import { grantedMs, whyNotFor } from '../domain/granted.ts'
import type { RequestId } from '../domain/ids.ts'
import type { RequestEvent } from '../domain/life-cycle/event.ts'
import type { Person } from '../domain/person.ts'
import type { Decision, Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { Estate } from '../ports/estate.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { People } from '../ports/people.ts'
import type { RequestStore } from '../ports/store.ts'
import type { Text } from '../words/text.ts'
import { askAgain } from './ask-again.ts'
import { awaitedOf } from './awaited-of.ts'
import { changeRequest } from './change-request.ts'
import { type DelegatorDeps, delegatorsOf } from './delegators-of.ts'

export interface DecideDeps extends DelegatorDeps {
  readonly store: RequestStore
  readonly ledger: Ledger
  readonly clock: Clock
  readonly estate: Estate
  readonly people: People
}

/** `forMs`: approved for no longer than this. `comment`: at most `longestComment` characters. */
export type Verdict =
  | { readonly kind: 'approve'; readonly comment?: string; readonly forMs?: number }
  | { readonly kind: 'deny'; readonly reason: string }

/** Characters. */
export const longestComment = 500

/** What became of a decision. `too late`: somebody else was first, `request` says who. */
export type Decided =
  | { readonly kind: 'decided' | 'decided before' | 'too late'; readonly request: Request }
  | {
      readonly kind: 'not allowed'
      readonly request: Request
      readonly why: 'own request' | 'not an approver' | 'unknown group'
    }
  | {
      readonly kind: 'policy refuses'
      readonly request: Request
      readonly policyVersion: string
      readonly findings: readonly Finding[]
    }
  /** An approver may shorten the time and never widens it: up to `mostMs`. */
  | { readonly kind: 'not for that time'; readonly request: Request; readonly forMs: number; readonly mostMs: number }
  /** They approved before, with another time or comment: what was given stays as it is. */
  | { readonly kind: 'approved otherwise'; readonly request: Request; readonly before: Decision }
  | { readonly kind: 'comment too long'; readonly request: Request; readonly length: number }
  | { readonly kind: 'policy cannot tell'; readonly request: Request; readonly why: Text }
  | { readonly kind: 'unknown' }

type Refusal = Extract<
  Decided,
  { readonly kind: 'not allowed' | 'policy refuses' | 'policy cannot tell' | 'not for that time' | 'comment too long' }
>

/**
 * One person's approve or deny. Authority is checked here and now, against the policy of this moment; the requester's own word
 * counts only where every rule says so. A refused attempt is a ledger entry.
 */
export async function decide(deps: DecideDeps, by: Person, id: RequestId, verdict: Verdict): Promise<Decided> {
  let refusal: Refusal | undefined
  const changed = await changeRequest(deps, id, async (request) => {
    const weighed = await weigh(deps, by, request, verdict)
    refusal = weighed.kind === 'event' ? undefined : weighed
    return weighed.kind === 'event' ? weighed.event : undefined
  })
  if (changed.kind === 'unknown') return changed
  if (refusal?.kind === 'policy refuses') await noteStricter(deps, refusal)
  if (refusal) return await refuse(deps, by, verdict, refusal)
  if (changed.kind === 'refused') return await refuse(deps, by, verdict, { kind: 'too late', request: changed.request })
  // It came after the time, and was the first to notice.
  if (changed.request.state === 'lapsed')
    return await refuse(deps, by, verdict, { kind: 'too late', request: changed.request })
  if (changed.kind === 'changed') return { kind: 'decided', request: changed.request }
  const before = givenOtherwise(changed.request, by, verdict)
  return before
    ? await refuse(deps, by, verdict, { kind: 'approved otherwise', request: changed.request, before })
    : { kind: 'decided before', request: changed.request }
}

/** What this person approved before, where they now say more or else. A plain approval again asks for nothing new. */
function givenOtherwise({ decisions }: Request, by: Person, verdict: Verdict): Decision | undefined {
  if (verdict.kind !== 'approve' || (verdict.forMs === undefined && !verdict.comment)) return undefined
  const before = decisions.find((decision) => decision.by.id === by.id && decision.verdict === 'approve')
  const isSame = before?.forMs === verdict.forMs && (before?.comment ?? '') === (verdict.comment ?? '')
  return isSame ? undefined : before
}

async function weigh(
  deps: DecideDeps,
  by: Person,
  request: Request,
  verdict: Verdict,
): Promise<Refusal | { readonly kind: 'event'; readonly event: RequestEvent }> {
  // Whoever comes too late is told who was first; nothing can be decided any more, so nothing needs to be allowed.
  if (request.state !== 'pending') return { kind: 'event', event: lateEvent(request, by, verdict) }
  const forMs = verdict.kind === 'approve' ? verdict.forMs : undefined
  const delegators = await delegatorsOf(deps, by)
  const answer = await askAgain(deps, request, by, delegators, forMs)
  if (answer.kind === 'cannot tell') return { kind: 'policy cannot tell', request, why: answer.why }
  const { now, membership, analysis } = answer
  const waiting = { since: request.submittedAt, now: deps.clock.now() }
  const allowed = mayDecideFor(now.requirement, by, request.requester, membership, delegators, waiting)
  if (!allowed.yes) return { kind: 'not allowed', request, why: allowed.why }
  const { groups, standsFor } = allowed
  if (verdict.kind === 'deny')
    return { kind: 'event', event: { kind: 'deny', by, groups, standsFor, reason: verdict.reason } }
  const { comment = '' } = verdict
  if (forMs !== undefined && whyNotFor(request, forMs))
    return { kind: 'not for that time', request, forMs, mostMs: grantedMs(request) }
  if (comment.length > longestComment) return { kind: 'comment too long', request, length: comment.length }
  if (analysis.findings.length > 0) {
    const { policyVersion, findings } = analysis
    return { kind: 'policy refuses', request, policyVersion, findings }
  }
  const said = { ...(comment ? { comment } : {}), ...(forMs === undefined ? {} : { forMs }) }
  const decision = { by, verdict: 'approve', at: deps.clock.now(), groups, standsFor, ...said } as const
  const decisions = [...request.decisions, decision]
  const { met } = remaining(now.requirement, decisions, membership, waiting)
  const awaited = await awaitedOf(deps, now.requirement, decisions, membership, waiting)
  return { kind: 'event', event: { kind: 'approve', by, groups, standsFor, ...said, now, awaited, sufficient: met } }
}

/** What stands in the way is for the requester and the other approvers to read as well, unless it is our fault and passes. */
async function noteStricter(
  deps: DecideDeps,
  { request, findings, policyVersion }: Extract<Refusal, { kind: 'policy refuses' }>,
): Promise<void> {
  if (findings.some(isOurFault)) return
  await changeRequest(deps, request.id, () => ({ kind: 'object', policyVersion, findings }))
}

/** Whether somebody could decide this request now: for what is shown before they do, never instead of the check when they do. */
export async function mayDecide(
  deps: DelegatorDeps & Pick<DecideDeps, 'estate' | 'clock'>,
  person: Person,
  request: Request,
  acts = true,
): Promise<boolean> {
  const delegators = await delegatorsOf(deps, person, acts)
  const answer = await askAgain(deps, request, person, delegators, undefined, acts)
  if (answer.kind !== 'evaluated') return false
  const waiting = { since: request.submittedAt, now: deps.clock.now() }
  return mayDecideFor(answer.now.requirement, person, request.requester, answer.membership, delegators, waiting).yes
}

function lateEvent(request: Request, by: Person, verdict: Verdict): RequestEvent {
  if (verdict.kind === 'deny') return { kind: 'deny', by, groups: [], reason: verdict.reason }
  const now = { policyVersion: request.policyVersion, requirement: request.requirement }
  return { kind: 'approve', by, groups: [], now, sufficient: false }
}

async function refuse<Kind extends Decided & { readonly request: Request }>(
  { ledger, clock }: DecideDeps,
  by: Person,
  verdict: Verdict,
  refusal: Kind,
): Promise<Kind> {
  const fact = {
    type: 'attempt refused',
    attempted: verdict.kind,
    why: refusal.kind === 'not allowed' ? refusal.why : refusal.kind,
  } as const
  await ledger.append([
    { at: clock.now(), actor: by, request: refusal.request.id, policyVersion: refusal.request.policyVersion, fact },
  ])
  return refusal
}
