import fc from 'fast-check'
import { looksLikePeriod, parsePeriod, periodWord } from '../../src/domain/period.ts'
import { told } from '../told.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const hour = 3_600_000
const read = (word: string, zone = 'Europe/Paris') => told(parsePeriod(word, now, zone))

test.each([
  ['24h', now - 24 * hour, undefined, 'last 24 hours'],
  ['1d', now - 24 * hour, undefined, 'last day'],
  ['7D', now - 7 * 24 * hour, undefined, 'last 7 days'],
  ['30days', now - 30 * 24 * hour, undefined, 'last 30 days'],
  ['2w', now - 14 * 24 * hour, undefined, 'last 2 weeks'],
  [
    '2026-11-01..2026-11-08',
    Date.parse('2026-10-31T23:00:00Z'),
    Date.parse('2026-11-08T23:00:00Z'),
    '2026-11-01..2026-11-08',
  ],
  ['2026-11-01', Date.parse('2026-10-31T23:00:00Z'), Date.parse('2026-11-01T23:00:00Z'), '2026-11-01'],
  // A day of 25 hours: summer time ends.
  ['2026-10-25', Date.parse('2026-10-24T22:00:00Z'), Date.parse('2026-10-25T23:00:00Z'), '2026-10-25'],
  ['2026-11-01..', Date.parse('2026-10-31T23:00:00Z'), undefined, '2026-11-01..'],
  [
    '2026-11-01T08:00Z..2026-11-01T09:30:05Z',
    Date.parse('2026-11-01T08:00:00Z'),
    Date.parse('2026-11-01T09:30:05Z'),
    '2026-11-01T08:00Z..2026-11-01T09:30:05Z',
  ],
])('%s', (word, from, to, text) => {
  expect(read(word)).toMatchObject({ ok: true, period: { from, ...(to === undefined ? {} : { to }), text } })
  const parsed = read(word)
  expect(parsed.ok && read(parsed.period.word)).toEqual(parsed)
  expect(looksLikePeriod(word)).toBe(true)
})

test.each([
  ['0d', /1 hour to 10 years/],
  ['99999w', /1 hour to 10 years/],
  ['2026-13-01', /no calendar/],
  ['2026-02-30..2026-03-01', /no calendar/],
  ['2026-11-08..2026-11-01', /ends before it begins/],
  ['2027-01-01..2027-01-02', /not begun/],
  ['2026-11', /no period.*such as/],
  ['7m', /no period/],
  ['1.5d', /no period/],
  [`2026-11-01${'.'.repeat(5_000)}`, /no period/],
])('%.30s is refused with what is allowed', (word, why) => {
  const parsed = read(word)
  expect(parsed).toMatchObject({ ok: false, text: expect.stringMatching(why) })
  expect(parsed.ok === false && parsed.text.length).toBeLessThan(250)
})

test('a period as a word is read back as the same, in any zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: now }),
      fc.option(fc.integer({ min: 1, max: 1e11 }), { nil: undefined }),
      fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns'),
      (from, length, zone) => {
        const period = { from, ...(length === undefined ? {} : { to: from + length }) }
        expect(read(periodWord(period), zone)).toMatchObject({ ok: true, period })
      },
    ),
  )
})
