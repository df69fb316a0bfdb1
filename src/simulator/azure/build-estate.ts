import type { Estate, Filter, Firewall, Placed, Subnet, Subscription, VirtualNetwork, Vm } from './estate.ts'
import type { JitPolicy, PolicyVm, PortRule } from './jit-policy.ts'
import type { SecurityRule } from './security-rule.ts'

/** A resource group of the estate, with one virtual network and a JIT policy `default` for its VMs that have ports. */
export type GroupSpec = {
  readonly name: string
  readonly subscriptionId: string
  readonly location: string
  /** CIDR of the virtual network. */
  readonly network: string
  readonly subnets: readonly SubnetSpec[]
  /** Write the group in capitals in the policy's VM ids, as Azure at times does. */
  readonly shouting?: boolean
}

export type SubnetSpec = {
  readonly prefix: string
  /** The name of the subnet's own network security group. */
  readonly nsg?: string
  readonly userRules?: readonly SecurityRule[]
  readonly vms: readonly VmSpec[]
}

export type VmSpec = {
  readonly name: string
  readonly os: 'Windows' | 'Linux'
  readonly tags?: Readonly<Record<string, string>>
  readonly privateIp: string
  readonly publicIp?: string
  readonly power?: 'running' | 'deallocated'
  /** Whether its NIC has a network security group of its own. */
  readonly nicNsg?: boolean
  readonly firewall?: Firewall
  readonly classic?: true
  readonly jitOffByPolicy?: true
  /** Port rules of the JIT policy; absent: not configured. */
  readonly ports?: readonly PortRule[]
}

/** Turns the specification into resources that point at one another. */
export function buildEstate(subscriptions: readonly Subscription[], groups: readonly GroupSpec[]): Estate {
  const resourceGroups = new Map<string, Placed>()
  const vms = new Map<string, Vm>()
  const filters = new Map<string, Filter>()
  const virtualNetworks: VirtualNetwork[] = []
  const policies: JitPolicy[] = []

  for (const group of groups) {
    const groupId = `/subscriptions/${group.subscriptionId}/resourceGroups/${group.name}`
    const place = (type: string, name: string): Placed => ({
      id: `${groupId}/providers/${type}/${name}`,
      name,
      subscriptionId: group.subscriptionId,
      resourceGroup: group.name,
      location: group.location,
    })
    resourceGroups.set(groupId.toLowerCase(), { ...place('', group.name), id: groupId })
    const network = place('Microsoft.Network/virtualNetworks', `vnet-${group.name.replace(/^rg-/, '')}`)
    const subnets = group.subnets.map((spec, index) => {
      const id = `${network.id}/subnets/subnet-${index + 1}`
      const subnetNsg = spec.nsg === undefined ? undefined : place('Microsoft.Network/networkSecurityGroups', spec.nsg)
      const members = spec.vms.map((vm) => buildVm(vm, id, group, place, subnetNsg?.id))
      for (const { vm, filters: own } of members) {
        vms.set(vm.id.toLowerCase(), vm)
        for (const filter of own) filters.set(filter.id.toLowerCase(), filter)
      }
      if (subnetNsg !== undefined) {
        const vmIds = members.map(({ vm }) => vm.id.toLowerCase())
        const rules = spec.userRules ?? []
        const filter: Filter = { ...subnetNsg, kind: 'nsg', userRules: rules, nicIds: [], subnetIds: [id], vmIds }
        filters.set(subnetNsg.id.toLowerCase(), filter)
      }
      return { id, name: `subnet-${index + 1}`, prefix: spec.prefix, ...(subnetNsg && { nsgId: subnetNsg.id }) }
    })
    const hasFirewall = group.subnets.some(({ vms: members }) =>
      members.some(({ firewall }) => firewall && !firewall.peered),
    )
    virtualNetworks.push({
      ...network,
      prefix: group.network,
      subnets: hasFirewall ? [...subnets, firewallSubnet(network.id, group.network)] : subnets,
    })
    const policy = buildPolicy(group, groupId)
    if (policy !== undefined) policies.push(policy)
  }
  return { subscriptions, resourceGroups, vms, filters, virtualNetworks, policies }
}

/** Azure Firewall stands in a subnet of this name, always. */
function firewallSubnet(networkId: string, prefix: string): Subnet {
  const name = 'AzureFirewallSubnet'
  return { id: `${networkId}/subnets/${name}`, name, prefix: prefix.replace('.0.0/16', '.255.0/26') }
}

function buildVm(
  spec: VmSpec,
  subnetId: string,
  group: GroupSpec,
  place: (type: string, name: string) => Placed,
  subnetNsgId: string | undefined,
): { vm: Vm; filters: Filter[] } {
  const placed = place(
    spec.classic ? 'Microsoft.ClassicCompute/virtualMachines' : 'Microsoft.Compute/virtualMachines',
    spec.name,
  )
  const nicId = place('Microsoft.Network/networkInterfaces', `${spec.name}-nic`).id
  const publicIpId = place('Microsoft.Network/publicIPAddresses', `${spec.name}-ip`).id
  const own = { userRules: [], subnetIds: [], vmIds: [placed.id.toLowerCase()] }
  const nicNsg: Filter | undefined = spec.nicNsg
    ? { ...place('Microsoft.Network/networkSecurityGroups', `${spec.name}-nsg`), kind: 'nsg', nicIds: [nicId], ...own }
    : undefined
  const firewall: Filter | undefined = spec.firewall && {
    ...place('Microsoft.Network/azureFirewalls', `fw-${spec.name}`),
    kind: 'firewall',
    nicIds: [],
    ...own,
  }
  const vm: Vm = {
    ...placed,
    os: spec.os,
    tags: spec.tags ?? {},
    power: spec.power ?? 'running',
    size: spec.os === 'Windows' ? 'Standard_D4s_v5' : 'Standard_D2s_v5',
    privateIp: spec.privateIp,
    nicId,
    subnetId,
    network: group.network,
    ...(spec.publicIp && { publicIp: { id: publicIpId, address: spec.publicIp } }),
    ...(nicNsg && { nicNsgId: nicNsg.id }),
    // From outside inwards: the firewall, the subnet, the network interface.
    filterIds: [firewall?.id, subnetNsgId, nicNsg?.id].filter((id) => id !== undefined).map((id) => id.toLowerCase()),
    ...(spec.firewall && { firewall: spec.firewall }),
    ...(spec.classic && { classic: true }),
    ...(spec.jitOffByPolicy && { jitOffByPolicy: true }),
  }
  return { vm, filters: [nicNsg, firewall].filter((filter) => filter !== undefined) }
}

function buildPolicy(group: GroupSpec, groupId: string): JitPolicy | undefined {
  const prefix = group.shouting ? groupId.replace(group.name, group.name.toUpperCase()) : groupId
  const virtualMachines = group.subnets
    .flatMap((subnet) => subnet.vms)
    .filter((vm) => vm.ports !== undefined)
    .map((vm): PolicyVm => {
      const id = `${prefix}/providers/Microsoft.Compute/virtualMachines/${vm.name}`
      return { id, ports: vm.ports ?? [], ...(vm.firewall && { publicIpAddress: vm.firewall.publicIp }) }
    })
  if (virtualMachines.length === 0) return undefined
  return {
    id: `${groupId}/providers/Microsoft.Security/locations/${group.location}/jitNetworkAccessPolicies/default`,
    name: 'default',
    subscriptionId: group.subscriptionId,
    resourceGroup: group.name,
    location: group.location,
    updatedAtMs: 0,
    virtualMachines,
  }
}
