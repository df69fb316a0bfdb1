import { auditRecords } from '../../src/domain/audit-record.ts'
import type { Actor, LedgerEntry, LedgerFact } from '../../src/domain/ledger-event.ts'
import { adam, emma, must, noon, pending, target } from '../fixtures.ts'

const { id } = pending()
const [web01, web02] = [target('web01').vm, target('web02').vm]

function recordOf(...told: [LedgerFact, Actor?][]) {
  const entries = told.map(
    ([fact, actor = 'bot'], n): LedgerEntry => ({
      seq: n + 1,
      event: { at: noon + n, actor, request: id, fact },
      previous: '',
      hash: '',
    }),
  )
  return must(auditRecords(entries).get(id))
}
const submitted: [LedgerFact, Actor] = [
  {
    type: 'request submitted',
    targets: [target('web01'), target('web02')],
    source: { prefix: '203.0.113.7/32' },
    durationMs: 1,
    reason: 'why not',
    rules: [],
  },
  emma,
]
const open = (vm: string, endsAt = noon + 100): [LedgerFact] => [
  { type: 'opening open', vm, ports: [3389], source: '203.0.113.7', endsAt, found: false },
]
const shut = (vm: string): [LedgerFact] => [{ type: 'opening closed', vm, why: 'expired' }]

test('who asked, who approved, which calls Azure took', () => {
  const record = recordOf(
    submitted,
    [{ type: 'approval given', groups: ['leads'] }, adam],
    [{ type: 'approval given', groups: ['leads'] }, adam],
    [{ type: 'request approved', unattended: false, approvers: [adam], rules: [] }],
    [{ type: 'opening accepted', vm: web01, correlationId: 'c1' }],
    [{ type: 'opening accepted', vm: web02 }],
  )
  expect(record).toMatchObject({ requester: emma, askedAt: noon, approvers: [adam], outcome: 'approved' })
  expect(record.calls).toEqual([{ at: noon + 4, vm: web01, correlationId: 'c1' }])
})

test('of several machines the last one shut closes it; an extended window began when it was first seen open', () => {
  const open1 = [submitted, open(web01), open(web02)] as const
  expect(recordOf(...open1, shut(web01)).outcome).toBe('open')
  expect(recordOf(...open1, shut(web01), shut(web02)).outcome).toBe('closed')
  const { windows } = recordOf(submitted, open(web01), open(web01, noon + 900))
  expect(windows).toEqual([{ vm: web01, openedAt: noon + 1, endsAt: noon + 900 }])
  const again = recordOf(submitted, open(web01), shut(web01), open(web01, noon + 900)).windows
  expect(again).toEqual([{ vm: web01, openedAt: noon + 3, endsAt: noon + 900 }])
})

test.each<[LedgerFact, Actor, object]>([
  [{ type: 'request denied', reason: 'freeze' }, adam, { outcome: 'denied', endedBy: adam, why: 'freeze' }],
  [{ type: 'request cancelled' }, emma, { outcome: 'cancelled', endedBy: emma }],
  [{ type: 'request lapsed', why: 'late' }, 'bot', { outcome: 'lapsed', why: 'late' }],
  [{ type: 'request failed', why: 'no' }, 'bot', { outcome: 'failed', why: 'no' }],
  [{ type: 'opening still open', vm: web01, why: 'x' }, 'bot', { outcome: 'not confirmed shut' }],
  [{ type: 'attempt refused', attempted: 'approve', why: 'no' }, adam, { outcome: 'waiting', approvers: [] }],
])('%j', (fact, actor, wanted) => {
  expect(recordOf(submitted, [fact, actor])).toMatchObject(wanted)
})

test('entries of a request whose beginning is not there are told as far as they go', () => {
  expect(recordOf(open(web01))).toMatchObject({ targets: [], outcome: 'open' })
})
