import { type NsgId, parseNsgId } from '../../../src/domain/ids.ts'
import type { GuardedInterface, NetworkRule } from '../../../src/domain/network/network-rule.ts'
import { must } from '../../fixtures.ts'

export const nsgId = (name = 'nsg-web'): NsgId =>
  must(
    parseNsgId(
      `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-web/providers/Microsoft.Network/networkSecurityGroups/${name}`,
    ),
  )

const hex = 'A'.repeat(32)
export const jitAllowName = `MicrosoftDefenderForCloud-JITRule-7-${hex}`
export const jitDenyName = `MicrosoftDefenderForCloud-JITRule_7_${hex}`

export function rule(changes: Partial<NetworkRule> = {}): NetworkRule {
  return {
    group: nsgId(),
    name: 'a-rule',
    priority: 1_000,
    access: 'allow',
    protocol: '*',
    sources: ['*'],
    destinations: ['*'],
    ports: [{ first: 0, last: 65_535 }],
    narrowed: false,
    ...changes,
  }
}

export const denyAll = rule({ name: 'DenyAllInBound', priority: 65_500, access: 'deny' })
const port = (number: number) => [{ first: number, last: number }]
export const jitDeny = rule({
  name: jitDenyName,
  priority: 4_096,
  access: 'deny',
  destinations: ['10.1.1.4'],
  ports: port(3389),
})
export const jitAllow = rule({
  name: jitAllowName,
  priority: 100,
  protocol: 'TCP',
  sources: ['203.0.113.7'],
  destinations: ['10.1.1.4'],
  ports: port(3389),
})

/** An interface at 10.1.1.4 behind one group for each list of rules; each group ends as Azure's do. */
export function behind(...groups: readonly (readonly NetworkRule[])[]): GuardedInterface {
  return {
    address: '10.1.1.4',
    groups: groups.map((rules, index) => ({ id: nsgId(`nsg-${index}`), rules: [...rules, denyAll] })),
  }
}
