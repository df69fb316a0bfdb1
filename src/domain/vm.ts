import type { JitPolicyId, NsgId, VmId } from './ids.ts'

export type Protocol = 'TCP' | 'UDP' | '*'

/** What Defender's JIT policy allows on one port of one VM. `sources` are IPv4 addresses, CIDRs or `*` (any). */
export interface PortRule {
  readonly number: number
  readonly protocol: Protocol
  readonly sources: readonly string[]
  readonly maxDurationMs: number
}

/** One JIT policy's hold on a VM. `firewallAddress` is set where Azure Firewall stands before the VM. */
export interface JitCover {
  readonly policy: JitPolicyId
  readonly rules: readonly PortRule[]
  readonly firewallAddress?: string
}

/** Whether a VM is configured for JIT, and why not. */
export type JitStatus =
  | { readonly kind: 'configured'; readonly covers: readonly JitCover[] }
  | { readonly kind: 'not configured' }
  | { readonly kind: 'unsupported'; readonly why: string }

/** One network interface of a VM: its IPv4 address, and the security groups that a packet to it must pass, the subnet's and its own. */
export interface VmInterface {
  readonly address: string
  readonly securityGroups: readonly NsgId[]
}

/** One VM of the estate. Tag keys and values as Azure has them; addresses are IPv4. */
export interface Vm {
  readonly id: VmId
  readonly name: string
  readonly subscription: string
  readonly resourceGroup: string
  readonly location: string
  readonly os: 'windows' | 'linux' | 'unknown'
  readonly tags: Readonly<Record<string, string>>
  readonly running?: boolean
  readonly privateAddress?: string
  readonly publicAddress?: string
  /** The primary one first. Absent: part of it cannot be seen, so that nothing can be said of the rules that guard it. */
  readonly interfaces?: readonly VmInterface[]
  readonly jit: JitStatus
}
