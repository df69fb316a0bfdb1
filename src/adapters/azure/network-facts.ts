import { type NsgId, parseNsgId } from '../../domain/ids.ts'
import type { VmInterface } from '../../domain/vm.ts'
import { at, optionalList, optionalText, textAt, UnreadableAnswer } from './wire.ts'

/** What is known of one network interface, by lower-cased ids. */
interface Interface {
  readonly primary: boolean
  readonly nsg?: NsgId
  readonly subnets: readonly string[]
  readonly privateAddress?: string
  readonly publicAddressIds: readonly string[]
}

/** What Resource Graph told of the network; filled row by row, since the rows themselves are large. */
export interface NetworkFacts {
  readonly interfaces: Map<string, Interface>
  /** IPv4 by the id of the public address resource. */
  readonly publicAddresses: Map<string, string>
  /** By the id of the subnet: the security group that guards it, and whether its network has an Azure Firewall. */
  readonly subnets: Map<string, { readonly nsg?: NsgId; readonly hasFirewall: boolean }>
  /** Ids of the networks whose Azure Firewall has its rules from a Firewall Manager policy. */
  readonly managed: Set<string>
}

/** What is said of one VM's place in the network. `guarded` undefined: part of it cannot be seen, so that nothing can be said. */
export interface NetworkPlace {
  readonly privateAddress?: string
  readonly publicAddress?: string
  readonly interfaces?: readonly VmInterface[]
  readonly guarded: boolean | undefined
  /** Whether an Azure Firewall stands before it whose rules are not its own, so that JIT cannot write them. */
  readonly managedFirewall: boolean
  /** Whether an Azure Firewall stands in its own network; undefined: that cannot be seen. */
  readonly ownFirewall: boolean | undefined
}

/** Azure Firewall stands in a subnet of this name, always. */
const firewallSubnet = 'azurefirewallsubnet'

export function noFacts(): NetworkFacts {
  return { interfaces: new Map(), publicAddresses: new Map(), subnets: new Map(), managed: new Set() }
}

/** Keeps what is needed of a row of `microsoft.network/networkinterfaces`. Throws `UnreadableAnswer`. */
export function learnInterface({ interfaces }: NetworkFacts, row: unknown): void {
  const configurations = optionalList(row, 'properties', 'ipConfigurations')
  const sorted = configurations.toSorted((a, b) => Number(isPrimary(b)) - Number(isPrimary(a)))
  const texts = (...keys: string[]) => sorted.flatMap((each) => optionalText(each, 'properties', ...keys) ?? [])
  const [privateAddress] = texts('privateIPAddress').filter(isIpv4)
  interfaces.set(textAt(row, 'id').toLowerCase(), {
    primary: at(row, 'properties', 'primary') !== false,
    ...nsgOf(row),
    subnets: texts('subnet', 'id').map((id) => id.toLowerCase()),
    publicAddressIds: texts('publicIPAddress', 'id').map((id) => id.toLowerCase()),
    ...(privateAddress === undefined ? {} : { privateAddress }),
  })
}

/** Keeps what is needed of a row of `microsoft.network/publicipaddresses`. Throws `UnreadableAnswer`. */
export function learnPublicAddress({ publicAddresses }: NetworkFacts, row: unknown): void {
  const address = optionalText(row, 'properties', 'ipAddress')
  if (address !== undefined && isIpv4(address)) publicAddresses.set(textAt(row, 'id').toLowerCase(), address)
}

/** Keeps what is needed of a row of `microsoft.network/virtualnetworks`. Throws `UnreadableAnswer`. */
export function learnNetwork({ subnets }: NetworkFacts, row: unknown): void {
  const all = optionalList(row, 'properties', 'subnets')
  const hasFirewall = all.some((subnet) => optionalText(subnet, 'name')?.toLowerCase() === firewallSubnet)
  for (const subnet of all) {
    subnets.set(textAt(subnet, 'id').toLowerCase(), { ...nsgOf(subnet), hasFirewall })
  }
}

/** Keeps what is needed of a row of `microsoft.network/azurefirewalls`. Throws `UnreadableAnswer`. */
export function learnFirewall({ managed }: NetworkFacts, row: unknown): void {
  if (at(row, 'properties', 'firewallPolicy', 'id') === undefined) return
  for (const configuration of optionalList(row, 'properties', 'ipConfigurations')) {
    const subnet = optionalText(configuration, 'properties', 'subnet', 'id')
    if (subnet !== undefined) managed.add(networkOf(subnet.toLowerCase()))
  }
}

/** The id of the network that a subnet is part of. */
export function networkOf(subnetId: string): string {
  return subnetId.split('/subnets/')[0] ?? ''
}

/** Where a VM with these network interfaces is reached, and whether JIT has anything there to work with. */
export function placeOfVm(facts: NetworkFacts, interfaceIds: readonly string[]): NetworkPlace {
  const seen = interfaceIds.flatMap((id) => facts.interfaces.get(id) ?? [])
  const sorted = seen.toSorted((a, b) => Number(b.primary) - Number(a.primary))
  const [privateAddress] = sorted.flatMap((nic) => nic.privateAddress ?? [])
  const [publicAddress] = sorted.flatMap((nic) =>
    nic.publicAddressIds.flatMap((id) => facts.publicAddresses.get(id) ?? []),
  )
  const subnets = seen.flatMap((nic) => nic.subnets.map((id) => facts.subnets.get(id)))
  const isGuarded = seen.some((nic) => nic.nsg) || subnets.some((subnet) => subnet?.nsg || subnet?.hasFirewall)
  // Resource Graph leaves out what the bot may not read, without a word.
  const seesAll = seen.length > 0 && seen.length === interfaceIds.length && !subnets.includes(undefined)
  return {
    ...(privateAddress === undefined ? {} : { privateAddress }),
    ...(publicAddress === undefined ? {} : { publicAddress }),
    ...(seesAll ? { interfaces: sorted.flatMap((nic) => interfaceOf(facts, nic)) } : {}),
    guarded: isGuarded || (seesAll ? false : undefined),
    ownFirewall: subnets.some((subnet) => subnet?.hasFirewall) || (seesAll ? false : undefined),
    managedFirewall: seen.some((nic) => nic.subnets.some((id) => facts.managed.has(networkOf(id)))),
  }
}

function interfaceOf({ subnets }: NetworkFacts, { privateAddress, nsg, subnets: ids }: Interface): VmInterface[] {
  if (privateAddress === undefined) return [] // IPv6 alone: JIT has no part in it
  const groups = [...ids.map((id) => subnets.get(id)?.nsg), nsg].filter((group) => group !== undefined)
  return [{ address: privateAddress, securityGroups: [...new Set(groups)] }]
}

function nsgOf(resource: unknown): { readonly nsg?: NsgId } {
  const text = optionalText(resource, 'properties', 'networkSecurityGroup', 'id')
  if (text === undefined) return {}
  const nsg = parseNsgId(text)
  if (nsg === undefined) throw new UnreadableAnswer('networkSecurityGroup.id is not the id of a security group')
  return { nsg }
}

function isPrimary(configuration: unknown): boolean {
  return at(configuration, 'properties', 'primary') === true
}

function isIpv4(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text)
}
