import { azureError } from '../../src/adapters/azure/azure-error.ts'
import { withoutSource } from '../../src/adapters/azure/never-without-source.ts'
import { whyUnreadable } from '../../src/adapters/graph/why-unreadable.ts'
import { whyNotAllowed } from '../../src/app/allowed-for.ts'
import { missingRightText } from '../../src/domain/rights/missing-right.ts'
import { en, type Words } from '../../src/words/en.ts'
import { wordsIn } from '../../src/words/language.ts'
import { noOne, readerOf } from '../../src/words/reader.ts'
import type { Text } from '../../src/words/text.ts'
import { leak, pseudo } from '../pseudo.ts'

const inBrackets = { ...noOne, words: pseudo }
const german = readerOf({ locale: 'de' }, { language: 'en', zone: 'UTC', now: 0 })
const scope = '/subscriptions/5b1b0000-0000-4000-8000-000000000001'
const named = (name: string, more: object = {}) => Object.assign(new Error('x'), { name, ...more })

const texts: [string, Text][] = [
  ['no sign-in', azureError(named('AuthenticationError'), 'read').explanation],
  ['no answer', azureError(named('AbortError'), 'read').explanation],
  ['not reached', azureError(named('Error', { code: 'ENOTFOUND' }), 'read').explanation],
  ['unreadable', azureError(named('UnreadableAnswer'), 'read').explanation],
  ['a lost connection', azureError(named('RestError'), 'initiate').explanation],
  ['something else', azureError(named('Error'), 'read').explanation],
  ['a refusal without words', azureError(named('RestError', { statusCode: 500 }), 'read').explanation],
  ['no source', withoutSource().explanation],
  ['a missing right', missingRightText({ action: 'Microsoft.Compute/virtualMachines/write', scope })],
  ['a missing right of no role', missingRightText({ action: 'Microsoft.Compute/virtualMachines/delete', scope })],
  ...[undefined, 401, 403, 404, 429, 500].map((statusCode): [string, Text] => [
    `Graph ${statusCode}`,
    whyUnreadable({ statusCode }),
  ]),
  ['Graph late', whyUnreadable({ name: 'TimeoutError' })],
  ['Graph unreadable', whyUnreadable({ name: 'UnreadableAnswer' })],
]

test.each(texts)('%s is told in words of the dictionary', (_what, text) => {
  expect(leak(text(inBrackets))).toBeUndefined()
  expect(text(german)).not.toBe(text(noOne))
})

test('what Azure said is told as it is', () => {
  const body = JSON.stringify({ error: { code: 'Conflict', message: 'Not a subset of the rule.' } })
  const error = azureError(named('RestError', { statusCode: 400, response: { bodyAsText: body } }), 'initiate')
  expect(error.explanation(german)).toBe('Not a subset of the rule.')
  expect(error.message).toBe('Not a subset of the rule.')
})

test('an address that will not do is told in German', () => {
  const allowed = {
    machines: ['web01'],
    ranges: ['office (203.0.113.0/24)'],
    prefixes: ['203.0.113.0/24'],
    narrowest: 32,
  }
  const outside = whyNotAllowed(allowed, { prefix: '198.51.100.7/32' })
  expect(outside?.(german)).toBe(
    'Die Zugriffsrichtlinie lässt Sie zu web01 nicht von 198.51.100.7 aus, sondern nur von office (203.0.113.0/24). Verbinden Sie sich mit einem dieser Netze, etwa über Ihr VPN, und sehen Sie noch einmal nach.',
  )
  expect(leak(outside?.(inBrackets) ?? '')).toBeUndefined()
  const wide = whyNotAllowed(allowed, { prefix: '203.0.113.0/25' })
  expect(wide?.(german)).toMatch(/^203\.0\.113\.0\/25 ist zu weit für web01: .* nichts Weiteres als \/32\./)
})

const areas = ['azure', 'download', 'jit', 'opened', 'shut', 'sources', 'turn', 'unread'] as const

/** Every sentence of an area, its parameters filled with numbers. */
function sentences(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  if (typeof part === 'function') return [String(part(...Array.from({ length: part.length }, (_, i) => `⟦${i}⟧`)))]
  return Object.values(part as object).flatMap(sentences)
}

test.each(areas)('German says all of “%s”, with every parameter, and not in English', (area: keyof Words) => {
  const [said, meant] = [sentences(wordsIn('de')[area]), sentences(en[area])]
  expect(said).toHaveLength(meant.length)
  said.forEach((sentence, i) => {
    expect(sentence).not.toBe(meant[i])
    expect(sentence.replace('Defender for Servers', '')).not.toMatch(
      /\b(the|is|are|by|of|for|it|and|not|can|may|which)\b|["”]/,
    )
    expect(sentence.match(/⟦\d⟧/g)?.sort()).toEqual(meant[i]?.match(/⟦\d⟧/g)?.sort())
    expect(sentence.length).toBeLessThan(1.6 * (meant[i]?.length ?? 0) + 25)
  })
})
