import { covers, type Ipv4Range, parseIpv4Range } from './ipv4.ts'
import { portMatches, type SecurityRule } from './security-rule.ts'

/** One new inbound connection, and the network that the tag `VirtualNetwork` stands for. */
export type Packet = {
  readonly source: Ipv4Range
  readonly destination: Ipv4Range
  readonly port: number
  readonly protocol: 'Tcp' | 'Udp'
  readonly virtualNetwork: Ipv4Range
}

/** The rule that decides: of those that match, the one with the smallest priority. Undefined when none matches. */
export function decidingRule<Rule extends SecurityRule>(rules: readonly Rule[], packet: Packet): Rule | undefined {
  let deciding: Rule | undefined
  for (const rule of rules) {
    if ((deciding === undefined || rule.priority < deciding.priority) && matches(rule, packet)) deciding = rule
  }
  return deciding
}

function matches(rule: SecurityRule, packet: Packet): boolean {
  return (
    (rule.protocol === '*' || rule.protocol === packet.protocol) &&
    rule.ports.some((ports) => portMatches(ports, packet.port)) &&
    rule.sources.some((source) => includes(source, packet.source, packet.virtualNetwork)) &&
    rule.destinations.some((destination) => includes(destination, packet.destination, packet.virtualNetwork))
  )
}

/** Whether an address prefix or service tag includes all of `address`. A prefix that cannot be read includes nothing. */
export function includes(prefix: string, address: Ipv4Range, virtualNetwork: Ipv4Range): boolean {
  switch (prefix) {
    case 'VirtualNetwork':
      return covers(virtualNetwork, address)
    case 'Internet':
      return !covers(virtualNetwork, address)
    case 'AzureLoadBalancer':
      return covers({ first: loadBalancer, last: loadBalancer }, address)
    default: {
      const range = parseIpv4Range(prefix)
      return range !== undefined && covers(range, address)
    }
  }
}

/** 168.63.129.16, from which Azure's load balancer probes. */
const loadBalancer = ((168 * 256 + 63) * 256 + 129) * 256 + 16
