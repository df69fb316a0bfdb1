/** An inbound rule of a network security group (or of a firewall). Ports are `22`, `5985-5986` or `*`. */
export type SecurityRule = {
  readonly name: string
  readonly priority: number
  readonly access: 'Allow' | 'Deny'
  readonly protocol: 'Tcp' | 'Udp' | '*'
  /** Addresses, CIDRs, `*`, or the service tags `VirtualNetwork`, `Internet`, `AzureLoadBalancer`. */
  readonly sources: readonly string[]
  readonly destinations: readonly string[]
  readonly ports: readonly string[]
  readonly description?: string
}

/** The rules that every network security group ends with. */
export const defaultRules: readonly SecurityRule[] = [
  {
    name: 'AllowVnetInBound',
    description: 'Allow inbound traffic from all VMs in VNET',
    priority: 65000,
    access: 'Allow',
    protocol: '*',
    sources: ['VirtualNetwork'],
    destinations: ['VirtualNetwork'],
    ports: ['*'],
  },
  {
    name: 'AllowAzureLoadBalancerInBound',
    description: 'Allow inbound traffic from azure load balancer',
    priority: 65001,
    access: 'Allow',
    protocol: '*',
    sources: ['AzureLoadBalancer'],
    destinations: ['*'],
    ports: ['*'],
  },
  {
    name: 'DenyAllInBound',
    description: 'Deny all inbound traffic',
    priority: 65500,
    access: 'Deny',
    protocol: '*',
    sources: ['*'],
    destinations: ['*'],
    ports: ['*'],
  },
]

/** Whether `22`, `5985-5986` or `*` includes the port. */
export function portMatches(ports: string, port: number): boolean {
  if (ports === '*') return true
  const [first, last = first] = ports.split('-')
  return Number(first) <= port && port <= Number(last)
}
