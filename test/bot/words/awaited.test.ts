import { noticeCard } from '../../../src/bot/cards/notice.ts'
import { awaitedTexts } from '../../../src/bot/words/awaited.ts'
import type { Awaited } from '../../../src/domain/request.ts'
import { noOne } from '../../../src/words/reader.ts'
import { noon, pending } from '../../fixtures.ts'
import { cards, requestIn } from '../cards/every-card.ts'

const line = (changes: Partial<Awaited>) =>
  awaitedTexts(
    {
      ...pending(),
      awaited: [{ rule: 'a', count: 2, from: ['leads'], given: [], could: [], others: 0, ...changes }],
    },
    noOne,
  )[0]

test.each([
  [{ could: ['Adam', 'Aisha'] }, 'leads: 0 of 2, Adam or Aisha can still approve'],
  [{ given: ['Adam'], could: ['Aisha', 'Omar'] }, 'leads: 1 of 2, Adam approved, Aisha or Omar can still approve'],
  [{ could: ['Adam'], others: 9 }, 'leads: 0 of 2, Adam or 9 others can still approve'],
  [{ could: ['Adam'], others: 1 }, 'leads: 0 of 2, Adam or one other can still approve'],
  [{ others: 5 }, 'leads: 0 of 2, 5 people can still approve'],
  [{ others: 1 }, 'leads: 0 of 2, one person can still approve'],
  [
    { others: 1, unread: true },
    'leads: 0 of 2, one person can still approve (a group can not be read right now: there may be more)',
  ],
  [{}, 'leads: 0 of 2, nobody else can approve'],
  [{ given: ['Adam', 'Aisha', 'Omar'] }, 'leads: 2 of 2, Adam, Aisha and Omar approved ✔'],
] as const)('%j is “%s”', (changes, text) => {
  expect(line(changes)).toBe(text)
})

test('a request of an older version has no list; of demands on the same groups the largest is told', () => {
  expect(awaitedTexts(pending(), noOne)).toEqual([])
  const each = { rule: 'a', from: ['leads'], given: [], could: ['Adam'], others: 0 }
  const awaited = [
    { ...each, count: 1 },
    { ...each, count: 2 },
  ]
  expect(awaitedTexts({ ...pending(), awaited }, noOne)).toEqual(['leads: 0 of 2, Adam can still approve'])
})

test('nobody is reminded of what is decided, nor told of a start that has begun', () => {
  const view = {}
  expect(noticeCard(cards, requestIn('approved'), 'reminder', view)).toBeUndefined()
  expect(noticeCard(cards, requestIn('approved'), 'approved', view)).toBeUndefined()
  expect(noticeCard(cards, { ...requestIn('approved'), startsAt: noon }, 'approved', view)).toBeUndefined()
})
