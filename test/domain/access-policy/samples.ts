import type { Ask } from '../../../src/domain/access-policy/analysis.ts'
import type { Membership } from '../../../src/domain/access-policy/membership.ts'
import type { AccessPolicy, Rule } from '../../../src/domain/access-policy/policy.ts'
import { type PersonId, parseJitPolicyId, parsePersonId, parseVmId } from '../../../src/domain/ids.ts'
import type { Person } from '../../../src/domain/person.ts'
import type { PortRule, Vm } from '../../../src/domain/vm.ts'

export const hour = 3_600_000

function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a sample is not what it should be')
  return value
}

export function person(n: number, name = `Person ${n}`): Person {
  const object = `e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  return { id: sure(parsePersonId('7d1c1c1e-0000-4000-8000-000000000001', object)), name }
}

export const emma = person(1, 'Emma')
export const eva = person(2, 'Eva')
export const adam = person(3, 'Adam')
export const aisha = person(4, 'Aisha')
export const oscar = person(5, 'Oscar')

export function portRule(number: number, change: Partial<PortRule> = {}): PortRule {
  return { number, protocol: 'TCP', sources: ['*'], maxDurationMs: 24 * hour, ...change }
}

export function vm(
  name: string,
  change: Partial<Vm> = {},
  rules: readonly PortRule[] = [22, 3389].map((n) => portRule(n)),
): Vm {
  const subscription = '11111111-1111-4111-8111-111111111111'
  const group = change.resourceGroup ?? 'rg-web'
  const base = `/subscriptions/${subscription}/resourceGroups/${group}/providers`
  return {
    id: sure(parseVmId(`${base}/Microsoft.Compute/virtualMachines/${name}`)),
    name,
    subscription,
    resourceGroup: group,
    location: 'westeurope',
    os: 'windows',
    tags: { env: 'prod' },
    jit: {
      kind: 'configured',
      covers: [
        {
          policy: sure(
            parseJitPolicyId(`${base}/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default`),
          ),
          rules,
        },
      ],
    },
    ...change,
  }
}

export function rule(name: string, change: Partial<Rule> = {}): Rule {
  return {
    name,
    when: {},
    requesters: ['platform'],
    approvals: [{ count: 1, from: ['leads'] }],
    selfApproval: false,
    notify: [],
    ...change,
  }
}

export function policy(rules: readonly Rule[], change: Partial<AccessPolicy> = {}): AccessPolicy {
  const group = (...people: readonly Person[]) => ({ kind: 'people' as const, people: people.map(({ id }) => id) })
  return {
    version: 'v1',
    zone: 'UTC',
    networks: { office: ['203.0.113.0/24'], vpn: ['198.51.100.0/24'] },
    groups: {
      platform: group(emma, eva, adam, aisha),
      leads: group(adam, aisha),
      seconds: group(aisha, eva),
      empty: group(),
      emma: group(emma),
      outsiders: group(oscar),
    },
    admins: [],
    auditors: [],
    rules,
    ...change,
  }
}

export function ask(change: Partial<Ask> = {}): Ask {
  return {
    at: Date.UTC(2026, 0, 7, 12),
    requester: emma,
    targets: [{ vm: vm('web01'), ports: [{ number: 3389, protocol: 'TCP' }] }],
    durationMs: hour,
    source: { prefix: '203.0.113.7/32' },
    reason: 'INC123456 patching',
    ...change,
  }
}

/** As `base`, but that this group cannot be read. */
export function unreadable(base: Membership, group: string): Membership {
  return {
    has: (who: PersonId, name) => (name === group ? 'unknown' : base.has(who, name)),
    people: (name) => (name === group ? 'unknown' : base.people(name)),
  }
}
