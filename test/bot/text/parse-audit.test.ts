import fc from 'fast-check'
import { parseAudit } from '../../../src/bot/text/parse-audit.ts'
import { anyText } from '../../any-text.ts'
import { told } from '../../told.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const read = (rest: string) => told(parseAudit(rest, now, 'Europe/Paris'))

test.each([
  ['', { subject: '', csv: false, entries: false, periodTyped: false }],
  ['30d web01', { subject: 'web01', periodTyped: true }],
  ['web01 30d', { subject: 'web01', periodTyped: true }],
  ['7d Emma Lindqvist CSV', { subject: 'Emma Lindqvist', csv: true }],
  ['**7d** csv', { subject: '', csv: true, periodTyped: true }],
  ['24h entries', { subject: '', entries: true }],
  ['7d web01 before 1763900000000.42', { subject: 'web01', turned: { before: { at: 1763900000000, seq: 42 } } }],
  ['AFTER 5.6', { subject: '', turned: { after: { at: 5, seq: 6 } } }],
  ['7d before 99999999999999999.1', { subject: 'before 99999999999999999.1' }],
  ['7d before x', { subject: 'before x' }],
])('%s', (rest, wanted) => {
  expect(read(rest)).toMatchObject(wanted)
  expect(read(rest).problem).toBeUndefined()
})

test.each([
  ['7d 30d', /Two periods/],
  ['0d web01', /1 hour to 10 years/],
  [`web01 ${'x'.repeat(500)}`, /at most 400/],
])('%.20s is refused with a sentence', (rest, why) => {
  expect(read(rest).problem).toMatch(why)
})

test('whatever is typed, there is an answer, and its numbers are whole', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 300 }), (rest) => {
      const { period, turned } = read(rest)
      expect(Number.isSafeInteger(Math.trunc(period.from))).toBe(true)
      const place = turned && ('before' in turned ? turned.before : turned.after)
      if (place) expect(place.at < 1e16 && place.seq < 1e16).toBe(true)
    }),
  )
})
