import type { NsgId } from '../../domain/ids.ts'
import type { NetworkRule, PortRange, SecurityGroup } from '../../domain/network/network-rule.ts'
import { at, listAt, optionalList, optionalText, textAt, UnreadableAnswer } from './wire.ts'

/** A security group as the SDK has read it. Throws `UnreadableAnswer`: a rule that is guessed at could make a port look shut. */
export function readSecurityGroup(wire: unknown, id: NsgId): SecurityGroup {
  if (textAt(wire, 'id').toLowerCase() !== id) throw new UnreadableAnswer('another security group was answered')
  const all = [...listAt(wire, 'securityRules'), ...listAt(wire, 'defaultSecurityRules')]
  const inbound = all.filter((rule) => textAt(rule, 'direction').toLowerCase() === 'inbound')
  return { id, rules: inbound.map((rule) => readRule(rule, id)) }
}

function readRule(wire: unknown, group: NsgId): NetworkRule {
  const appGroups = (end: 'source' | 'destination') => optionalList(wire, `${end}ApplicationSecurityGroups`).length > 0
  const clientPorts = oneOrMany(wire, 'sourcePortRange', 'sourcePortRanges')
  return {
    group,
    name: textAt(wire, 'name'),
    priority: priorityAt(wire),
    access: readAccess(textAt(wire, 'access')),
    protocol: readProtocol(textAt(wire, 'protocol')),
    // An application security group stands for addresses that the rule does not name.
    sources: appGroups('source') ? ['*'] : oneOrMany(wire, 'sourceAddressPrefix', 'sourceAddressPrefixes'),
    destinations: appGroups('destination')
      ? ['*']
      : oneOrMany(wire, 'destinationAddressPrefix', 'destinationAddressPrefixes'),
    ports: oneOrMany(wire, 'destinationPortRange', 'destinationPortRanges').map(readPorts),
    narrowed: appGroups('source') || appGroups('destination') || !clientPorts.every(isEveryPort),
  }
}

/** Azure gives a single one in the singular property, several in the plural. */
function oneOrMany(wire: unknown, singular: string, plural: string): string[] {
  const one = optionalText(wire, singular)
  const many = optionalList(wire, plural).map((each) => {
    if (typeof each === 'string') return each
    throw new UnreadableAnswer(`${plural} is no list of texts`)
  })
  return [...new Set([...(one === undefined ? [] : [one]), ...many])].filter((each) => each !== '')
}

function priorityAt(wire: unknown): number {
  const priority = at(wire, 'priority')
  if (typeof priority === 'number' && Number.isInteger(priority)) return priority
  throw new UnreadableAnswer('priority is no whole number')
}

function readAccess(text: string): NetworkRule['access'] {
  const access = text.toLowerCase()
  if (access === 'allow' || access === 'deny') return access
  throw new UnreadableAnswer('access is neither Allow nor Deny')
}

function readProtocol(text: string): NetworkRule['protocol'] {
  const protocol = text.toUpperCase()
  return protocol === 'TCP' || protocol === 'UDP' || protocol === '*' ? protocol : 'other'
}

function readPorts(text: string): PortRange {
  if (text === '*') return { first: 0, last: 65_535 }
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.trim()) ?? []
  if (first === undefined) throw new UnreadableAnswer('destinationPortRange is no range of ports')
  return { first: Number(first), last: Number(last) }
}

function isEveryPort(text: string): boolean {
  return text === '*' || text === '0-65535' || text === '1-65535'
}
