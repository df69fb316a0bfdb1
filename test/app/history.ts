import fc from 'fast-check'
import { requestIdFrom } from '../../src/domain/ids.ts'
import type { LedgerEvent, LedgerFact } from '../../src/domain/ledger-event.ts'
import type { RequestEvent } from '../../src/domain/life-cycle/event.ts'
import { submit } from '../../src/domain/life-cycle/submit.ts'
import { transition } from '../../src/domain/life-cycle/transition.ts'
import { adam, aisha, emma, requirement, submission, target } from '../fixtures.ts'

const minute = 60_000
const hour = 60 * minute
const connection = { kind: 'public', address: '20.1.2.3', os: 'linux', ports: [] } as const

/** How a request ended. `early`: closed on request, so long after it opened. */
interface Story {
  readonly startMs: number
  readonly waitMs: number
  readonly by: typeof adam
  readonly end: 'denied' | 'cancelled' | 'lapsed' | 'failed' | 'expired' | 'early' | 'pending' | 'overdue'
  readonly earlyMs: number
  readonly unattended: boolean
}

const story: fc.Arbitrary<Story> = fc.record({
  // On the hour too, where periods begin and end.
  startMs: fc.oneof(
    fc.integer({ min: 0, max: 72 * hour }),
    fc.nat(72).map((h) => h * hour),
  ),
  waitMs: fc.integer({ min: 0, max: 3 * hour }),
  by: fc.constantFrom(adam, aisha),
  end: fc.constantFrom('denied', 'cancelled', 'lapsed', 'failed', 'expired', 'early', 'pending', 'overdue'),
  earlyMs: fc.integer({ min: 0, max: 10 * minute }),
  unattended: fc.boolean(),
})

/** What happens beside requests. */
const other: fc.Arbitrary<LedgerFact> = fc.constantFrom<LedgerFact[]>(
  { type: 'request refused', asked: 'web01 rdp', findings: [] },
  { type: 'attempt refused', attempted: 'approve', why: 'not allowed' },
  { type: 'policy loaded', text: '' },
  { type: 'policy not loaded', problems: [] },
  { type: 'jit configuration failed', policy: 'p', vms: [], why: 'no right' },
  { type: 'jit configured', found: false, vm: 'v', policy: 'p', before: [], after: [] },
  { type: 'source confirmed', source: { prefix: '203.0.113.7/32' } },
  { type: 'drift opened', window: { ...target(), ports: [22], sources: [], startedAt: 0, endsAt: 0 } },
)

/** A generated past of three days from `start`, made by the life cycle itself, in the order of its time. */
export function history(start: number): fc.Arbitrary<LedgerEvent[]> {
  const others = fc.tuple(fc.integer({ min: 0, max: 72 * hour }), other, fc.constantFrom('v1', 'v2', 'v3'))
  return fc
    .tuple(fc.array(story, { minLength: 10, maxLength: 40 }), fc.array(others, { maxLength: 30 }))
    .map(([stories, rest]) =>
      [
        ...stories.flatMap((each, i) => told(each, i, start)),
        ...rest.map(([at, fact, policyVersion]) => ({ at: start + at, actor: 'bot' as const, policyVersion, fact })),
      ].sort((a, b) => a.at - b.at),
    )
}

function told({ startMs, waitMs, by, end, earlyMs, unattended }: Story, i: number, start: number): LedgerEvent[] {
  const at = start + startMs
  const decidesAt = unattended ? at : at + waitMs
  const wanted = requirement(unattended ? { approvals: [] } : {})
  const id = requestIdFrom(Uint8Array.of(3, 3, 3, i >> 8, i & 255))
  let { request, ledger } = submit(submission({ id, requirement: wanted }), at)
  const happens = (when: number, event: RequestEvent) => {
    const outcome = transition(request, event, when)
    if (outcome.kind !== 'change') return
    request = outcome.change.request
    ledger = [...ledger, ...outcome.change.ledger]
  }
  if (end === 'pending') return [...ledger]
  if (end === 'cancelled') happens(decidesAt, { kind: 'cancel', by: emma })
  if (end === 'lapsed') happens(at + 30 * hour, { kind: 'lapse' })
  if (end === 'denied') happens(decidesAt, { kind: 'deny', by, groups: [], reason: 'no' })
  happens(decidesAt, {
    kind: 'approve',
    by,
    groups: ['sre-leads'],
    now: { policyVersion: 'v1', requirement: wanted },
    sufficient: true,
  })
  const endsAt = decidesAt + hour
  happens(decidesAt + minute, { kind: 'call', target: 0, endsAt })
  if (end === 'failed') happens(decidesAt + minute, { kind: 'give up', target: 0, why: 'Azure refused' })
  happens(decidesAt + minute, { kind: 'accepted', target: 0, endsAt })
  const openedAt = decidesAt + 2 * minute
  happens(openedAt, { kind: 'seen open', target: 0, endsAt, connection, found: false })
  if (end === 'early') {
    happens(openedAt + earlyMs, { kind: 'close', by: emma })
    happens(openedAt + earlyMs + 3 * minute, { kind: 'seen closed', target: 0, why: 'asked' })
  }
  if (end === 'overdue') happens(endsAt + minute, { kind: 'seen still open', target: 0, why: 'a rule', tell: true })
  happens(endsAt + 2 * minute, { kind: 'seen closed', target: 0, why: 'over' })
  return [...ledger]
}
