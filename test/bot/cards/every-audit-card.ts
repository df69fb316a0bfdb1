import { answerCard } from '../../../src/bot/cards/answer.ts'
import { auditEntries, auditStory, auditTable, linesFitting, storyRows } from '../../../src/bot/cards/audit-cards.ts'
import type { Cards } from '../../../src/bot/cards/expand.ts'
import type { Activity } from '../../../src/domain/activity.ts'
import type { AuditRecord } from '../../../src/domain/audit-record.ts'
import type { LedgerEntry } from '../../../src/domain/ledger-event.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { noon, pending, target } from '../../fixtures.ts'

const wide = '案件🙂'.repeat(200)
const nobody = { id: pending().requester.id, name: wide }
const record: AuditRecord = {
  request: pending().id,
  requester: nobody,
  askedAt: noon,
  targets: Array.from({ length: 10 }, (_, i) => target(`${'w'.repeat(60)}${i}`, [22, 443, 3389, 5985, 5986])),
  source: { prefix: '203.0.113.0/24', network: 'office' },
  durationMs: 5_400_000,
  reason: wide,
  approvers: [nobody, nobody],
  unattended: false,
  outcome: 'denied',
  endedBy: nobody,
  why: wide,
  windows: [{ vm: target().vm, openedAt: noon, endsAt: noon + 1, closedAt: noon + 2 }],
  calls: [{ at: noon, vm: target().vm, correlationId: 'c' }],
}
const events: Activity[] = (['started', 'accepted', 'succeeded'] as const).map((status, n) => ({
  id: `${n}`,
  at: noon,
  operation: 'initiate',
  caller: wide,
  correlationId: 'c',
  resource: `/x/${wide}`,
  status,
}))
const entry: LedgerEntry = {
  seq: 4_999_999,
  event: { at: noon, actor: nobody, request: record.request, fact: { type: 'request denied', reason: wide } },
  previous: '',
  hash: '',
}
const small: LedgerEntry = { ...entry, event: { ...entry.event, fact: { type: 'request cancelled' } } }
const button = { title: 'Older', verb: 'run', data: { text: `audit ${'x'.repeat(500)} before 1763900000000.4999999` } }
const view = {
  title: `Ledger, last 7 days: ${wide.slice(0, 80)}`,
  zone: 'Europe/Paris',
  now: noon,
  notes: [wide.slice(0, 300), `Head 4999999: ${'a'.repeat(64)}`],
  buttons: [button, button, button, button],
}
const many = <T>(thing: T, count: number) => Array.from({ length: count }, () => thing)

/** What auditors see, empty and as large as it gets. */
export function everyAuditCard(cards: Cards): [string, OutgoingMessage][] {
  const story = [
    ...many({ at: noon, what: { entry } }, 9),
    ...many({ at: noon, what: { events, justification: wide } }, 9),
  ]
  const rows = storyRows(record, story, cards.reader)
  const plain = storyRows(record, many({ at: noon, what: { entry: small } }, 40), cards.reader)
  return [
    ['audit table', auditTable(cards, many(record, 8), events, many(entry, 4), view)],
    ['empty audit table', auditTable(cards, [], [], [], { ...view, notes: [], buttons: [] })],
    ['audit entries', auditEntries(cards, many(entry, 12), view)],
    ['audit story', auditStory(cards, record, rows.slice(-linesFitting(rows, rows.length)), view)],
    ['audit story of short lines', auditStory(cards, record, plain.slice(-linesFitting(plain, plain.length)), view)],
    [
      'link to a file',
      answerCard(cards, {
        title: 'Ledger as CSV',
        links: many({ title: 'Open', url: 'https://jit.example/x' }, 9),
        buttons: many(button, 9),
      }),
    ],
  ]
}
