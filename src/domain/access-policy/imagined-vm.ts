import { parseJitPolicyId, parseVmId } from '../ids.ts'
import type { PortRule, Vm } from '../vm.ts'

/** A machine told by its attributes alone. What is left out is as no rule asks for it. */
export interface Machine {
  readonly name: string
  readonly tags?: Readonly<Record<string, string>>
  readonly resourceGroup?: string
  readonly subscription?: string
  readonly location?: string
  readonly os?: Vm['os']
}

const someSubscription = '00000000-0000-4000-8000-00000000a2e0'

/** The machine as the estate would have it, under JIT with these port rules: for trying an access policy without Azure. */
export function imaginedVm(machine: Machine, rules: readonly PortRule[]): Vm {
  const { name, tags = {}, resourceGroup = 'some-group', subscription = someSubscription } = machine
  const { location = 'somewhere', os = 'unknown' } = machine
  const place = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers`
  const id = parseVmId(`${place}/Microsoft.Compute/virtualMachines/${name}`)
  const policy = parseJitPolicyId(`${place}/Microsoft.Security/locations/${location}/jitNetworkAccessPolicies/default`)
  if (!id || !policy) throw new Error(`“${name}” in ${resourceGroup} cannot be a machine of Azure`)
  const covers = [{ policy, rules }]
  return { id, name, subscription, resourceGroup, location, os, tags, jit: { kind: 'configured', covers } }
}

/** A port rule that bounds nothing. */
export function openPortRule(number: number): PortRule {
  return { number, protocol: 'TCP', sources: ['*'], maxDurationMs: 24 * 3_600_000 }
}
