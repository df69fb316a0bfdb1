import { evaluate } from '../src/domain/access-policy/evaluate.ts'
import { membershipOf } from '../src/domain/access-policy/membership.ts'
import type { AccessPolicy, Rule } from '../src/domain/access-policy/policy.ts'
import { type PersonId, parseJitPolicyId, parsePersonId, parseVmId } from '../src/domain/ids.ts'
import type { Vm } from '../src/domain/vm.ts'

/** How long the access policy takes to decide, with a thousand rules and groups of ten thousand people, and no directory to ask. */
export interface PolicyNumbers {
  readonly rules: number
  readonly peopleInGroup: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const ruleCount = 1_000
const groupSize = 10_000
const rounds = 2_000
/** Until the engine has compiled what decides. */
const warmUp = 1_000
const tenant = '7d1c1c1e-0000-4000-8000-000000000001'

console.log(JSON.stringify(measurePolicy()))

function measurePolicy(): PolicyNumbers {
  const policy = largePolicy()
  const membership = membershipOf(policy)
  const vms = Array.from({ length: 200 }, (_, i) => machine(i))
  const took: number[] = []
  // What is worked out once for each policy is not what a decision takes.
  for (let i = -warmUp; i < rounds; i++) {
    const vm = vms.at(i % vms.length)
    if (!vm) continue
    const ask = {
      at: Date.UTC(2026, 0, 7, 12),
      requester: { id: person((Math.abs(i) * 7919) % groupSize), name: 'Somebody' },
      targets: [{ vm, ports: [{ number: 22, protocol: 'TCP' as const }] }],
      durationMs: 3_600_000,
      source: { prefix: '203.0.113.7/32' },
      reason: 'INC123456 patching',
    }
    const from = performance.now()
    evaluate(policy, ask, membership)
    if (i >= 0) took.push(performance.now() - from)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN
  return { rules: ruleCount, peopleInGroup: groupSize, p50Ms: at(0.5), p99Ms: at(0.99) }
}

function largePolicy(): AccessPolicy {
  const rules = Array.from({ length: ruleCount }, (_, i): Rule => {
    const kinds: Rule['when'][] = [
      { vm: { names: [`srv${i}*`, `*-${i}`] } },
      { vm: { tags: { team: [`team${i}`] } } },
      { vm: { resourceGroups: [`rg-${i}`] } },
      { vm: { tags: { env: ['prod'] }, names: [`srv*${i}`] } },
    ]
    return {
      name: `rule ${i}`,
      when: i < 5 ? { vm: { tags: { env: ['prod'] } } } : (kinds[i % kinds.length] ?? {}),
      requesters: [`group ${i % 10}`, 'all'],
      approvals: [{ count: 2, from: [`group ${i % 10}`, `group ${(i + 1) % 10}`] }],
      selfApproval: false,
      notify: [],
      reason: { required: true, pattern: '(INC|CHG)\\d{6}' },
    }
  })
  const people = Array.from({ length: groupSize }, (_, i) => person(i))
  const groups = Object.fromEntries(
    ['all', ...Array.from({ length: 10 }, (_, i) => `group ${i}`)].map((name) => [
      name,
      { kind: 'people', people } as const,
    ]),
  )
  return { version: 'bench', zone: 'UTC', networks: {}, groups, admins: [], auditors: [], rules }
}

function person(n: number): PersonId {
  return known(parsePersonId(tenant, `e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`))
}

function machine(n: number): Vm {
  const base = `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-${n}/providers`
  const policy = known(
    parseJitPolicyId(`${base}/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default`),
  )
  const rules = [{ number: 22, protocol: 'TCP' as const, sources: ['*'], maxDurationMs: 3 * 3_600_000 }]
  return {
    id: known(parseVmId(`${base}/Microsoft.Compute/virtualMachines/srv${n}`)),
    name: `srv${n}`,
    subscription: '11111111-1111-4111-8111-111111111111',
    resourceGroup: `rg-${n}`,
    location: 'westeurope',
    os: 'linux',
    tags: { env: 'prod', team: `team${n}` },
    jit: { kind: 'configured', covers: [{ policy, rules }] },
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a sample is not what it should be')
  return value
}
