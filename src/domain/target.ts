import type { JitPolicyId, VmId } from './ids.ts'
import type { Protocol } from './vm.ts'

export interface TargetPort {
  readonly number: number
  readonly protocol: Protocol
}

/** One VM with the ports asked for on it, and the JIT policy through which they are opened. */
export interface Target {
  readonly vm: VmId
  readonly vmName: string
  readonly policy: JitPolicyId
  readonly ports: readonly TargetPort[]
}

/** Where the requester connects from: a canonical IPv4 CIDR that they confirmed, and its name if the access policy has one. */
export interface Source {
  readonly prefix: string
  readonly network?: string
}
