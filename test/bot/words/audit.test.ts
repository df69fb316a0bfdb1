import { activityText, auditRow, callerText } from '../../../src/bot/words/audit.ts'
import { type Activity, type ActivityOperation, defenderCaller } from '../../../src/domain/activity.ts'
import type { AuditOutcome, AuditRecord } from '../../../src/domain/audit-record.ts'
import { noOne } from '../../../src/words/reader.ts'
import { adam, emma, noon, pending, target } from '../../fixtures.ts'
import { leak } from '../../pseudo.ts'
import { german, pseudoReader } from '../../readers.ts'

const { id } = pending()
const vm = target('web01').vm
const record: AuditRecord = {
  request: id,
  requester: emma,
  askedAt: noon,
  targets: ['web01', 'web02', 'web03', 'web04', 'web05'].map((name) => target(name)),
  source: { prefix: '203.0.113.7/32' },
  durationMs: 3_600_000,
  reason: 'x',
  approvers: [adam],
  unattended: false,
  outcome: 'closed',
  windows: [{ vm, openedAt: noon, endsAt: noon + 1, closedAt: noon + 60_000 }],
  calls: [{ at: noon, vm, correlationId: 'c1' }],
}
const outcomes: Readonly<Record<AuditOutcome, string>> = {
  waiting: 'wartet',
  approved: 'genehmigt',
  open: 'offen',
  closed: 'geschlossen',
  'not confirmed shut': 'Schließen nicht bestätigt',
  denied: 'abgelehnt',
  cancelled: 'zurückgezogen',
  lapsed: 'verfallen',
  failed: 'gescheitert',
}
const operations: Readonly<Record<ActivityOperation, string>> = {
  initiate: 'initiate',
  'write policy': 'wrote the JIT policy',
  'delete policy': 'deleted the JIT policy',
  'write group': 'wrote the security group',
  'delete group': 'deleted the security group',
  'write rule': 'wrote the rule',
  'delete rule': 'deleted the rule',
}
const activity = (operation: ActivityOperation, caller = ''): Activity => ({
  id: operation,
  at: noon,
  operation,
  caller,
  correlationId: 'C1',
  resource: '/x/nsg-web',
  status: 'started',
})

test.each(Object.entries(outcomes) as [AuditOutcome, string][])(
  'C6 how it ended, %s, in any language',
  (outcome, said) => {
    expect(auditRow({ ...record, outcome }, [], german).state).toBe(said)
    for (const each of [record, { ...record, outcome, endedBy: adam, why: 'x', windows: [] }, bare(outcome)]) {
      const { name, state, line } = auditRow(each, [activity('initiate')], pseudoReader)
      expect([name, state, line].flatMap((text) => leak(text) ?? [])).toEqual([])
    }
  },
)

function bare(outcome: AuditOutcome): AuditRecord {
  const { requester: _, source: __, ...rest } = record
  return { ...rest, outcome, targets: [], unattended: true }
}

test.each(Object.entries(operations) as [ActivityOperation, string][])(
  'C6 what Azure did, %s, in any language',
  (operation, said) => {
    const events = [activity(operation), { ...activity(operation), status: 'succeeded' } as const]
    expect(activityText(events, noOne)).toBe(`Azure: ${said} nsg-web: started, succeeded`)
    expect(leak(activityText(events, pseudoReader))).toBeUndefined()
    for (const caller of ['', 'app-1', 'ops@contoso.example', defenderCaller])
      expect(leak(callerText([activity(operation, caller)], record, 'y', pseudoReader))).toBeUndefined()
  },
)

test('a row in German', () => {
  const { name, line } = auditRow(record, [activity('initiate')], german)
  expect(name).toBe('web01 RDP 3389, web02 RDP 3389, web03 RDP 3389 und 2 weitere · 1 h')
  expect(line).toMatch(
    / · angefragt von Emma Lindqvist .* · von 203\.0\.113\.7 · „x“ · genehmigt von Adam Novak · offen /,
  )
  expect(line).toMatch(/ · als geschlossen gesehen .* · Azure: begonnen$/)
  const { requester: _, ...unknown } = record
  expect(callerText([activity('initiate')], unknown, 'y', german)).toBe('der Bot für jemanden; Azure gegenüber: „y“')
})
