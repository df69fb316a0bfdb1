import type { GroupSpec, VmSpec } from './build-estate.ts'
import { development, production, tcp } from './named-vms.ts'

export const maxGeneratedVms = 100_000

const groupCount = 40
const vmsPerSubnet = 250

/** `count` VMs `srv00001`… spread over forty resource groups, four in five of them configured. */
export function generatedGroups(count: number): GroupSpec[] {
  const groups = Array.from({ length: groupCount }, (_, index) => ({
    name: `rg-srv-${String(index + 1).padStart(2, '0')}`,
    subscriptionId: index % 2 === 0 ? production.id : development.id,
    location: index % 4 < 2 ? 'westeurope' : 'northeurope',
    network: `10.${100 + index}.0.0/16`,
    vms: [] as VmSpec[],
  }))
  for (let n = 1; n <= count; n++) {
    const index = (n - 1) % groupCount
    const group = groups[index]
    if (group !== undefined) group.vms.push(generatedVm(n, index, group.vms.length))
  }
  return groups
    .filter((group) => group.vms.length > 0)
    .map(({ vms, ...group }, index) => ({
      ...group,
      subnets: Array.from({ length: Math.ceil(vms.length / vmsPerSubnet) }, (_, part) => ({
        prefix: `10.${100 + index}.${part}.0/24`,
        nsg: `nsg-${group.name.slice(3)}-${part + 1}`,
        vms: vms.slice(part * vmsPerSubnet, (part + 1) * vmsPerSubnet),
      })),
    }))
}

function generatedVm(n: number, group: number, position: number): VmSpec {
  const windows = n % 3 === 0
  // Not n % 5: forty is a multiple of five, so whole groups would be left out.
  const configured = (n + position) % 5 !== 0
  return {
    name: `srv${String(n).padStart(5, '0')}`,
    os: windows ? 'Windows' : 'Linux',
    tags: { env: group % 2 === 0 ? 'prod' : 'dev' },
    // Azure keeps the first four addresses of a subnet.
    privateIp: `10.${100 + group}.${Math.floor(position / vmsPerSubnet)}.${4 + (position % vmsPerSubnet)}`,
    ...(configured && { ports: [tcp(windows ? 3389 : 22, 'PT8H')] }),
  }
}
