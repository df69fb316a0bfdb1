import type { GroupSpec, SubnetSpec, VmSpec } from './build-estate.ts'
import type { Subscription } from './estate.ts'
import type { PortRule } from './jit-policy.ts'
import type { SecurityRule } from './security-rule.ts'

export const production: Subscription = {
  id: '11111111-1111-4111-8111-111111111111',
  displayName: 'Contoso Production',
}
export const development: Subscription = {
  id: '22222222-2222-4222-8222-222222222222',
  displayName: 'Contoso Development',
}

/** Without the paid plan of Defender for Servers. */
export const trial: Subscription = {
  id: '44444444-4444-4444-8444-444444444444',
  displayName: 'Contoso Trial',
}

/** The VMs that people type by name: one of each kind that the bot must cope with. */
export function namedGroups(): GroupSpec[] {
  return [
    prod('rg-web', 'westeurope', 1, {
      nsg: 'nsg-web',
      userRules: [userAllow('allow-https', 443, '*', 310), userAllow('allow-rdp-web02', 3389, '10.1.1.5', 300)],
      vms: [
        { ...windows('web01', '10.1.1.4', '20.61.1.4'), ports: [tcp(3389, 'PT3H'), tcp(5986, 'PT3H')] },
        { ...windows('web02', '10.1.1.5', '20.61.1.5'), ports: [tcp(3389, 'PT3H'), tcp(5986, 'PT3H')] },
      ],
    }),
    {
      ...prod('rg-data', 'westeurope', 2, {
        vms: [
          { ...linux('db01', '10.2.1.4'), nicNsg: true, ports: [tcp(22, 'PT8H')] },
          { ...linux('db02', '10.2.1.5'), nicNsg: true, ports: [tcp(22, 'PT8H')] },
        ],
      }),
      shouting: true,
    },
    prod('rg-app', 'northeurope', 3, {
      nsg: 'nsg-app',
      userRules: [userAllow('allow-ssh-app03', 22, '10.3.1.6', 400)],
      vms: [
        { ...linux('app01', '10.3.1.4', '20.61.3.4'), nicNsg: true, ports: [tcp(22, 'PT3H')] },
        { ...linux('app02', '10.3.1.5', '20.61.3.5'), ports: [tcp(22, 'PT3H', '203.0.113.0/24')] },
        linux('app03', '10.3.1.6', '20.61.3.6'),
      ],
    }),
    prod('rg-vault', 'westeurope', 4, {
      vms: [{ ...linux('vault01', '10.4.1.4', '20.61.4.4'), nicNsg: true, ports: [tcp(22, 'PT3H')] }],
    }),
    prod('rg-edge', 'westeurope', 5, {
      vms: [
        {
          ...windows('jump01', '10.5.1.4'),
          firewall: { publicIp: '20.61.5.100', mappedPorts: { 3389: 13389 } },
          ports: [tcp(3389, 'PT3H')],
        },
      ],
    }),
    prod('rg-spoke', 'westeurope', 18, {
      vms: [
        {
          ...windows('jump02', '10.18.1.4'),
          firewall: { publicIp: '20.61.5.100', mappedPorts: { 3389: 13390 }, peered: true },
          ports: [tcp(3389, 'PT3H')],
        },
      ],
    }),
    prod('rg-legacy', 'westeurope', 6, { vms: [windows('legacy01', '10.6.1.4', '20.61.6.4')] }),
    prod('rg-classic', 'westeurope', 14, {
      vms: [{ ...windows('classic01', '10.14.1.4', '20.61.14.4'), classic: true }],
    }),
    prod('rg-hub', 'westeurope', 15, {
      vms: [
        {
          ...linux('behindmanager01', '10.15.1.4'),
          firewall: { publicIp: '20.61.15.100', mappedPorts: {}, managedBy: 'fwpolicy-hub' },
        },
      ],
    }),
    prod('rg-exempt', 'northeurope', 16, {
      nsg: 'nsg-exempt',
      vms: [{ ...linux('jitoff01', '10.16.1.4', '20.61.16.4'), jitOffByPolicy: true }],
    }),
    prod('rg-report', 'northeurope', 7, {
      nsg: 'nsg-report',
      vms: [{ ...windows('report01', '10.7.1.4', '20.61.7.4'), power: 'deallocated', ports: [tcp(3389, 'PT3H')] }],
    }),
    prod('rg-api-blue', 'westeurope', 8, {
      nsg: 'nsg-api-blue',
      vms: [{ ...linux('api01', '10.8.1.4', '20.61.8.4'), ports: [tcp(22, 'PT3H')] }],
    }),
    prod('rg-api-green', 'northeurope', 9, {
      nsg: 'nsg-api-green',
      vms: [{ ...linux('api01', '10.9.1.4', '20.61.9.4'), ports: [tcp(22, 'PT3H')] }],
    }),
    dev('rg-dev', 'westeurope', 10, {
      nsg: 'nsg-dev',
      userRules: [userAllow('allow-ssh-dev04', 22, '10.10.1.7', 200)],
      vms: [1, 2, 3, 4].map((n) => ({
        ...inDev(linux(`dev0${n}`, `10.10.1.${n + 3}`, `20.61.10.${n + 3}`)),
        ports: [tcp(22, 'PT12H'), tcp(443, 'PT12H')],
      })),
    }),
    dev('rg-dev-windows', 'northeurope', 11, {
      nsg: 'nsg-dev-windows',
      vms: [{ ...inDev(windows('devwin01', '10.11.1.4', '20.61.11.4')), ports: [tcp(3389, 'PT12H')] }],
    }),
    dev('rg-build', 'westeurope', 12, {
      nsg: 'nsg-build',
      userRules: [userAllow('allow-ssh', 22, '*', 300)],
      vms: [inDev(linux('build01', '10.12.1.4', '20.61.12.4'))],
    }),
    dev('rg-lab', 'westeurope', 13, {
      nsg: 'nsg-lab',
      vms: [{ ...linux('lab01', '10.13.1.4', '20.61.13.4'), tags: { team: 'research' }, ports: [tcp(22, 'PT12H')] }],
    }),
    group(trial.id, 'rg-trial', 'westeurope', 17, {
      nsg: 'nsg-trial',
      vms: [inDev(linux('noplan01', '10.17.1.4', '20.61.17.4'))],
    }),
  ]
}

