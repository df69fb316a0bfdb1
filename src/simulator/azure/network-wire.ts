import type { Filter, Subnet, VirtualNetwork, Vm } from './estate.ts'
import { type Plane, rulesOf } from './jit-rules.ts'
import type { PlacedRule } from './place-rule.ts'
import type { World } from './world.ts'

/** The `properties` of each resource as ARM and Resource Graph show them. */

export function vmProperties(vm: Vm): object {
  return {
    vmId: guidOf(vm.id),
    provisioningState: 'Succeeded',
    hardwareProfile: { vmSize: vm.size },
    storageProfile: { osDisk: { osType: vm.os } },
    osProfile: { computerName: vm.name },
    networkProfile: { networkInterfaces: [{ id: vm.nicId }] },
  }
}

/** Before Resource Manager a VM had its addresses itself. */
export function classicProperties(vm: Vm): object {
  return {
    provisioningState: 'Succeeded',
    hardwareProfile: { platformGuestAgent: true, size: vm.size },
    storageProfile: { operatingSystemDisk: { operatingSystem: vm.os } },
    instanceView: {
      status: 'ReadyRole',
      powerState: vm.power === 'running' ? 'Started' : 'Stopped',
      privateIpAddress: vm.privateIp,
      publicIpAddresses: vm.publicIp ? [vm.publicIp.address] : [],
    },
  }
}

export function firewallProperties(vm: Vm, { id }: Filter): object {
  const network = vm.subnetId.slice(0, vm.subnetId.lastIndexOf('/subnets/'))
  const policy = `${id.slice(0, id.lastIndexOf('/azureFirewalls/'))}/firewallPolicies/${vm.firewall?.managedBy}`
  return {
    provisioningState: 'Succeeded',
    ipConfigurations: [{ name: 'public', properties: { subnet: { id: `${network}/subnets/AzureFirewallSubnet` } } }],
    ...(vm.firewall?.managedBy !== undefined && { firewallPolicy: { id: policy } }),
  }
}

export function powerState(vm: Vm): { code: string; level: 'Info'; displayStatus: string } {
  return { code: `PowerState/${vm.power}`, level: 'Info', displayStatus: `VM ${vm.power}` }
}

export function nicProperties(vm: Vm): object {
  return {
    provisioningState: 'Succeeded',
    ipConfigurations: [
      {
        name: 'ipconfig1',
        id: `${vm.nicId}/ipConfigurations/ipconfig1`,
        properties: {
          privateIPAddress: vm.privateIp,
          privateIPAllocationMethod: 'Dynamic',
          primary: true,
          subnet: { id: vm.subnetId },
          ...(vm.publicIp && { publicIPAddress: { id: vm.publicIp.id } }),
        },
      },
    ],
    virtualMachine: { id: vm.id },
    ...(vm.nicNsgId !== undefined && { networkSecurityGroup: { id: vm.nicNsgId } }),
  }
}

export function publicIpProperties(vm: Vm, address: string): object {
  const ipConfiguration = { id: `${vm.nicId}/ipConfigurations/ipconfig1` }
  return { provisioningState: 'Succeeded', ipAddress: address, publicIPAllocationMethod: 'Static', ipConfiguration }
}

export function nsgProperties(world: World, nsg: Filter, plane: Plane = 'configured'): object {
  const rules = rulesOf(world, nsg, plane).map((rule) => ({ rule, wire: ruleToWire(nsg, rule) }))
  return {
    provisioningState: 'Succeeded',
    securityRules: rules.filter(({ rule }) => rule.origin !== 'default').map(({ wire }) => wire),
    defaultSecurityRules: rules.filter(({ rule }) => rule.origin === 'default').map(({ wire }) => wire),
    ...(nsg.nicIds.length > 0 && { networkInterfaces: nsg.nicIds.map((id) => ({ id })) }),
    ...(nsg.subnetIds.length > 0 && { subnets: nsg.subnetIds.map((id) => ({ id })) }),
  }
}

export function networkProperties(network: VirtualNetwork): object {
  return {
    provisioningState: 'Succeeded',
    addressSpace: { addressPrefixes: [network.prefix] },
    subnets: network.subnets.map((subnet) => ({
      id: subnet.id,
      name: subnet.name,
      properties: subnetProperties(subnet),
    })),
  }
}

function subnetProperties(subnet: Subnet): object {
  const group = subnet.nsgId === undefined ? {} : { networkSecurityGroup: { id: subnet.nsgId } }
  return { provisioningState: 'Succeeded', addressPrefix: subnet.prefix, ...group }
}

/** A security rule as ARM shows it: a single prefix or port in the singular property, several in the plural. */
export function ruleToWire(nsg: Filter, rule: PlacedRule): object {
  const kind = rule.origin === 'default' ? 'defaultSecurityRules' : 'securityRules'
  return {
    name: rule.name,
    id: `${nsg.id}/${kind}/${rule.name}`,
    type: `Microsoft.Network/networkSecurityGroups/${kind}`,
    properties: {
      provisioningState: 'Succeeded',
      ...(rule.description !== undefined && { description: rule.description }),
      protocol: rule.protocol,
      access: rule.access,
      priority: rule.priority,
      direction: 'Inbound',
      sourcePortRange: '*',
      sourcePortRanges: [],
      ...oneOrMany('destinationPortRange', 'destinationPortRanges', rule.ports),
      ...oneOrMany('sourceAddressPrefix', 'sourceAddressPrefixes', rule.sources),
      ...oneOrMany('destinationAddressPrefix', 'destinationAddressPrefixes', rule.destinations),
    },
  }
}

function oneOrMany(singular: string, plural: string, values: readonly string[]): object {
  return values.length === 1 ? { [singular]: values[0], [plural]: [] } : { [plural]: values }
}

/** A stable GUID-shaped text for a resource. */
function guidOf(id: string): string {
  const hex = Buffer.from(id.toLowerCase().slice(-24)).toString('hex').padStart(32, '0').slice(-32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
