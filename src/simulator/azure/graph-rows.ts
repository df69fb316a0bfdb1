import { mayDo } from './authorize.ts'
import type { Placed, Vm } from './estate.ts'
import type { GraphRow } from './graph-row.ts'
import { jitAssessment } from './jit-assessment.ts'
import {
  classicProperties,
  firewallProperties,
  networkProperties,
  nicProperties,
  nsgProperties,
  powerState,
  publicIpProperties,
  vmProperties,
} from './network-wire.ts'
import { pricing } from './subscription-routes.ts'
import type { World } from './world.ts'

type Table = { readonly action: string; readonly rows: (world: World) => GraphRow[] }

/** What Resource Graph can be asked for, by the type word in the query. */
const tables: Readonly<Record<string, Table>> = {
  'microsoft.compute/virtualmachines': {
    action: 'Microsoft.Compute/virtualMachines/read',
    rows: (world) => vms(world).map((vm) => row(vm, 'microsoft.compute/virtualmachines', vmColumns(vm), vm.tags)),
  },
  'microsoft.classiccompute/virtualmachines': {
    action: 'Microsoft.ClassicCompute/virtualMachines/read',
    rows: (world) =>
      allVms(world)
        .filter((vm) => vm.classic)
        .map((vm) => row(vm, 'microsoft.classiccompute/virtualmachines', classicProperties(vm), vm.tags)),
  },
  'microsoft.network/networkinterfaces': {
    action: 'Microsoft.Network/networkInterfaces/read',
    rows: (world) =>
      vms(world).map((vm) => row(at(vm, vm.nicId), 'microsoft.network/networkinterfaces', nicProperties(vm))),
  },
  'microsoft.network/publicipaddresses': {
    action: 'Microsoft.Network/publicIPAddresses/read',
    rows: (world) =>
      vms(world).flatMap((vm) => {
        const { publicIp } = vm
        if (publicIp === undefined) return []
        const properties = publicIpProperties(vm, publicIp.address)
        return [row(at(vm, publicIp.id), 'microsoft.network/publicipaddresses', properties)]
      }),
  },
  'microsoft.network/networksecuritygroups': {
    action: 'Microsoft.Network/networkSecurityGroups/read',
    rows: (world) =>
      [...world.estate.filters.values()]
        .filter((filter) => filter.kind === 'nsg')
        .map((nsg) => row(nsg, 'microsoft.network/networksecuritygroups', nsgProperties(world, nsg))),
  },
  'microsoft.network/virtualnetworks': {
    action: 'Microsoft.Network/virtualNetworks/read',
    rows: (world) =>
      world.estate.virtualNetworks.map((network) =>
        row(network, 'microsoft.network/virtualnetworks', networkProperties(network)),
      ),
  },
  'microsoft.network/azurefirewalls': {
    action: 'Microsoft.Network/azureFirewalls/read',
    rows: (world) =>
      vms(world).flatMap((vm) => {
        const filter = vm.filterIds.map((id) => world.estate.filters.get(id)).find((each) => each?.kind === 'firewall')
        return filter && !vm.firewall?.peered
          ? [row(filter, 'microsoft.network/azurefirewalls', firewallProperties(vm, filter))]
          : []
      }),
  },
  'microsoft.security/assessments': {
    action: 'Microsoft.Security/assessments/read',
    rows: (world) => vms(world).flatMap((vm) => jitAssessment(world, vm) ?? []),
  },
  'microsoft.resources/subscriptions': {
    action: 'Microsoft.Resources/subscriptions/read',
    rows: (world) =>
      world.estate.subscriptions.map(({ id, displayName }) => ({
        id: `/subscriptions/${id}`,
        name: displayName,
        type: 'microsoft.resources/subscriptions',
        subscriptionId: id,
        properties: { state: 'Enabled' },
      })),
  },
  'microsoft.security/pricings': {
    action: 'Microsoft.Security/pricings/read',
    rows: (world) =>
      world.estate.subscriptions.map(({ id }) => ({
        id: `/subscriptions/${id}/providers/Microsoft.Security/pricings/VirtualMachines`,
        name: 'VirtualMachines',
        subscriptionId: id,
        ...pricing({ world }, id),
        type: 'microsoft.security/pricings',
      })),
  },
}

/** Rows of every known type that the query names; of those that the caller may not read there are none. Undefined: no known type. */
export function rowsNamedIn(world: World, query: string): GraphRow[] | undefined {
  const words = query.toLowerCase()
  const named = Object.entries(tables).filter(([type]) => new RegExp(`['"]${type}['"]`).test(words))
  if (named.length === 0) return undefined
  return named.flatMap(([, { action, rows }]) => {
    if (Object.keys(world.settings.rolesIn).length > 0)
      return rows(world).filter((row) => mayDo(world.settings, action, row.id))
    return mayDo(world.settings, action, '') ? rows(world) : []
  })
}

/** Those of Resource Manager: all but the classic ones. */
function vms(world: World): Vm[] {
  return allVms(world).filter((vm) => !vm.classic)
}

function allVms(world: World): Vm[] {
  return [...world.estate.vms.values()]
}

function vmColumns(vm: Vm): object {
  return { ...vmProperties(vm), extended: { instanceView: { powerState: powerState(vm) } } }
}

function at(vm: Vm, id: string): Placed {
  const { subscriptionId, resourceGroup, location } = vm
  return { id, name: id.slice(id.lastIndexOf('/') + 1), subscriptionId, resourceGroup, location }
}

/** Resource Graph writes types and resource groups in lower case, and leaves ids as they are. */
function row(placed: Placed, type: string, properties: object, tags: object = {}): GraphRow {
  const { id, name, location, subscriptionId } = placed
  return {
    id,
    name,
    type,
    location,
    resourceGroup: placed.resourceGroup.toLowerCase(),
    subscriptionId,
    tags,
    properties,
  }
}