function prod(name: string, location: string, net: number, subnet: Omit<SubnetSpec, 'prefix'>): GroupSpec {
  return group(production.id, name, location, net, subnet)
}

function dev(name: string, location: string, net: number, subnet: Omit<SubnetSpec, 'prefix'>): GroupSpec {
  return group(development.id, name, location, net, subnet)
}

function group(
  subscriptionId: string,
  name: string,
  location: string,
  net: number,
  subnet: Omit<SubnetSpec, 'prefix'>,
): GroupSpec {
  const subnets = [{ ...subnet, prefix: `10.${net}.1.0/24` }]
  return { name, subscriptionId, location, network: `10.${net}.0.0/16`, subnets }
}

function windows(name: string, privateIp: string, publicIp?: string): VmSpec {
  return { name, os: 'Windows', tags: { env: 'prod' }, privateIp, ...(publicIp && { publicIp }) }
}

function linux(name: string, privateIp: string, publicIp?: string): VmSpec {
  return { name, os: 'Linux', tags: { env: 'prod' }, privateIp, ...(publicIp && { publicIp }) }
}

function inDev(vm: VmSpec): VmSpec {
  return { ...vm, tags: { env: 'dev' } }
}

/** A port rule of a JIT policy. */
export function tcp(number: number, maxRequestAccessDuration: string, allowedSourceAddressPrefix = '*'): PortRule {
  return { number, protocol: 'TCP', allowedSourceAddressPrefix, maxRequestAccessDuration }
}

function userAllow(name: string, port: number, destination: string, priority: number): SecurityRule {
  return {
    name,
    priority,
    access: 'Allow',
    protocol: 'Tcp',
    sources: ['Internet'],
    destinations: [destination],
    ports: [String(port)],
  }
}
