import type { Protocol } from '../vm.ts'
import type { AddressRange } from './address-range.ts'
import { hasPort, type NetworkRule, type SecurityGroup } from './network-rule.ts'
import { type Takes, takesDestination, takesSource } from './prefix.ts'

/** A new connection: addresses that no rule tells apart, the VM's address, its port. */
export interface Packet {
  readonly source: AddressRange
  readonly destination: AddressRange
  readonly port: number
  readonly protocol: Exclude<Protocol, '*'>
}

/** What one group does with a packet. `unknown`: the rule may match or not, and would change the outcome. */
export type GroupVerdict =
  | { readonly kind: 'allow' | 'deny'; readonly rule: NetworkRule | undefined }
  | { readonly kind: 'unknown'; readonly rule: NetworkRule }

/** The first rule by priority that matches decides. A group in which none does (Azure's own end with one that always does) lets nothing in. */
export function firstMatch(group: SecurityGroup, packet: Packet): GroupVerdict {
  const possible: NetworkRule[] = []
  let deciding: NetworkRule | undefined
  for (const rule of group.rules.toSorted((a, b) => a.priority - b.priority)) {
    const match = matches(rule, packet)
    if (match === 'maybe') possible.push(rule)
    if (match !== 'yes') continue
    deciding = rule
    break
  }
  const kind = deciding?.access ?? 'deny'
  const doubtful = possible.find((rule) => rule.access !== kind)
  return doubtful === undefined ? { kind, rule: deciding } : { kind: 'unknown', rule: doubtful }
}

/** Whether the rule speaks of this port of this address at all, whatever the source. */
export function concerns(rule: NetworkRule, { destination, port, protocol }: Omit<Packet, 'source'>): Takes {
  if (rule.protocol !== '*' && rule.protocol !== protocol) return 'no'
  if (!hasPort(rule, port)) return 'no'
  return anyOf(rule.destinations.map((prefix) => takesDestination(prefix, destination)))
}

function matches(rule: NetworkRule, packet: Packet): Takes {
  const here = concerns(rule, packet)
  if (here === 'no') return 'no'
  const from = anyOf(rule.sources.map((prefix) => takesSource(prefix, packet.source)))
  if (from === 'no') return 'no'
  return here === 'maybe' || from === 'maybe' || rule.narrowed ? 'maybe' : 'yes'
}

function anyOf(answers: readonly Takes[]): Takes {
  if (answers.includes('yes')) return 'yes'
  return answers.includes('maybe') ? 'maybe' : 'no'
}
