import type { VmId } from '../../domain/ids.ts'
import type { JitPolicy } from '../../domain/jit-policy.ts'
import type { JitCover, JitStatus } from '../../domain/vm.ts'

const noPlan = 'Defender for Servers Plan 2 is off in its subscription'
const unguarded = 'no network security group and no Azure Firewall protects it'

/** The covers that each VM has in these policies, by the ids of the policies. */
export function coversByVm(policies: readonly JitPolicy[]): ReadonlyMap<VmId, readonly JitCover[]> {
  const all = new Map<VmId, JitCover[]>()
  for (const policy of policies.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    for (const [vm, entry] of policy.vms) {
      const covers = all.get(vm) ?? []
      covers.push(coverOf(policy, entry))
      all.set(vm, covers)
    }
  return all
}

/** Whether a VM is configured and, if not, whether it could be. What cannot be told (`undefined`) is held against no VM. */
export function statusOf(
  covers: readonly JitCover[],
  told: { readonly hasPlan: boolean | undefined; readonly guarded: boolean | undefined },
): JitStatus {
  if (told.hasPlan === false) return { kind: 'unsupported', why: noPlan }
  if (covers.length > 0) return { kind: 'configured', covers }
  return told.guarded === false ? { kind: 'unsupported', why: unguarded } : { kind: 'not configured' }
}

/** The status of a VM after a policy was read anew. */
export function relearn(status: JitStatus, vm: VmId, policy: JitPolicy): JitStatus {
  const entry = policy.vms.get(vm)
  const others = status.kind === 'configured' ? status.covers.filter((cover) => cover.policy !== policy.id) : []
  // Why a VM is unsupported does not stand in its policy.
  if (!entry && status.kind !== 'configured') return status
  if (status.kind === 'unsupported' && status.why === noPlan) return status
  const covers = [...others, ...(entry ? [coverOf(policy, entry)] : [])]
  return statusOf(
    covers.toSorted((a, b) => (a.policy < b.policy ? -1 : 1)),
    { hasPlan: undefined, guarded: undefined },
  )
}

function coverOf(policy: JitPolicy, { rules, firewallAddress }: Omit<JitCover, 'policy'>): JitCover {
  return { policy: policy.id, rules, ...(firewallAddress === undefined ? {} : { firewallAddress }) }
}
