import { type ConfigurationId, parseConfigurationId, parseJitPolicyId, parseVmId } from '../../../src/domain/ids.ts'
import type { Configuration, ConfigurationTarget } from '../../../src/domain/jit-configuration/configuration.ts'
import type { PortRule, Vm } from '../../../src/domain/vm.ts'
import { adam, must, noon } from '../../fixtures.ts'

const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-web'
const configurationId: ConfigurationId = must(parseConfigurationId('C0123456A'))

export function policyNamed(name = 'default') {
  return must(
    parseJitPolicyId(`${group}/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/${name}`),
  )
}

export function vmNamed(name: string, changes: Partial<Vm> = {}): Vm {
  return {
    id: must(parseVmId(`${group}/providers/Microsoft.Compute/virtualMachines/${name}`)),
    name,
    subscription: '11111111-1111-4111-8111-111111111111',
    resourceGroup: 'rg-web',
    location: 'westeurope',
    os: 'linux',
    tags: {},
    jit: { kind: 'not configured' },
    ...changes,
  }
}

export function rule(number: number, changes: Partial<PortRule> = {}): PortRule {
  return { number, protocol: 'TCP', sources: ['*'], maxDurationMs: 3 * 3_600_000, ...changes }
}

/** So many rules, each with a long list of sources. */
export function manySources(count: number, seed: number): PortRule[] {
  const sources = Array.from({ length: 20 }, (_, i) => `203.0.${(seed * 20 + i) % 256}.0/24`)
  return Array.from({ length: count }, (_, i) => rule(1_000 + i, { sources }))
}

export function targetOf(
  name: string,
  before: readonly PortRule[],
  after: readonly PortRule[],
  changes: Partial<ConfigurationTarget> = {},
): ConfigurationTarget {
  const { id, os } = vmNamed(name)
  return { vm: id, vmName: name, os, policy: policyNamed(), before, after, state: 'draft', ...changes }
}

/** A draft of Adam's. */
export function configuration(targets: readonly ConfigurationTarget[]): Configuration {
  return { id: configurationId, version: 1, author: adam, verb: 'configure', draftedAt: noon, targets }
}
