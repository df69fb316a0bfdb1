import { inEnglish, type Told } from '../words/text.ts'
import type { JitPolicyId, RequestId, VmId } from './ids.ts'
import { sameRules } from './jit-configuration/port-rules.ts'
import type { JitPolicy } from './jit-policy.ts'
import type { PortRule } from './vm.ts'

/** The port rules of a JIT policy by VM, as they were seen or written. */
export type PolicyRules = Readonly<Record<VmId, readonly PortRule[]>>

/** Who did it, by Azure's activity log: callers as Azure names them, or why it does not tell. */
export type ToldByLog = { readonly callers: readonly string[] } | { readonly unknown: Told }

/** As the ledger keeps it. */
export function logInEnglish(log: ToldByLog): ToldByLog {
  return 'unknown' in log ? { unknown: inEnglish(log.unknown) } : log
}

/** The rules of one VM in a JIT policy. No rules: not in it. */
export interface RulesChange {
  readonly vm: VmId
  readonly before: readonly PortRule[]
  readonly after: readonly PortRule[]
}

/** A JIT policy that was changed by another way than through the bot. `more`: VMs beyond those that are listed. */
export interface PolicyDrift {
  readonly policy: JitPolicyId
  readonly what: 'new' | 'changed' | 'deleted'
  readonly changes: readonly RulesChange[]
  readonly more: number
  readonly log: ToldByLog
}

/** A VM that Azure no longer has, though a JIT policy or a window is for it. */
export interface VmGone {
  readonly vm: VmId
  readonly policies: readonly JitPolicyId[]
  readonly requests: readonly RequestId[]
}

/** So many VMs a finding lists: a policy can hold hundreds. */
const listed = 20

export function rulesOfPolicy({ vms }: Pick<JitPolicy, 'vms'>): PolicyRules {
  return Object.fromEntries([...vms].map(([vm, { rules }]) => [vm, rules]))
}

/** VM by VM what differs; the order of rules and sources does not count. */
export function changesBetween(before: PolicyRules, after: PolicyRules): RulesChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort() as VmId[]
  return ids.flatMap((vm) => {
    const [was, is] = [before[vm] ?? [], after[vm] ?? []]
    return sameRules(was, is) ? [] : [{ vm, before: was, after: is }]
  })
}

export function policyDrift(
  policy: JitPolicyId,
  what: PolicyDrift['what'],
  changes: readonly RulesChange[],
  log: ToldByLog,
): PolicyDrift {
  return { policy, what, changes: changes.slice(0, listed), more: Math.max(0, changes.length - listed), log }
}
