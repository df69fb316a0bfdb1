import type { Vm } from './estate.ts'
import { parseIsoDuration } from './iso-duration.ts'
import type { PortRule } from './jit-policy.ts'
import { type JitRequest, type RequestPort, statusOf } from './jit-request.ts'
import { allowRuleKey } from './jit-rules.ts'
import type { World } from './world.ts'

export type EstateEntry = {
  id: string
  name: string
  subscription: string
  resourceGroup: string
  location: string
  os: 'Windows' | 'Linux'
  tags: Record<string, string>
  power: 'running' | 'deallocated'
  privateIp: string
  publicIp: string | null
  jit: 'configured' | 'not configured' | 'unsupported'
  why?: string
  ports: { number: number; protocol: string; maxMinutes: number; open: OpenWindow[] }[]
}

/** A window that is open or opening; `status` is `Initiating` or `Initiated`. */
type OpenWindow = { source: string; until: string; status: string }

/** Every VM of the simulated Azure with its ports and what is open on them now. */
export function listEstate(world: World): EstateEntry[] {
  return [...world.estate.vms.values()].map((vm) => {
    const { id, name, resourceGroup, location, os, power, privateIp } = vm
    const subscription =
      world.estate.subscriptions.find((each) => each.id === vm.subscriptionId)?.displayName ?? vm.subscriptionId
    const place = { id, name, subscription, resourceGroup, location, os, tags: { ...vm.tags }, power, privateIp }
    return { ...place, publicIp: vm.publicIp?.address ?? vm.firewall?.publicIp ?? null, ...jitOf(world, vm) }
  })
}

function jitOf(world: World, vm: Vm): Pick<EstateEntry, 'jit' | 'why' | 'ports'> {
  if (world.settings.plan[vm.subscriptionId] === 'free') {
    return { jit: 'unsupported', why: 'Defender for Servers Plan 2 is off in its subscription.', ports: [] }
  }
  if (vm.classic) return { jit: 'unsupported', why: 'It is a classic VM.', ports: [] }
  if (vm.filterIds.length === 0) {
    return { jit: 'unsupported', why: 'No network security group and no Azure Firewall protects it.', ports: [] }
  }
  const vmId = vm.id.toLowerCase()
  const rules = new Map<number, PortRule>()
  for (const policy of world.policiesOfVm(vmId)) {
    for (const entry of policy.virtualMachines) {
      if (entry.id.toLowerCase() === vmId) for (const rule of entry.ports) rules.set(rule.number, rule)
    }
  }
  if (rules.size === 0 && vm.firewall?.managedBy !== undefined)
    return { jit: 'unsupported', why: 'Its Azure Firewall is managed by Firewall Manager policies.', ports: [] }
  if (rules.size === 0 && vm.jitOffByPolicy)
    return { jit: 'unsupported', why: 'JIT is switched off in the security policy.', ports: [] }
  if (rules.size === 0) return { jit: 'not configured', why: 'No JIT policy names it.', ports: [] }
  const requests = world.requestsOfVm(vmId)
  const ports = [...rules.values()].map((rule) => ({
    number: rule.number,
    protocol: rule.protocol,
    maxMinutes: (parseIsoDuration(rule.maxRequestAccessDuration) ?? 0) / 60_000,
    open: requests.flatMap((request) => openWindows(world, vm, request, rule.number)),
  }))
  return { jit: 'configured', ports }
}

function openWindows(world: World, vm: Vm, request: JitRequest, number: number): OpenWindow[] {
  const windows: OpenWindow[] = []
  for (const entry of request.virtualMachines) {
    if (entry.id.toLowerCase() !== vm.id.toLowerCase()) continue
    for (const port of entry.ports) {
      const { status } = statusOf(port, world.now())
      if (port.number !== number || status === 'Revoked' || isClosedByHand(world, vm, request, port)) continue
      windows.push({ source: port.sources.join(', '), until: new Date(port.endMs).toISOString(), status })
    }
  }
  return windows
}

/** Somebody deleted the allow rule from a group that every packet must pass. */
function isClosedByHand(world: World, vm: Vm, request: JitRequest, port: RequestPort): boolean {
  const key = allowRuleKey(request.sequence, port.ruleIndex)
  return vm.filterIds.some((filterId) => world.rules.isRemoved(filterId, key))
}
