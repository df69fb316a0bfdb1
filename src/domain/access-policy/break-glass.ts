import type { Ask, Bound, Finding, PolicyAnalysis, RequiredApproval } from './analysis.ts'
import { combine } from './combine.ts'
import { defenderLimits } from './defender.ts'
import { brokenNetworks, sorted, unknownSystems } from './evaluate.ts'
import { approvalsOf } from './limits.ts'
import { matches } from './matches.ts'
import { inAny, type Membership, unreadable } from './membership.ts'
import type { AccessPolicy, BreakGlass, Rule } from './policy.ts'
import { durationFindings, reasonFindings, sourceFindings } from './request-findings.ts'

/** What stands where a rule would be named. */
export const breakGlassRule = 'break-glass'

/** What was approved by nobody is opened soon or not at all. */
const withinMs = 15 * 60_000

/** The decision, and what the rules demand that it skips. */
export interface BreakGlassAnalysis extends PolicyAnalysis {
  readonly skipped: readonly RequiredApproval[]
}

/**
 * The access policy's decision on breaking glass, as data. Skipped are requesters, approvals, hours, limits and patterns for reasons.
 * Never skipped: a `deny`, the sources and maxima of matching rules, Defender's port rules, a reason.
 */
export function evaluateBreakGlass(policy: AccessPolicy, ask: Ask, membership: Membership): BreakGlassAnalysis {
  if (ask.targets.length === 0) throw new Error('nothing is asked for: a request has at least one target')
  const { breakGlass } = policy
  const listed = breakGlass ? inAny(membership, ask.requester.id, breakGlass.people) : false
  if (!breakGlass || listed !== true) return refusal(policy, ask, membership, breakGlass)
  const matching = new Set(policy.rules.filter((rule) => isAbout(rule, ask.targets)))
  const defender = defenderLimits(ask.targets, ask.source)
  const combined = combine(policy, matching, ask, defender)
  const own: Bound<number> = { value: breakGlass.maxDurationMs, rule: breakGlassRule }
  const requirement = {
    requester: ask.requester.id,
    rules: [breakGlassRule],
    approvals: [],
    selfApproval: false,
    within: { value: withinMs, rule: breakGlassRule },
    maxDuration: combined.maxDuration.value < own.value ? combined.maxDuration : own,
    reason: [{ rule: breakGlassRule }],
    sources: combined.sources,
    notify: combined.notify,
  }
  const findings = sorted([
    ...[...matching].flatMap(({ name, deny }): Finding[] =>
      deny === undefined ? [] : [{ kind: 'denied', rule: name, text: deny }],
    ),
    ...defender.findings,
    ...durationFindings(ask, requirement),
    ...sourceFindings(ask, requirement),
    ...reasonFindings(ask, requirement),
    ...brokenNetworks(policy, matching),
    ...unknownSystems(new Set([...matching].filter(({ deny }) => deny !== undefined)), ask.targets),
  ])
  const outcome = findings.length === 0 ? 'passed' : 'failed'
  return {
    policyVersion: policy.version,
    rules: [{ rule: breakGlassRule, outcome }],
    findings,
    requirement,
    approvers: [],
    skipped: [...matching].flatMap((rule) => (rule.deny === undefined ? approvalsOf(rule, ask) : [])),
  }
}

/** Whether the access policy of this moment lists somebody for break-glass; `unknown` where only an unreadable group could say so. */
export function mayBreakGlass(
  { breakGlass }: AccessPolicy,
  person: Ask['requester'],
  membership: Membership,
): boolean | 'unknown' {
  return breakGlass ? inAny(membership, person.id, breakGlass.people) : false
}

function isAbout({ when }: Rule, targets: Ask['targets']): boolean {
  return targets.some(({ vm, ports }) =>
    (ports.length === 0 ? [undefined] : ports.map(({ number }) => number)).some((port) => matches(when, vm, port)),
  )
}

/** Nothing is told of the machine. */
function refusal(
  policy: AccessPolicy,
  ask: Ask,
  membership: Membership,
  breakGlass: BreakGlass | undefined,
): BreakGlassAnalysis {
  const unread = (breakGlass?.people ?? []).filter((group) => membership.has(ask.requester.id, group) === 'unknown')
  const why = unreadable(membership, unread)
  const finding: Finding =
    unread.length > 0 ? { kind: 'rule broke', rule: breakGlassRule, why } : { kind: 'not for break-glass' }
  return {
    policyVersion: policy.version,
    rules: [{ rule: breakGlassRule, outcome: unread.length > 0 ? 'broke' : 'failed' }],
    findings: [finding],
    requirement: {
      requester: ask.requester.id,
      rules: [breakGlassRule],
      approvals: [],
      selfApproval: false,
      within: { value: withinMs, rule: breakGlassRule },
      maxDuration: { value: breakGlass?.maxDurationMs ?? 0, rule: breakGlassRule },
      reason: [{ rule: breakGlassRule }],
      sources: [],
      notify: [],
    },
    approvers: [],
    skipped: [],
  }
}
