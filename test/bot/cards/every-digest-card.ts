import { digestCard } from '../../../src/bot/cards/digest-card.ts'
import type { Cards } from '../../../src/bot/cards/expand.ts'
import { digestCounts, startDigest } from '../../../src/domain/digest.ts'
import { parsePersonId, requestIdFrom } from '../../../src/domain/ids.ts'
import { link } from '../../../src/domain/ledger-chain.ts'
import type { LedgerEvent, LedgerFact } from '../../../src/domain/ledger-event.ts'
import { standingOf } from '../../../src/domain/standing-windows.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { adam, emma, must, noon, pending, target } from '../../fixtures.ts'

const hour = 3_600_000
const zone = 'Europe/Paris'
const head = { seq: 123_456_789, hash: 'ab'.repeat(32) }

/** A digest of nothing, one of a quiet day, and the largest there can be. */
export function everyDigestCard(cards: Cards): [string, OutgoingMessage][] {
  const nothing = startDigest(noon - 24 * hour, noon, zone).finish({ seq: 0, hash: '' }, standingOf([], false))
  return [
    ['digest of nothing', digestCard(cards, nothing)],
    ['digest of a quiet day', digestCard(cards, digestOf(1))],
    ['digest of a week', digestCard(cards, digestOf(84))],
    ['large digest', digestCard(cards, digestOf(400))],
  ]
}

/** So many windows, one every two hours until noon, each asked for by somebody with the longest name and approved by somebody else. */
export function digestOf(windows: number) {
  const digest = startDigest(noon - windows * 2 * hour, noon, zone)
  const long = '**Wolfeschlegelsteinhausenbergerdorff** <at>x</at> '
  for (let i = 0; i < windows; i++) {
    const at = noon - (windows - i) * 2 * hour
    const request = requestIdFrom(Uint8Array.of(7, 7, 7, i >> 8, i & 255))
    const id = must(
      parsePersonId(
        '7d1c1c1e-0000-4000-8000-000000000001',
        `aaaaaaaa-0000-4000-8000-${String(i % 40).padStart(12, '0')}`,
      ),
    )
    const approver = { id, name: `${windows > 1 ? long : ''}${i % 40}` }
    const submitted = { actor: { ...emma, name: windows > 1 ? long : emma.name } }
    const tell = (fact: LedgerFact, more: Partial<LedgerEvent> = {}) =>
      digest.add(link('', 1, { at, actor: 'bot', request, fact, ...more }))
    const learnt = (fact: LedgerFact, more: Partial<LedgerEvent> = {}) =>
      digest.learn(link('', 1, { at, actor: 'bot', request, fact, ...more }))
    const asked = pending()
    const submission = { ...asked, type: 'request submitted', rules: ['production'] } as const
    const approval = { type: 'request approved', unattended: false, approvers: [approver, adam], rules: [] } as const
    tell(submission, submitted)
    learnt(submission, submitted)
    tell({ type: 'approval given', groups: ['sre-leads'] }, { actor: approver })
    tell({ ...approval, submittedAt: at - i * 60_000 })
    learnt(approval)
    tell({
      type: 'opening open',
      vm: target(`${windows > 1 ? 'a-machine-with-a-very-long-name-that-somebody-chose-' : 'web'}${i}`).vm,
      ports: windows > 1 ? [22, 443, 3389, 5985, 5986] : [3389],
      source: '203.0.113.128/25',
      endsAt: at + hour,
      found: false,
    })
  }
  const open = Array.from({ length: Math.min(windows, 40) }, (_, i) => ({
    ...pending({ targets: [target(`web${i}`)] }),
    state: 'open' as const,
    openings: [{ state: i % 2 === 0 ? ('open' as const) : ('closing' as const), attempts: 1, round: 0, endsAt: noon }],
  }))
  const made = digest.finish(head, standingOf(open, windows > 1))
  if (windows === 1) return made
  return { ...made, counts: Object.fromEntries(digestCounts.map((name) => [name, 123_456])) as typeof made.counts }
}
