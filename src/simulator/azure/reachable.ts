import type { Vm } from './estate.ts'
import { decidingRule, includes, type Packet } from './evaluate-rules.ts'
import { findVm, NetworkQuestionError } from './find-vm.ts'
import { everyAddress, type Ipv4Range, parseIpv4Range } from './ipv4.ts'
import { rulesOf } from './jit-rules.ts'
import type { PlacedRule } from './place-rule.ts'
import type { World } from './world.ts'

export type Reachability = {
  vm: string
  port: number
  from: string
  reachable: boolean
  /** The rule that decided; null where none did (no filter at all, or the VM is not running). */
  rule: { name: string; priority: number; access: 'Allow' | 'Deny'; source: string; ports: string[] } | null
}

export type RuleInEffect = {
  name: string
  priority: number
  access: 'Allow' | 'Deny'
  source: string
  destination: string
  ports: string[]
  protocol: string
  description: string
  /** The network security group or firewall that it is in. */
  group: string
}

/** Whether a new TCP connection from an IPv4 address to a port of the VM gets through now. */
export function reachable(world: World, nameOrId: string, port: number, from: string): Reachability {
  const vm = findVm(world.estate, nameOrId)
  const source = from.includes('/') || from === '*' ? undefined : parseIpv4Range(from)
  if (source === undefined)
    throw new NetworkQuestionError(400, `"${from}" is not an IPv4 address, such as 203.0.113.7.`)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new NetworkQuestionError(400, `"${port}" is not a port: a whole number from 1 to 65535.`)
  }
  const answer = { vm: vm.name, port, from }
  if (vm.power !== 'running') return { ...answer, reachable: false, rule: null }

  const packet: Packet = { source, ...target(vm), port: behindFirewall(vm, port), protocol: 'Tcp' }
  let last: PlacedRule | undefined
  for (const filterId of vm.filterIds) {
    const filter = world.estate.filters.get(filterId)
    const rule = filter && decidingRule(rulesOf(world, filter, 'effective'), packet)
    if (rule?.access !== 'Allow') return { ...answer, reachable: false, rule: rule ? brief(rule) : null }
    last = rule
  }
  return { ...answer, reachable: true, rule: last ? brief(last) : null }
}

/** The rules in effect now that concern this VM, by priority, of all groups that protect it. */
export function rulesForVm(world: World, nameOrId: string): RuleInEffect[] {
  const vm = findVm(world.estate, nameOrId)
  const { destination, virtualNetwork } = target(vm)
  return vm.filterIds
    .flatMap((filterId) => {
      const filter = world.estate.filters.get(filterId)
      return filter === undefined
        ? []
        : rulesOf(world, filter, 'effective').map((rule) => ({ ...rule, group: filter.name }))
    })
    .filter((rule) => rule.destinations.some((prefix) => includes(prefix, destination, virtualNetwork)))
    .sort((a, b) => a.priority - b.priority)
    .map((rule) => ({
      ...brief(rule),
      destination: rule.destinations.join(', '),
      protocol: rule.protocol,
      description: rule.description ?? '',
      group: rule.group,
    }))
}

function target(vm: Vm): { destination: Ipv4Range; virtualNetwork: Ipv4Range } {
  // The estate's addresses are our own, so both can be read.
  const destination = parseIpv4Range(vm.privateIp) ?? everyAddress
  return { destination, virtualNetwork: parseIpv4Range(vm.network) ?? everyAddress }
}

/** A firewall's mapped port stands for the port of the VM behind it. */
function behindFirewall(vm: Vm, port: number): number {
  const mapped = Object.entries(vm.firewall?.mappedPorts ?? {}).find(([, outside]) => outside === port)
  return mapped === undefined ? port : Number(mapped[0])
}

function brief(rule: PlacedRule): NonNullable<Reachability['rule']> {
  const { name, priority, access } = rule
  return { name, priority, access, source: rule.sources.join(', '), ports: [...rule.ports] }
}
