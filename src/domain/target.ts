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

/** A canonical IPv4 CIDR, and its name if the access policy has one. */
export interface SourceRange {
  readonly prefix: string
  readonly network?: string
}

/** Where the requester connects from: one range that they confirmed, or several. Read all of them with `rangesOf`. */
export interface Source extends SourceRange {
  readonly others?: readonly SourceRange[]
}
