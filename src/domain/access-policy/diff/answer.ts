import { noOne } from '../../../words/reader.ts'
import { formatDuration } from '../../duration.ts'
import type { PersonId } from '../../ids.ts'
import { contains, showSource } from '../../source.ts'
import { allowedSources } from '../allowed-sources.ts'
import { evaluate } from '../evaluate.ts'
import { outcomeOf, outcomeText } from '../expectation.ts'
import { findingText } from '../finding-text.ts'
import { imaginedVm, type Machine, openPortRule } from '../imagined-vm.ts'
import type { Membership } from '../membership.ts'
import type { AccessPolicy, Approval } from '../policy.ts'

/** What an access policy says to one person about one port of one machine, as far as it can change for people. */
export interface Answer {
  /** `refused`, `unattended` or the approvals. */
  readonly outcome: string
  readonly approvals: readonly Approval[]
  readonly why: string
  readonly longestMs: number
  /** With extensions. */
  readonly totalMs: number
  readonly prefixes: readonly string[]
  readonly narrowest: number
  readonly sources: string
  readonly reasons: readonly string[]
  readonly selfApproval: boolean
  readonly withinMs: number
  readonly notify: string
  /** Groups out of which approvals are demanded. */
  readonly approverGroups: readonly string[]
}

export function answerFor(
  policy: AccessPolicy,
  membership: Membership,
  person: PersonId,
  machine: Machine,
  port: number,
  at: number,
): Answer {
  const vm = imaginedVm(machine, [openPortRule(port)])
  const targets = [{ vm, ports: [{ number: port, protocol: 'TCP' as const }] }]
  const analysis = evaluate(policy, { at, requester: { id: person, name: '' }, targets }, membership)
  const { requirement, findings } = analysis
  const { ranges, narrowest } = allowedSources(policy, requirement)
  const outcome = outcomeOf({ analysis })
  const names = ranges.map(({ prefix, network }) => network ?? showSource(prefix))
  return {
    outcome: outcomeText(outcome),
    approvals: typeof outcome === 'string' ? [] : outcome,
    why: findings.map((each) => findingText(each, noOne))[0] ?? '',
    longestMs: requirement.maxDuration.value,
    totalMs: requirement.maxTotal?.value ?? requirement.maxDuration.value,
    prefixes: ranges.map(({ prefix }) => prefix),
    narrowest: narrowest ?? 0,
    sources: `${names.sort().join(' or ') || 'nowhere'}${narrowest === undefined ? '' : `, nothing wider than a /${narrowest}`}`,
    reasons: [
      ...new Set(
        requirement.reason.map(({ pattern, hint, optional }) =>
          [optional ? 'optional' : 'required', pattern === undefined ? '' : `matching ${pattern}`, hint ?? '']
            .filter((text) => text !== '')
            .join(', '),
        ),
      ),
    ].sort(),
    selfApproval: requirement.selfApproval,
    withinMs: requirement.within.value,
    notify: requirement.notify.join(', ') || 'every channel for approvals',
    approverGroups: [...new Set(requirement.approvals.flatMap(({ from }) => from))],
  }
}

/** `wider`: people get more than before; `narrower`: less; `other`: neither can be said. */
export type Widening = 'wider' | 'narrower' | 'other'

/** One thing that is not as before. Texts for people. */
export interface Difference {
  readonly aspect: 'access' | 'longest' | 'total' | 'sources' | 'reason' | 'self-approval' | 'within' | 'notify'
  readonly before: string
  readonly after: string
  readonly widening: Widening
  readonly why?: string
}

export function differences(before: Answer, after: Answer): Difference[] {
  const found: Difference[] = []
  const tell = (aspect: Difference['aspect'], old: string, now: string, widening: Widening) => {
    if (old !== now) found.push({ aspect, before: old, after: now, widening })
  }
  if (before.outcome !== after.outcome)
    found.push({
      aspect: 'access',
      before: before.outcome,
      after: after.outcome,
      widening: accessWidening(before, after),
      ...(after.outcome === 'refused' ? { why: after.why } : {}),
    })
  if (before.outcome === 'refused' || after.outcome === 'refused') return found
  tell(
    'longest',
    formatDuration(before.longestMs),
    formatDuration(after.longestMs),
    side(after.longestMs - before.longestMs),
  )
  if (before.totalMs !== before.longestMs || after.totalMs !== after.longestMs)
    tell('total', formatDuration(before.totalMs), formatDuration(after.totalMs), side(after.totalMs - before.totalMs))
  tell('sources', before.sources, after.sources, sourcesWidening(before, after))
  tell(
    'reason',
    before.reasons.join('; ') || 'optional',
    after.reasons.join('; ') || 'optional',
    setWidening(after.reasons, before.reasons),
  )
  if (before.approvals.length + after.approvals.length > 0)
    tell('self-approval', yes(before), yes(after), after.selfApproval ? 'wider' : 'narrower')
  if (before.approvals.length > 0 && after.approvals.length > 0) {
    tell(
      'within',
      formatDuration(before.withinMs),
      formatDuration(after.withinMs),
      side(after.withinMs - before.withinMs),
    )
    tell('notify', before.notify, after.notify, 'other')
  }
  return found
}

function yes({ selfApproval, approvals }: Answer): string {
  return selfApproval && approvals.length > 0 ? 'yes' : 'no'
}

function accessWidening(before: Answer, after: Answer): Widening {
  if (after.outcome === 'refused') return 'narrower'
  if (before.outcome === 'refused') return 'wider'
  if (demandAll(before.approvals, after.approvals)) return 'wider'
  return demandAll(after.approvals, before.approvals) ? 'narrower' : 'other'
}

/** Whether each of `demands` is met wherever all of `strict` are. */
function demandAll(strict: readonly Approval[], demands: readonly Approval[]): boolean {
  return demands.every(({ count, from }) =>
    strict.some((other) => other.count >= count && other.from.every((group) => from.includes(group))),
  )
}

/** Demands: fewer of them are wider. */
function setWidening(after: readonly string[], before: readonly string[]): Widening {
  if (after.every((each) => before.includes(each))) return 'wider'
  return before.every((each) => after.includes(each)) ? 'narrower' : 'other'
}

function sourcesWidening(before: Answer, after: Answer): Widening {
  const holds = (outer: Answer, inner: Answer) =>
    outer.narrowest <= inner.narrowest &&
    inner.prefixes.every((prefix) => outer.prefixes.some((wider) => contains(wider, prefix)))
  if (holds(after, before)) return 'wider'
  return holds(before, after) ? 'narrower' : 'other'
}

function side(more: number): Widening {
  return more > 0 ? 'wider' : 'narrower'
}
