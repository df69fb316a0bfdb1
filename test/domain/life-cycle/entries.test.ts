import fc from 'fast-check'
import { requestIdFrom } from '../../../src/domain/ids.ts'
import type { LedgerFact } from '../../../src/domain/ledger-event.ts'
import type { RequestEvent } from '../../../src/domain/life-cycle/event.ts'
import { submit } from '../../../src/domain/life-cycle/submit.ts'
import { transition } from '../../../src/domain/life-cycle/transition.ts'
import { adam, aisha, emma, noon, requirement, submission, target } from '../../fixtures.ts'

const minute = 60_000
const connection = { kind: 'public', address: '20.1.2.3', os: 'linux', ports: [] } as const
const now = { policyVersion: 'v2', requirement: requirement() }

/** Only what broke the glass is reviewed, and who stands in for whom has entries of its own: both have their own tests. */
type Kind = Exclude<RequestEvent['kind'], 'review' | 'stand-ins'>

/** Every kind of event, with whoever causes it. A new kind must be added here: the table below is over all of them. */
const events: Record<Kind, fc.Arbitrary<RequestEvent>> = {
  approve: fc.record({
    kind: fc.constant('approve' as const),
    by: fc.constantFrom(adam, aisha),
    groups: fc.constant(['sre-leads']),
    now: fc.constant(now),
    sufficient: fc.boolean(),
  }),
  object: fc.constant({ kind: 'object', policyVersion: 'v2', findings: [{ kind: 'denied', rule: 'r', text: 'no' }] }),
  extended: onTarget((target) => ({
    kind: 'extended',
    target,
    by: requestIdFrom(Uint8Array.of(8, 8, 8, 8, 8)),
    endsAt: noon,
  })),
  moved: onTarget((target) => ({
    kind: 'moved',
    target,
    by: requestIdFrom(Uint8Array.of(8, 8, 8, 8, 8)),
    to: { prefix: '203.0.113.8/32' },
  })),
  deny: fc.constant({ kind: 'deny', by: adam, groups: [], reason: 'no' }),
  cancel: fc.constant({ kind: 'cancel', by: emma }),
  lapse: fc.constant({ kind: 'lapse' }),
  remind: fc.constant({ kind: 'remind' }),
  escalate: fc.constant({
    ...{ kind: 'escalate', to: [], due: [{ rule: 'production', to: ['on-call'], afterMs: minute }] },
  }),
  'give up': onTarget((target) => ({ kind: 'give up', target, why: 'Azure refused' })),
  call: onTarget((target) => ({ kind: 'call', target, endsAt: noon + 90 * minute })),
  accepted: onTarget((target) => ({ kind: 'accepted', target, endsAt: noon + 90 * minute })),
  'seen open': onTarget((target) => ({
    kind: 'seen open',
    target,
    endsAt: noon + 90 * minute,
    connection,
    found: false,
  })),
  close: fc.constant({ kind: 'close', by: emma }),
  shorten: onTarget((target) => ({ kind: 'shorten', target, endsAt: noon + 60 * minute, why: 'no right' })),
  'can not close': onTarget((target) => ({ kind: 'can not close', target, why: 'no right' })),
  'seen closed': onTarget((target) => ({ kind: 'seen closed', target, why: 'over' })),
  'seen still open': onTarget((target) => ({ kind: 'seen still open', target, why: 'a rule', tell: true })),
  warn: fc.constant({ kind: 'warn' }),
  retry: fc.constant({ kind: 'retry', by: emma, now }),
}

function onTarget(made: (target: number) => RequestEvent): fc.Arbitrary<RequestEvent> {
  return fc.nat(1).map(made)
}

/** What a path through the life of a request must have told, by the event that changed it. */
const tells: Record<Kind, readonly LedgerFact['type'][]> = {
  approve: ['approval given'],
  deny: ['request denied'],
  object: ['policy became stricter'],
  cancel: ['request cancelled'],
  lapse: ['request lapsed'],
  remind: ['reminder sent'],
  escalate: ['request escalated'],
  'give up': ['opening failed'],
  call: ['opening called'],
  accepted: ['opening accepted'],
  'seen open': ['opening open'],
  close: ['closing asked'],
  shorten: ['closing delayed'],
  'can not close': ['closing delayed'],
  'seen closed': ['opening closed'],
  'seen still open': ['opening still open'],
  extended: ['opening extended'],
  moved: ['address changed'],
  warn: ['notice sent'],
  retry: ['request retried'],
}
const ends: Partial<Record<string, LedgerFact['type']>> = { closed: 'request closed', failed: 'request failed' }

test('L1 every change on every path leaves its entry, with time, request, who did it and the policy version', () => {
  const changed = new Map<string, number>()
  const property = fc.property(
    fc.array(fc.oneof(...Object.values(events)), { minLength: 5, maxLength: 40 }),
    fc.boolean(),
    (path, unattended) => {
      const asked = submission({
        targets: [target('web01'), target('web02')],
        requirement: requirement({ remind: [2 * minute], ...(unattended ? { approvals: [] } : {}) }),
      })
      let { request, ledger } = submit(asked, noon)
      expect(ledger.map(({ fact }) => fact.type)).toEqual(
        unattended ? ['request submitted', 'request approved'] : ['request submitted'],
      )
      let at = noon
      for (const event of path) {
        at += event.kind === 'lapse' ? 5 * 60 * minute : minute
        const outcome = transition(request, event, at)
        if (outcome.kind !== 'change') continue
        const before = request
        ;({ request, ledger } = outcome.change)
        changed.set(event.kind, (changed.get(event.kind) ?? 0) + 1)
        const types = ledger.map(({ fact }) => fact.type)
        expect(types).toEqual(expect.arrayContaining([...tells[event.kind as Kind]]))
        const end = request.state === before.state ? undefined : ends[request.state]
        if (end) expect(types).toContain(end)
        if (event.kind === 'approve' && event.sufficient) expect(types).toContain('request approved')
        for (const entry of ledger) {
          const by = 'by' in event && typeof event.by === 'object' ? event.by : 'bot'
          const actor = entry.fact.type === 'request closed' || entry.fact.type === 'request failed' ? 'bot' : by
          expect(entry).toMatchObject({ at, request: request.id, policyVersion: request.policyVersion, actor })
        }
      }
    },
  )
  // Some events change something on few paths: more of them are tried until each did.
  for (let round = 0; round < 5 && changed.size < Object.keys(events).length; round++)
    fc.assert(property, { numRuns: 500 })
  expect([...changed.keys()].sort()).toEqual(Object.keys(events).sort())
})
