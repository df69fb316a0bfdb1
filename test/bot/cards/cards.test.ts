import { requestCard } from '../../../src/bot/cards/request-card.ts'
import { buttonsOf, cardText } from '../../../src/cli/sandbox-client.ts'
import type { RequestState } from '../../../src/domain/request.ts'
import { languages } from '../../../src/words/languages.ts'
import { requirement } from '../../fixtures.ts'
import { cards, cardsFor, cardsIn, everyCard, reader, requestIn, states } from './every-card.ts'

const view = {}

/** Every object of a card, at any depth. */
function nodes(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(nodes)
  if (typeof node !== 'object' || node === null) return []
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(nodes)]
}

const everyCardInEveryLanguage = languages.flatMap((language) =>
  everyCard(cardsIn(language)).map(([name, message]) => [name, language, message] as const),
)

describe.each(everyCardInEveryLanguage)('C8 %s, in %s', (_name, _language, { card, summary }) => {
  const all = nodes(card)

  test('is under 25 KB, of schema 1.5, with a summary', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000)
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' })
    expect(summary.length).toBeGreaterThan(0)
  })

  test('has no template left over, no empty text, no value that is missing', () => {
    expect(JSON.stringify(card)).not.toMatch(/\$\{|\$when|\$data|undefined|NaN|\[object|Invalid Date/)
    for (const { type, text } of all) {
      if (type === 'TextRun' || type === 'TextBlock') expect(typeof text === 'string' && text.length > 0).toBe(true)
    }
  })

  test('labels every input, wraps every text and shows at most six actions', () => {
    for (const node of all) {
      if (String(node.type).startsWith('Input.'))
        expect(node).toMatchObject({ id: expect.any(String), label: expect.stringMatching(/\w/) })
      if (node.type === 'TextBlock' && node.weight !== 'bolder') expect(node.wrap).toBe(true)
      if (node.type === 'Image') expect(node.altText).toEqual(expect.any(String))
      if (Array.isArray(node.actions)) expect(node.actions.length).toBeLessThanOrEqual(6)
    }
  })
})

test.each(states)('a request that is %s shows the buttons of that state and no others', (state) => {
  const request = requestIn(state)
  const buttons = (audience: 'requester' | 'approvers') =>
    buttonsOf(requestCard(cards, request, { ...view, audience }).card)
  expect(buttons('approvers')).toEqual(
    state === 'pending' ? ['Approve', 'Approve with this', 'Deny'] : state === 'open' ? ['Close now'] : [],
  )
  const own: Partial<Record<RequestState, string[]>> = {
    pending: ['Cancel request'],
    open: ['Extend', 'My address changed', 'Close now'],
    failed: ['Retry', 'Ask again'],
    closed: ['Ask again'],
    denied: ['Ask again'],
    cancelled: ['Ask again'],
    lapsed: ['Ask again'],
  }
  expect(buttons('requester')).toEqual(own[state] ?? [])
})

test('times are in the zone of the view, with its name', () => {
  const open = requestIn('open')
  expect(cardText(requestCard(cards, open, { ...view, audience: 'requester' }).card)).toMatch(
    /^Open until 14:00 \(Europe\/Paris\)/,
  )
  expect(
    cardText(requestCard(cardsFor({ ...reader, zone: 'UTC' }), open, { ...view, audience: 'requester' }).card),
  ).toMatch(/^Open until 13:00 \(UTC\)/)
})

test('C5 a name or a rule with Markdown in it is not rendered: headings are escaped, the rest is plain text', () => {
  const request = requestIn('pending')
  const hostile = {
    ...request,
    requester: { ...request.requester, name: '[x](https://evil.example) *b* <at>Adam</at>' },
  }
  const { card } = requestCard(cards, hostile, { ...view, audience: 'approvers' })
  for (const { type, text } of nodes(card)) {
    if (type === 'TextBlock') expect(String(text)).not.toMatch(/(?<!\\)\[x(?<!\\)\]|(?<!\\)<at/)
  }
})

test('the connection is told to the requester and not to the channel', () => {
  const open = requestIn('open')
  expect(cardText(requestCard(cards, open, { ...view, audience: 'requester' }).card)).toMatch(/mstsc \/v:20\.1\.2\.3/)
  expect(cardText(requestCard(cards, open, { ...view, audience: 'approvers' }).card)).not.toMatch(/mstsc/)
})

test('two rules that demand approvals of the same group read as one demand, the larger', () => {
  const approvals = [
    { rule: 'production', count: 1, from: ['sre-leads'] },
    { rule: 'databases', count: 2, from: ['sre-leads'] },
  ]
  const request = { ...requestIn('pending'), requirement: requirement({ approvals }) }
  const text = cardText(requestCard(cards, request, { ...view, audience: 'requester' }).card)
  expect(text).toMatch(/Needs 2 approvals from sre-leads\. Lapses/)
})
