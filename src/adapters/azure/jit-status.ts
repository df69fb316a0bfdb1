import { isClassic, type VmId } from '../../domain/ids.ts'
import type { JitPolicy } from '../../domain/jit-policy.ts'
import { usesIn } from '../../domain/jit-use.ts'
import type { JitCover, JitStatus, JitUse } from '../../domain/vm.ts'
import { inAllLanguages, inEnglish } from '../../words/text.ts'

const noPlan = inAllLanguages(({ words }) => words.jit.unsupported.noPlan)
const classic = inAllLanguages(({ words }) => words.jit.unsupported.classic)
const managed = inAllLanguages(({ words }) => words.jit.unsupported.managedFirewall)
const offByPolicy = inAllLanguages(({ words }) => words.jit.unsupported.offByPolicy)
const unguarded = inAllLanguages(({ words }) => words.jit.unsupported.unguarded)

/** The covers that each VM has in these policies, by the ids of the policies. */
export function coversByVm(policies: readonly JitPolicy[], now: number): ReadonlyMap<VmId, readonly JitCover[]> {
  const all = new Map<VmId, JitCover[]>()
  for (const policy of policies.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const uses = usesIn(policy, now)
    for (const [vm, entry] of policy.vms) {
      const covers = all.get(vm) ?? []
      covers.push(coverOf(policy, entry, uses.get(vm)))
      all.set(vm, covers)
    }
  }
  return all
}

/** What was seen of one VM besides its JIT policies. */
interface ToldOfVm {
  readonly hasPlan: boolean | undefined
  readonly guarded: boolean | undefined
  readonly managedFirewall?: boolean
  readonly offByPolicy?: boolean
}

/** Whether a VM is configured and, if not, whether it could be. What cannot be told (`undefined`) is held against no VM. */
export function statusOf(vm: VmId, covers: readonly JitCover[], told: ToldOfVm): JitStatus {
  if (isClassic(vm)) return { kind: 'unsupported', why: classic }
  if (told.hasPlan === false) return { kind: 'unsupported', why: noPlan }
  if (covers.length > 0) return { kind: 'configured', covers }
  if (told.managedFirewall) return { kind: 'unsupported', why: managed }
  if (told.offByPolicy) return { kind: 'unsupported', why: offByPolicy }
  return told.guarded === false ? { kind: 'unsupported', why: unguarded } : { kind: 'not configured' }
}

/** The status of a VM after a policy was read anew. */
export function relearn(status: JitStatus, vm: VmId, policy: JitPolicy, now: number): JitStatus {
  const entry = policy.vms.get(vm)
  const others = status.kind === 'configured' ? status.covers.filter((cover) => cover.policy !== policy.id) : []
  // Why a VM is unsupported does not stand in its policy.
  if (!entry && status.kind !== 'configured') return status
  if (status.kind === 'unsupported' && inEnglish(status.why) === inEnglish(noPlan)) return status
  const covers = [...others, ...(entry ? [coverOf(policy, entry, usesIn(policy, now).get(vm))] : [])]
  return statusOf(
    vm,
    covers.toSorted((a, b) => (a.policy < b.policy ? -1 : 1)),
    { hasPlan: undefined, guarded: undefined },
  )
}

/** What is to be said of a VM whose JIT policy names a firewall that is not in the VM's own network. */
export function firewallPlace(covers: readonly JitCover[], ownFirewall: boolean | undefined) {
  const named = covers.some(({ firewallAddress }) => firewallAddress !== undefined)
  return named && ownFirewall === false ? ({ firewallElsewhere: true } as const) : {}
}

function coverOf(policy: JitPolicy, entry: Omit<JitCover, 'policy'>, use: JitUse | undefined): JitCover {
  const { rules, firewallAddress } = entry
  return {
    policy: policy.id,
    rules,
    ...(firewallAddress === undefined ? {} : { firewallAddress }),
    ...(use === undefined ? {} : { use }),
  }
}
