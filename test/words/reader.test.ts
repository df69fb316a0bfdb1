import { zonedTime } from '../../src/words/clock-time.ts'
import { readerOf } from '../../src/words/reader.ts'

const otherwise = { language: 'en', zone: 'UTC', now: 0 } as const

test.each([
  ['de-AT', 'de-AT'],
  ['de_ch', 'de-CH'],
  ['en-US', 'en-US'],
  ['en-Latn-001', 'en-001'],
  ['de', 'de-DE'],
  ['en', 'en-GB'],
  ['fr-FR', 'en-GB'],
  // What a client can make up: what Intl throws on, other digits and calendars, no end of variants.
  ['de-x', 'de-DE'],
  ['de-a_b', 'de-DE'],
  ['de-aaaaaaaa', 'de-DE'],
  ['de-AT-u-nu-arab-ca-buddhist', 'de-AT'],
  ['en-US'.padEnd(300, '-x'), 'en-US'],
  ['', 'en-GB'],
])('a client in “%s” reads times as %s', (locale, read) => {
  const reader = readerOf({ locale }, otherwise)
  expect(reader.locale).toBe(read)
  expect(zonedTime(60_000, reader)).toMatch(/^(00:01|12:01 AM) \(UTC\)$/i)
})
