import type { Told } from '../words/text.ts'
import type { JitPolicyId, NsgId, RequestId, VmId } from './ids.ts'

export type Protocol = 'TCP' | 'UDP' | '*'

/** What Defender's JIT policy allows on one port of one VM. `sources` are IPv4 addresses, CIDRs or `*` (any). */
export interface PortRule {
  readonly number: number
  readonly protocol: Protocol
  readonly sources: readonly string[]
  readonly maxDurationMs: number
}

/** Who asked, as far as Azure's record tells: our request, whose requester the store knows, or a person by the name that Azure has. */
export type JitUser =
  | { readonly kind: 'request'; readonly id: RequestId }
  | { readonly kind: 'person'; readonly name: string }

/** What Azure's record tells of the use of one VM. `count`: approved requests of the seven days before it was read. Epoch milliseconds. */
export interface JitUse {
  readonly count: number
  readonly lastAt: number
  /** Absent: an application other than this bot. */
  readonly by?: JitUser
  /** Until when a window stands that this bot did not open. */
  readonly elsewhereUntil?: number
}

/** One JIT policy's hold on a VM. `firewallAddress` is set where Azure Firewall stands before the VM. */
export interface JitCover {
  readonly policy: JitPolicyId
  readonly rules: readonly PortRule[]
  readonly firewallAddress?: string
  /** What the policy's record tells of the VM; absent where nobody asked for it in the last thirty days. */
  readonly use?: JitUse
}

/** Whether a VM is configured for JIT, and why not. */
export type JitStatus =
  | { readonly kind: 'configured'; readonly covers: readonly JitCover[] }
  | { readonly kind: 'not configured' }
  | { readonly kind: 'unsupported'; readonly why: Told }

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
  /** The firewall of its JIT policy stands in another network than its own, which Defender does not support. */
  readonly firewallElsewhere?: true
  /** The primary one first. Absent: part of it cannot be seen, so that nothing can be said of the rules that guard it. */
  readonly interfaces?: readonly VmInterface[]
  readonly jit: JitStatus
}
