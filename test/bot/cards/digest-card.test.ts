import { digestCard } from '../../../src/bot/cards/digest-card.ts'
import { cardText } from '../../../src/cli/sandbox-client.ts'
import { startDigest } from '../../../src/domain/digest.ts'
import { noon } from '../../fixtures.ts'
import { cardsFor, reader } from './every-card.ts'
import { digestOf } from './every-digest-card.ts'

const zone = 'Europe/Paris'
const shown = (digest: Parameters<typeof digestCard>[1], where = zone) =>
  digestCard(cardsFor({ ...reader, zone: where }), digest).card
const charts = (card: object) => JSON.stringify(card).match(/Chart\.\w+/g) ?? []

test('says in words what a client without charts can not draw', () => {
  const digest = digestOf(20)
  const card = shown({ ...digest, counts: { ...digest.counts, approved: 12, denied: 3 } })
  expect(charts(card)).toEqual(['Chart.HorizontalBar', 'Chart.VerticalBar'])
  for (const node of (card as unknown as { body: { type: string; fallback?: unknown; data?: unknown }[] }).body) {
    if (!node.type.startsWith('Chart.')) continue
    expect(node.data).toEqual(expect.arrayContaining([{ x: expect.any(String), y: expect.any(Number) }]))
    expect(JSON.stringify(node.fallback)).toMatch(/Approved by people: 12 .*Denied: 3|Sat 21 Nov: \d+ · Sun 22 Nov: 12/)
  }
})

test('has no chart where there is nothing to compare', () => {
  expect(charts(shown(startDigest(noon - 1, noon, zone).finish({ seq: 0, hash: '' })))).toEqual([])
  expect(charts(shown({ ...digestOf(1), days: [{ day: '2026-11-23', count: 1 }] }))).toEqual([])
})

test('tells times in the zone of the channel', () => {
  expect(cardText(shown(digestOf(1), 'Asia/Tokyo'))).toMatch(/Access digest, 19:00 \(Asia\/Tokyo\) to 21:00/)
})

test('tells the median, the load, what stands open, and the head', () => {
  const text = cardText(shown(digestOf(1)))
  expect(text).toMatch(/Median time to approve: 0 s\.\nOpen now: 1 window\./)
  expect(text).toMatch(/Decisions by approver\n0: 1 approved/)
  expect(text).toMatch(/Open when this was posted\nweb0 port 3389 · Emma Lindqvist · until 13:00/)
  expect(text).toMatch(/Ledger head 123456789: (ab){32}/)
  expect(cardText(shown(digestOf(400)))).toMatch(/at least 20 windows, and 20 past the end[\s\S]*and 32 more approvers/)
})
