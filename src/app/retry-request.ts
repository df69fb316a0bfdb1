import type { Finding, Requirement } from '../domain/access-policy/analysis.ts'
import { remaining } from '../domain/access-policy/sufficiency.ts'
import type { RequestId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import type { BreakGlassStore } from '../ports/break-glass-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { Estate } from '../ports/estate.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { RequestStore } from '../ports/store.ts'
import type { Text } from '../words/text.ts'
import { askAgain } from './ask-again.ts'
import { changeRequest } from './change-request.ts'
import type { PolicyDeps } from './membership-for.ts'
import { coolingDown } from './weigh-break-glass.ts'

/** `lapsed`: what was approved is too old to be opened now; `policy refuses` has the findings, or none if approvals are missing by now. */
export type Retried =
  | { readonly kind: 'retried' | 'too late' | 'not yours' | 'lapsed'; readonly request: Request }
  | {
      readonly kind: 'policy refuses'
      readonly request: Request
      readonly findings: readonly Finding[]
      readonly why?: Text
    }
  | { readonly kind: 'unknown' }

/** The requester has a failed opening tried once more, within what was approved and for as long as the approval holds. */
export async function retryRequest(
  deps: PolicyDeps & {
    readonly store: RequestStore
    readonly clock: Clock
    readonly estate: Estate
    readonly ledger: Ledger
    readonly breakGlass: BreakGlassStore
  },
  by: Person,
  id: RequestId,
): Promise<Retried> {
  let refusal: Retried | undefined
  const changed = await changeRequest(deps, id, async (request) => {
    refusal = undefined
    if (request.requester.id !== by.id) refusal = { kind: 'not yours', request }
    else if (request.state === 'failed' && deps.clock.now() >= request.lapsesAt) refusal = { kind: 'lapsed', request }
    if (refusal) return undefined
    const answer = await askAgain(deps, request)
    const waiting = { since: request.submittedAt, now: deps.clock.now() }
    if (answer.kind === 'cannot tell') refusal = { kind: 'policy refuses', request, findings: [], why: answer.why }
    else if (answer.analysis.findings.length > 0) {
      refusal = { kind: 'policy refuses', request, findings: answer.analysis.findings }
    } else if (!remaining(answer.now.requirement, request.decisions, answer.membership, waiting).met) {
      refusal = {
        kind: 'policy refuses',
        request,
        findings: [],
        why: ({ words }) => words.opened.demandsMoreToRetry,
      }
    } else {
      const over = (await overLimit(deps, request, answer.now.requirement)) ?? (await tooSoon(deps, request))
      if (!over) return { kind: 'retry', by, now: answer.now }
      refusal = { kind: 'policy refuses', request, findings: [over] }
    }
    return undefined
  })
  const ended: Retried =
    refusal ??
    (changed.kind === 'unknown'
      ? changed
      : { kind: changed.kind === 'refused' ? 'too late' : 'retried', request: changed.request })
  if (ended.kind !== 'retried' && ended.kind !== 'unknown') {
    const fact = { type: 'attempt refused', attempted: 'retry', why: ended.kind } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: by, request: id, fact }])
  }
  return ended
}

/** A break-glass that failed was not counted: another one may have come since. */
async function tooSoon(
  deps: Parameters<typeof coolingDown>[0],
  { requester, breakGlass }: Request,
): Promise<Finding | undefined> {
  return breakGlass && (await coolingDown(deps, requester, breakGlass, 'UTC'))
}

/** A request that failed was not counted: what its requester has asked for since may leave no room for it. */
async function overLimit(
  { store, clock }: { readonly store: RequestStore; readonly clock: Clock },
  { requester, targets }: Request,
  { limits = [] }: Requirement,
): Promise<Finding | undefined> {
  if (limits.length === 0) return undefined
  const rules = limits.map(({ rule }) => rule)
  const { open } = await store.usage(requester.id, rules, clock.now())
  for (const { rule, openPerPerson: max } of limits) {
    const had = open[rule] ?? 0
    if (max !== undefined && had + targets.length > max)
      return { kind: 'too many open', rule, open: had, asked: targets.length, max }
  }
  return undefined
}
