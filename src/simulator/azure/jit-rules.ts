import { createHash } from 'node:crypto'
import type { Filter, Vm } from './estate.ts'
import type { JitPolicy } from './jit-policy.ts'
import { type JitRequest, type RequestPort, statusOf } from './jit-request.ts'
import { insertAt, type PlacedRule, placeDeny, type RuleTable } from './place-rule.ts'
import { addedKey, type RuleEdit } from './rule-changes.ts'
import { defaultRules } from './security-rule.ts'
import type { World } from './world.ts'

/** `configured`: what the resource says; `effective`: what the network does, which may follow up to a minute later. */
export type Plane = 'configured' | 'effective'

/** The rules of a filter now, by priority, the defaults included. */
export function rulesOf(world: World, filter: Filter, plane: Plane): PlacedRule[] {
  const table: RuleTable = new Map()
  for (const rule of filter.userRules) table.set(rule.priority, { ...rule, key: `user/${rule.name}`, origin: 'user' })
  if (filter.kind === 'nsg')
    for (const rule of denyRules(world, filter)) placeDeny(table, rule, world.settings.denyPlacement)
  const filterId = filter.id.toLowerCase()
  // After the deny rules: Defender does not look again when somebody adds a rule.
  for (const rule of world.rules.added(filterId)) insertAt(table, { ...rule, key: addedKey(rule.name), origin: 'user' })
  for (const rule of allowRules(world, filter, plane)) insertAt(table, rule)
  return [...table.values(), ...endOf(filter)]
    .filter((rule) => !world.rules.isRemoved(filterId, rule.key))
    .map((rule) => edited(rule, world.rules.editOf(filterId, rule.key)))
    .sort((a, b) => a.priority - b.priority)
}

function denyRules(world: World, filter: Filter): PlacedRule[] {
  return filter.vmIds.flatMap((vmId) => {
    const vm = world.estate.vms.get(vmId)
    if (vm === undefined) return []
    return world.policiesOfVm(vmId).map((policy): PlacedRule => {
      const entries = policy.virtualMachines.filter((entry) => entry.id.toLowerCase() === vmId)
      const numbers = new Set(entries.flatMap((entry) => entry.ports.map((port) => port.number)))
      const key = `deny/${policy.id.toLowerCase()} ${vmId}`
      return {
        key,
        origin: 'deny',
        name: ruleName(world, '_', `${key} ${filter.id}`),
        description: `MDC JIT Network Access rule for policy '${policy.name}' of VM '${vm.name}'.`,
        priority: 4096,
        access: 'Deny',
        protocol: '*',
        sources: ['*'],
        destinations: [vm.privateIp],
        ports: [...numbers].map(String),
      }
    })
  })
}

function allowRules(world: World, filter: Filter, plane: Plane): PlacedRule[] {
  const filterId = filter.id.toLowerCase()
  return filter.vmIds.flatMap((vmId) => {
    const vm = world.estate.vms.get(vmId)
    if (vm === undefined) return []
    return world.requestsOfVm(vmId).flatMap((request) =>
      request.allowRules
        .filter((rule) => rule.filterId === filterId && rule.vmId === vmId)
        .flatMap((rule) => {
          const kept = world.rules.editOf(filterId, allowRuleKey(request.sequence, rule.ruleIndex))?.kept ?? false
          const ports = openPorts(request, rule.ruleIndex, { plane, kept }, world.now())
          return allowRule(world, filter, vm, request, { ...rule, ports })
        }),
    )
  })
}

function allowRule(
  world: World,
  filter: Filter,
  vm: Vm,
  request: JitRequest,
  rule: { ruleIndex: number; priority: number; ports: readonly RequestPort[] },
): PlacedRule[] {
  const [port] = rule.ports
  if (port === undefined) return []
  const key = allowRuleKey(request.sequence, rule.ruleIndex)
  const policy: JitPolicy | undefined = world.policy(request.policyId)
  const protocols = { TCP: 'Tcp', UDP: 'Udp', '*': '*' } as const
  return [
    {
      key,
      origin: 'allow',
      name: ruleName(world, '-', `${key} ${filter.id}`),
      description: `MDC JIT Network Access rule created by an initiation request for policy '${policy?.name ?? ''}' of VM '${vm.name}'.`,
      priority: rule.priority,
      access: 'Allow',
      protocol: protocols[port.protocol],
      sources: port.sources,
      destinations: [vm.privateIp],
      ports: rule.ports.map((each) => String(each.number)),
    },
  ]
}

export function allowRuleKey(sequence: number, ruleIndex: number): string {
  return `allow/${sequence}/${ruleIndex}`
}

function edited(rule: PlacedRule, edit: RuleEdit | undefined): PlacedRule {
  if (edit === undefined) return rule
  const { kept: _, ...changes } = edit
  return { ...rule, ...changes }
}

function openPorts(
  request: JitRequest,
  ruleIndex: number,
  { plane, kept }: { readonly plane: Plane; readonly kept: boolean },
  nowMs: number,
): RequestPort[] {
  return request.virtualMachines
    .flatMap((vm) => vm.ports)
    .filter((port) => {
      const since = plane === 'effective' ? port.effectiveAtMs : port.initiatedAtMs
      const isOpen = (kept || statusOf(port, nowMs).status === 'Initiated') && since !== null && since <= nowMs
      return port.ruleIndex === ruleIndex && isOpen
    })
}

function endOf(filter: Filter): PlacedRule[] {
  // A firewall lets in only what it was told to.
  const rules = filter.kind === 'nsg' ? defaultRules : defaultRules.slice(-1)
  return rules.map((rule) => ({ ...rule, key: `default/${rule.name}`, origin: 'default' }))
}

/** `<prefix>_<int>_<32 hex>` for a deny rule, the same with hyphens for an allow rule. */
function ruleName(world: World, separator: '_' | '-', seed: string): string {
  const digest = createHash('sha256').update(seed).digest()
  const hex = digest.toString('hex', 4, 20).toUpperCase()
  return [world.settings.rulePrefix, digest.readUInt32BE() % 2 ** 31, hex].join(separator)
}
