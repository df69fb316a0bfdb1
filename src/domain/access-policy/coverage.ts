import type { Vm } from '../vm.ts'
import type { Ask, Finding } from './analysis.ts'
import { isRequesterFor } from './knows.ts'
import { matches } from './matches.ts'
import { inAny, type Membership, unreadable } from './membership.ts'
import { notCovered } from './not-covered.ts'
import type { AccessPolicy, Rule } from './policy.ts'

/** Whether the rules let this person ask for these targets at all. Only what the person may know of is told. */
export interface Coverage {
  readonly findings: readonly Finding[]
  /** Matching rules, denying ones included, that this person may know to matter here. */
  readonly rules: ReadonlySet<Rule>
  /** Targets that this person may know of: nothing is said about the others. */
  readonly known: Ask['targets']
}

/** Looks at each VM and port of what is asked. A target without ports is looked at as a whole. */
export function coverageOf(policy: AccessPolicy, ask: Ask, membership: Membership): Coverage {
  const findings: Finding[] = []
  const rules = new Set<Rule>()
  const known = ask.targets.filter(({ vm, ports }) => {
    const knows = isRequesterFor(policy, ask.requester, vm, membership) === true
    for (const port of ports.length === 0 ? [undefined] : ports.map(({ number }) => number)) {
      const covered = coverPort(policy, ask, membership, { vm, port, knows })
      findings.push(...covered.findings)
      for (const rule of covered.rules) rules.add(rule)
    }
    return knows
  })
  return { findings, rules, known }
}

/** A rule and whether this person is among its requesters. */
interface Grant {
  readonly rule: Rule
  readonly included: boolean | 'unknown'
}

function coverPort(
  policy: AccessPolicy,
  ask: Ask,
  membership: Membership,
  { vm, port, knows }: { readonly vm: Vm; readonly port: number | undefined; readonly knows: boolean },
): { readonly findings: readonly Finding[]; readonly rules: readonly Rule[] } {
  const matching = policy.rules.filter((rule) => matches(rule.when, vm, port))
  const grants = matching
    .filter((rule) => rule.deny === undefined)
    .map((rule): Grant => ({ rule, included: inAny(membership, ask.requester.id, rule.requesters) }))
  const broken = grants.filter(({ included }) => included === 'unknown')
  const brokeFindings = broken.map(({ rule }) => brokenBy(rule, ask, membership))
  if (!knows) {
    // If it hangs on a group that cannot be read whether the person may know of the VM, only that may be told.
    const rules = broken.map(({ rule }) => rule)
    return { rules, findings: broken.length > 0 ? brokeFindings : [notCovered(vm.name)] }
  }
  const denials = matching.flatMap((rule) => (rule.deny === undefined ? [] : [{ rule, text: rule.deny }]))
  const denied = denials.map(({ rule, text }): Finding => ({ kind: 'denied', rule: rule.name, text }))
  const denying = denials.map(({ rule }) => rule)
  if (grants.some(({ included }) => included === true)) {
    const left = grants.filter(({ included }) => included === false)
    const leftOut = left.map(({ rule }): Finding => ({ kind: 'not a requester', rule: rule.name }))
    return { rules: matching, findings: [...denied, ...leftOut, ...brokeFindings] }
  }
  const findings = [...denied, ...brokeFindings]
  return {
    rules: [...denying, ...broken.map(({ rule }) => rule)],
    findings: findings.length > 0 ? findings : [notCovered(vm.name, port)],
  }
}

function brokenBy(rule: Rule, ask: Ask, membership: Membership): Finding {
  const unread = rule.requesters.filter((group) => membership.has(ask.requester.id, group) === 'unknown')
  return { kind: 'rule broke', rule: rule.name, why: unreadable(membership, unread) }
}
