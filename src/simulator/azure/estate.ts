import type { JitPolicy } from './jit-policy.ts'
import type { SecurityRule } from './security-rule.ts'

/** The simulated estate: what exists whatever JIT does. Every map is keyed by the lower-cased ARM id. */
export type Estate = {
  readonly subscriptions: readonly Subscription[]
  readonly resourceGroups: ReadonlyMap<string, ResourceGroup>
  /** Somebody may delete one. */
  readonly vms: Map<string, Vm>
  readonly filters: ReadonlyMap<string, Filter>
  readonly virtualNetworks: readonly VirtualNetwork[]
  /** The JIT policies that are there at first. */
  readonly policies: readonly JitPolicy[]
}

export type Subscription = { readonly id: string; readonly displayName: string }

/** Where a resource lives. */
export type Placed = {
  readonly id: string
  readonly name: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly location: string
}

/** `name` and `resourceGroup` are the same here. */
type ResourceGroup = Placed

export type Vm = Placed & {
  readonly os: 'Windows' | 'Linux'
  readonly tags: Readonly<Record<string, string>>
  readonly power: 'running' | 'deallocated'
  readonly size: string
  readonly privateIp: string
  readonly nicId: string
  readonly subnetId: string
  /** CIDR of the virtual network. */
  readonly network: string
  readonly publicIp?: { readonly id: string; readonly address: string }
  readonly nicNsgId?: string
  /** Lower-cased ids of the filters that an inbound packet must pass, in order. None: everything passes. */
  readonly filterIds: readonly string[]
  /** For a VM behind an Azure Firewall: the firewall's address, and its port for each port of the VM. */
  readonly firewall?: Firewall
  /** Deployed before Resource Manager: JIT can do nothing with it, and it has no network interface of its own. */
  readonly classic?: true
  /** JIT is switched off for it in the security policy. */
  readonly jitOffByPolicy?: true
}

export type Firewall = {
  readonly publicIp: string
  readonly mappedPorts: Readonly<Record<number, number>>
  /** The name of the Firewall Manager policy that holds its rules; absent: they are its own (classic) rules. */
  readonly managedBy?: string
  /** It stands in a network that is peered with the VM's, where another VM brought it along. */
  readonly peered?: true
}

/** What lets packets through or not: a network security group, or an Azure Firewall. */
export type Filter = Placed & {
  readonly kind: 'nsg' | 'firewall'
  readonly userRules: readonly SecurityRule[]
  readonly nicIds: readonly string[]
  readonly subnetIds: readonly string[]
  /** Lower-cased ids of the VMs behind it. */
  readonly vmIds: readonly string[]
}

export type VirtualNetwork = Placed & { readonly prefix: string; readonly subnets: readonly Subnet[] }

export type Subnet = { readonly id: string; readonly name: string; readonly prefix: string; readonly nsgId?: string }
