import type { NsgId } from '../ids.ts'
import type { Protocol } from '../vm.ts'

/**
 * An inbound rule of a network security group. Prefixes are IPv4 addresses, CIDRs, `*` or Azure's service tags (`Internet`); those of
 * IPv6 may be among them and match nothing. `protocol` is `other` for what is neither TCP nor UDP.
 */
export interface NetworkRule {
  readonly group: NsgId
  readonly name: string
  /** Unique in its group; the smallest decides. */
  readonly priority: number
  readonly access: 'allow' | 'deny'
  readonly protocol: Protocol | 'other'
  readonly sources: readonly string[]
  readonly destinations: readonly string[]
  readonly ports: readonly PortRange[]
  /** It also asks for what cannot be told from outside: the client's own port, or an application security group. */
  readonly narrowed: boolean
}

/** Both ends included. */
export interface PortRange {
  readonly first: number
  readonly last: number
}

/** A security group with all its inbound rules, Azure's default ones included. */
export interface SecurityGroup {
  readonly id: NsgId
  readonly rules: readonly NetworkRule[]
}

/** One network interface of a VM, by its address, with every group that a packet to it must pass. */
export interface GuardedInterface {
  readonly address: string
  readonly groups: readonly SecurityGroup[]
}

/** Whether one of the rule's ranges has the port. */
export function hasPort({ ports }: Pick<NetworkRule, 'ports'>, port: number): boolean {
  return ports.some(({ first, last }) => first <= port && port <= last)
}
