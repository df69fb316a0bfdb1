import type { Change } from '../src/domain/change.ts'
import { type PersonId, parseJitPolicyId, parsePersonId, parseVmId, requestIdFrom } from '../src/domain/ids.ts'
import type { LedgerEvent } from '../src/domain/ledger-event.ts'
import type { RequestEvent } from '../src/domain/life-cycle/event.ts'
import { submit } from '../src/domain/life-cycle/submit.ts'
import { transition } from '../src/domain/life-cycle/transition.ts'
import type { Person } from '../src/domain/person.ts'
import type { Request } from '../src/domain/request.ts'

export const benchTenant = '7d1c1c1e-0000-4000-8000-000000000001'
const people = 200
const machines = 4_000
const year = 365 * 86_400_000
const minute = 60_000
const hour = 60 * minute

/** A request that is over, with all that it left in the ledger. */
export interface PastRequest {
  readonly request: Request
  readonly ledger: readonly LedgerEvent[]
}

/**
 * So many requests, spread over the year before `now`, made by the life cycle itself: half of them were opened (eight entries), the
 * others denied, cancelled or lapsed (two entries). Five entries each on average, in the order of their time within a request.
 */
export function* pastRequests(count: number, now: number): Generator<PastRequest> {
  const approver = person(1, 'a')
  for (let i = 0; i < count; i++) {
    // The youngest is over for three hours.
    const at = Math.floor(now - year + (i / count) * (year - 10 * hour))
    const requester = person(i % people, 'e')
    const asked = submitted(i, requester, at)
    const requirement = asked.request.requirement
    const opened: [number, RequestEvent][] = [
      [
        at + 2 * minute + (i % 600) * 1_000,
        {
          kind: 'approve',
          by: approver,
          groups: ['leads'],
          now: { policyVersion: 'bench', requirement },
          sufficient: true,
        },
      ],
      [at + 13 * minute, { kind: 'call', target: 0, endsAt: at + 73 * minute }],
      [at + 13 * minute + 400, { kind: 'accepted', target: 0, endsAt: at + 73 * minute }],
      [at + 13 * minute + 1_600, { kind: 'seen open', target: 0, endsAt: at + 73 * minute, connection, found: false }],
      [at + 73 * minute, { kind: 'seen closed', target: 0, why: 'its time was over' }],
    ]
    const others: [number, RequestEvent][] = [
      [at + 4 * minute, { kind: 'deny', by: approver, groups: ['leads'], reason: 'not during the freeze' }],
      [at + 3 * minute, { kind: 'cancel', by: requester }],
      [at + 5 * hour, { kind: 'lapse' }],
    ]
    const other = others[(i >> 1) % others.length]
    yield lived(asked, i % 2 === 0 ? opened : other ? [other] : [])
  }
}

const connection = {
  kind: 'public',
  address: '192.0.2.10',
  os: 'linux',
  ports: [{ number: 22, reachedAt: 22 }],
} as const

function lived(asked: Change, events: readonly (readonly [number, RequestEvent])[]): PastRequest {
  let { request } = asked
  const ledger = [...asked.ledger]
  for (const [at, event] of events) {
    const outcome = transition(request, event, at)
    if (outcome.kind !== 'change') throw new Error(`a past request can not ${event.kind}`)
    request = outcome.change.request
    ledger.push(...outcome.change.ledger)
  }
  return { request, ledger }
}

function submitted(i: number, requester: Person, at: number): Change {
  const name = `srv${String(i % machines).padStart(5, '0')}`
  const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourcegroups/rg-past'
  const vm = parseVmId(`${group}/providers/microsoft.compute/virtualmachines/${name}`)
  const policy = parseJitPolicyId(
    `${group}/providers/microsoft.security/locations/westeurope/jitnetworkaccesspolicies/default`,
  )
  if (!vm || !policy) throw new Error('an id of the bench is none')
  return submit(
    {
      id: requestIdFrom(Uint8Array.of(255, i >>> 24, (i >> 16) & 255, (i >> 8) & 255, i & 255)),
      requester,
      targets: [{ vm, vmName: name, policy, ports: [{ number: 22, protocol: 'TCP' }] }],
      source: { prefix: '203.0.113.7/32' },
      sourceTyped: false,
      durationMs: hour,
      reason: `INC${String(i).padStart(6, '0')} patching`,
      origin: { conversation: `a:person-${i % people}`, personal: true },
      requirement: {
        requester: requester.id,
        rules: ['bench'],
        approvals: [{ rule: 'bench', count: 1, from: ['leads'] }],
        selfApproval: false,
        within: { value: 4 * hour, rule: 'bench' },
        maxDuration: { value: 8 * hour, rule: 'bench' },
        reason: [],
        sources: [],
        notify: ['ops-approvals'],
      },
      policyVersion: 'bench',
      dayBegan: at,
      approvalDestinations: [],
    },
    at,
  )
}

/** The bench's own people: engineers `e…` and approvers `a…`. */
function person(i: number, kind: 'e' | 'a'): Person {
  return { id: benchPerson(i, kind), name: kind === 'e' ? `Engineer ${i}` : 'Lead' }
}

function benchPerson(i: number, kind: 'e' | 'a'): PersonId {
  const id = parsePersonId(benchTenant, `${kind}0000000-0000-4000-8000-${String(i).padStart(12, '0')}`)
  if (!id) throw new Error('a person of the bench is none')
  return id
}
