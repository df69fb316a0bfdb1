import type { Abilities } from '../../../src/app/abilities.ts'
import { requestCard } from '../../../src/bot/cards/request-card.ts'
import { buttonsOf, cardText } from '../../../src/cli/sandbox-client.ts'
import type { Request } from '../../../src/domain/request.ts'
import { adam, emma, noon } from '../../fixtures.ts'
import { cards, requestIn } from './every-card.ts'

const nothing: Abilities = { own: false, decide: false, decided: false, close: false, sign: false }
const at = { zone: 'Europe/Paris', now: noon + 1_800_000 }

function seenBy(mine: Partial<Abilities>, request: Request) {
  const audience = mine.own ? 'requester' : 'approvers'
  return requestCard(cards, request, { ...at, audience, mine: { ...nothing, ...mine } }).card
}

test('an approver sees Approve and Deny, the requester Cancel, a bystander the state alone', () => {
  const pending = requestIn('pending')
  expect(buttonsOf(seenBy({ decide: true }, pending))).toEqual(['Approve', 'Approve with this', 'Deny'])
  expect(buttonsOf(seenBy({ own: true }, pending))).toEqual(['Cancel request'])
  const bystander = seenBy({}, pending)
  expect(buttonsOf(bystander)).toEqual([])
  expect(cardText(bystander)).toMatch(/^Waiting for approval[\s\S]*You can not decide it: that is for sre-leads/)
})

test('whoever has approved reads that, and can do it no second time', () => {
  const card = seenBy({ decided: true }, requestIn('pending'))
  expect(buttonsOf(card)).toEqual([])
  expect(cardText(card)).toMatch(/You have approved it; it waits for somebody else/)
})

test('while it is open the requester can extend and close, an approver close, a bystander nothing', () => {
  const open = requestIn('open')
  expect(buttonsOf(seenBy({ own: true, close: true }, open))).toEqual(['Extend', 'My address changed', 'Close now'])
  expect(buttonsOf(seenBy({ close: true }, open))).toEqual(['Close now'])
  expect(buttonsOf(seenBy({}, open))).toEqual([])
})

test('the card that everybody has keeps its buttons, and asks for views of those whom it concerns', () => {
  const { card } = requestCard(cards, requestIn('pending'), {
    ...at,
    audience: 'approvers',
    viewers: [emma.id, adam.id],
  })
  expect(buttonsOf(card)).toContain('Approve')
  expect(card.refresh).toMatchObject({ action: { verb: 'refresh' }, userIds: [emma.id, adam.id] })
})

test('C8 with sixty of Teams’ longest ids the largest card stays under 25 KB', () => {
  const viewers = Array.from({ length: 60 }, () => `29:${'x'.repeat(88)}`) as never[]
  for (const state of ['pending', 'open'] as const) {
    const { card } = requestCard(cards, requestIn(state, true), { ...at, audience: 'approvers', viewers })
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000)
  }
})
