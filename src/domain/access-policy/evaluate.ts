import type { Ask, Finding, PolicyAnalysis, RuleResult } from './analysis.ts'
import { approversOf } from './approvers.ts'
import { combine, compare } from './combine.ts'
import { coverageOf } from './coverage.ts'
import { defenderLimits } from './defender.ts'
import { limitFindings } from './limits.ts'
import { matchesVm } from './matches.ts'
import type { Membership } from './membership.ts'
import type { AccessPolicy, Rule } from './policy.ts'
import { durationFindings, reasonFindings, sourceFindings, totalFindings } from './request-findings.ts'

/**
 * The access policy's decision on what is asked, as data: allowed only if there are no findings. The order of the rules never
 * matters and no rule can weaken another. What is not told yet (duration, source, reason) is not judged. The answer speaks of no
 * rule and no VM that the person may not know of; a `deny` beats everything, but is told only to those who may know of the VM.
 */
export function evaluate(policy: AccessPolicy, ask: Ask, membership: Membership): PolicyAnalysis {
  if (ask.targets.length === 0) throw new Error('nothing is asked for: a request has at least one target')
  const coverage = coverageOf(policy, ask, membership)
  const defender = defenderLimits(coverage.known, ask.source)
  const requirement = combine(policy, coverage.rules, ask, defender)
  const { approvers, findings: approverFindings } = approversOf(requirement, membership)
  const denied = coverage.findings.some(({ kind }) => kind === 'denied')
  const findings = sorted([
    ...coverage.findings,
    // To somebody who is denied, how it could be asked better is noise.
    ...(denied || coverage.known.length === 0
      ? []
      : [
          ...defender.findings,
          ...durationFindings(ask, requirement),
          ...totalFindings(ask, requirement),
          ...sourceFindings(ask, requirement),
          ...reasonFindings(ask, requirement),
          ...limitFindings(coverage.rules, ask),
          ...brokenNetworks(policy, coverage.rules),
          ...unknownSystems(coverage.rules, coverage.known),
          ...approverFindings,
        ]),
  ])
  return {
    policyVersion: policy.version,
    rules: results(requirement.rules, findings),
    findings,
    requirement,
    approvers,
  }
}

/** Rules that name networks which are not there. */
export function brokenNetworks(policy: AccessPolicy, rules: ReadonlySet<Rule>): Finding[] {
  return [...rules].flatMap(({ name, sources }): Finding[] => {
    const missing = sources?.networks?.filter((network) => !Object.hasOwn(policy.networks, network)) ?? []
    return missing.length === 0
      ? []
      : [{ kind: 'rule broke', rule: name, why: { kind: 'unknown networks', networks: missing } }]
  })
}

/** A rule on operating systems counts where that is not known, so that no demand is forgotten; and lets nobody in by it. */
export function unknownSystems(rules: ReadonlySet<Rule>, targets: Ask['targets']): Finding[] {
  const unknown = targets.filter(({ vm }) => vm.os === 'unknown')
  return [...rules].flatMap(({ name, when }) =>
    when.vm?.os === undefined
      ? []
      : unknown
          .filter(({ vm }) => matchesVm(when, vm))
          .map(({ vm }): Finding => {
            return { kind: 'rule broke', rule: name, why: { kind: 'unknown system', vmName: vm.name } }
          }),
  )
}

function results(rules: readonly string[], findings: readonly Finding[]): RuleResult[] {
  return rules.map((rule) => {
    const against = findings.filter((finding) => ruleOf(finding) === rule)
    if (against.some(({ kind }) => kind === 'rule broke')) return { rule, outcome: 'broke' }
    return { rule, outcome: against.length > 0 ? 'failed' : 'passed' }
  })
}

function ruleOf(finding: Finding): string | undefined {
  if (finding.kind === 'too long' || finding.kind === 'too long in all') return finding.max.rule
  return 'rule' in finding ? finding.rule : undefined
}

/** What matters most is said first. */
const rank: Record<Finding['kind'], number> = {
  'no policy': 0,
  'not for break-glass': 0,
  denied: 1,
  'not covered': 2,
  'not a requester': 3,
  'rule broke': 4,
  'port not in JIT policy': 5,
  'too long': 6,
  'too long in all': 6,
  'beyond one call': 6,
  'too short': 6,
  'cooling down': 5,
  'outside hours': 7,
  'too many open': 7,
  'unattended used up': 7,
  'source not allowed': 7,
  'source too wide': 8,
  'reason missing': 9,
  'reason does not match': 9,
  'reason too long': 9,
  'nobody can approve': 10,
}

/** Each finding once, in an order that does not depend on the order of the rules. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const once = new Map(findings.map((finding) => [JSON.stringify(finding), finding]))
  return [...once]
    .sort(([one, a], [other, b]) => rank[a.kind] - rank[b.kind] || compare(one, other))
    .map(([, finding]) => finding)
}
