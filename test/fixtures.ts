import type { Requirement } from '../src/domain/access-policy/analysis.ts'
import { parseJitPolicyId, parsePersonId, parseVmId, requestIdFrom } from '../src/domain/ids.ts'
import { type Submission, submit } from '../src/domain/life-cycle/submit.ts'
import type { Person } from '../src/domain/person.ts'
import type { Request, Target } from '../src/domain/request.ts'

const tenant = '7d1c1c1e-0000-4000-8000-000000000001'

/** Fails loudly instead of handing on undefined. */
export function must<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('a fixture is wrong: value expected')
  return value
}

function person(name: string, digit: string): Person {
  return { id: must(parsePersonId(tenant, `${digit.repeat(8)}-0000-4000-8000-000000000001`)), name }
}

export const emma = person('Emma Lindqvist', 'e')
export const adam = person('Adam Novak', 'a')
export const aisha = person('Aisha Khan', 'b')

export function target(vmName = 'web01', ports: readonly number[] = [3389]): Target {
  const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-web'
  return {
    vm: must(parseVmId(`${group}/providers/Microsoft.Compute/virtualMachines/${vmName}`)),
    vmName,
    policy: must(
      parseJitPolicyId(`${group}/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default`),
    ),
    ports: ports.map((number) => ({ number, protocol: 'TCP' })),
  }
}

export function requirement(changes: Partial<Requirement> = {}): Requirement {
  return {
    requester: emma.id,
    rules: ['production'],
    approvals: [{ rule: 'production', count: 1, from: ['sre-leads'] }],
    selfApproval: false,
    within: { value: 4 * 3_600_000, rule: 'production' },
    maxDuration: { value: 2 * 3_600_000, rule: 'production' },
    reason: [],
    sources: [],
    notify: ['ops-approvals'],
    ...changes,
  }
}

export const noon = Date.UTC(2026, 10, 23, 12)

export function submission(changes: Partial<Submission> = {}): Submission {
  return {
    id: requestIdFrom(Uint8Array.of(1, 2, 3, 4, 5)),
    requester: emma,
    targets: [target()],
    source: { prefix: '203.0.113.7/32' },
    sourceTyped: false,
    dayBegan: noon - 12 * 3_600_000,
    durationMs: 3_600_000,
    reason: 'INC123456 patching',
    origin: { conversation: 'a:emma', personal: true },
    requirement: requirement(),
    policyVersion: 'v1',
    approvalDestinations: [{ kind: 'conversation', id: '19:ops@thread.tacv2' }],
    ...changes,
  }
}

/** A pending request of Emma's for web01, one approval needed. */
export function pending(changes: Partial<Submission> = {}): Request {
  return submit(submission(changes), noon).request
}
