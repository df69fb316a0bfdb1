import type { JitPolicyId, VmId } from './ids.ts'
import type { JitCover, PortRule } from './vm.ts'

/** One port of a request as Defender's JIT policy keeps it. `status` as Azure spells it. Times in epoch milliseconds. */
export interface JitRequestPort {
  readonly vm: VmId
  readonly number: number
  readonly source: string
  readonly endsAt: number
  readonly status: string
  readonly statusReason: string
  readonly mappedPort?: number
}

/** A request in Defender's JIT policy. It has no id; ours are known by the mark in `justification`. */
export interface JitRequest {
  readonly startedAt: number
  readonly justification?: string
  readonly ports: readonly JitRequestPort[]
}

/** Defender's `jitNetworkAccessPolicies` resource. */
export interface JitPolicy {
  readonly id: JitPolicyId
  readonly vms: ReadonlyMap<VmId, { readonly rules: readonly PortRule[]; readonly firewallAddress?: string }>
  readonly requests: readonly JitRequest[]
}

/** Why a port rule would refuse, before Azure is asked. */
export type RuleRefusal =
  | { readonly kind: 'port'; readonly port: number; readonly allowed: readonly number[] }
  | { readonly kind: 'duration'; readonly port: number; readonly maxMs: number }
  | { readonly kind: 'source'; readonly port: number; readonly allowed: readonly string[] }

/** The port rule for a port, if the JIT policy has one. */
export function ruleFor(cover: Pick<JitCover, 'rules'>, port: number): PortRule | undefined {
  return cover.rules.find((rule) => rule.number === port)
}
