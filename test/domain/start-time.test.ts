import fc from 'fast-check'
import { readStart } from '../../src/domain/start-time.ts'
import { momentsAt, wallDate } from '../../src/domain/wall-moment.ts'
import { told } from '../told.ts'

const day = 86_400_000
const ahead = 30 * day
const paris = 'Europe/Paris'
/** Monday 23 November 2026, 12:00 UTC: 13:00 in Paris. */
const noon = Date.UTC(2026, 10, 23, 12)

const at = (text: string, zone = paris, now = noon) => {
  const read = readStart(text, zone, now, ahead)
  return read.ok ? new Date(read.at).toISOString() : told(read.text)
}

test.each([
  ['22:00', '2026-11-23T21:00:00.000Z'],
  ['13:01', '2026-11-23T12:01:00.000Z'],
  // Past already: the next time that the clock shows it.
  ['13:00', '2026-11-24T12:00:00.000Z'],
  ['06.30', '2026-11-24T05:30:00.000Z'],
  ['tonight 23:15', '2026-11-23T22:15:00.000Z'],
  ['tomorrow 06:00', '2026-11-24T05:00:00.000Z'],
  ['TOMORROW  6am', '2026-11-24T05:00:00.000Z'],
  ['12am', '2026-11-23T23:00:00.000Z'],
  ['12 pm', '2026-11-24T11:00:00.000Z'],
  ['mon 14:00', '2026-11-23T13:00:00.000Z'],
  ['monday 12:00', '2026-11-30T11:00:00.000Z'],
  ['fri 18:00', '2026-11-27T17:00:00.000Z'],
  ['2026-11-30 06:00', '2026-11-30T05:00:00.000Z'],
])('%s is %s', (text, moment) => {
  expect(at(text)).toBe(moment)
})

test.each([
  ['', /is no time/],
  ['tomorrow', /is no time.*Write at 22:00,/],
  ['25:00', /is no time/],
  ['13pm', /is no time/],
  ['0am', /is no time/],
  ['22', /is no time/],
  ['today 10:00', /is past already \(Europe\/Paris\)/],
  ['2026-11-22 10:00', /is past already/],
  ['2026-02-30 10:00', /no day of the calendar/],
  ['2026-13-01 10:00', /no day of the calendar/],
  ['2027-01-23 10:00', /30 days from now at most/],
  ['9999-99-99 99:99', /is no time/],
  [`${'9'.repeat(10_000)}:00`, /is no time/],
])('%.30s is refused with a sentence', (text, says) => {
  expect(at(text)).toMatch(says)
})

test('where summer time skips a time there is none, and where it is shown twice it is the first', () => {
  const march = Date.UTC(2027, 2, 27, 12)
  expect(at('tomorrow 02:30', paris, march)).toMatch(/There is no 02:30 on that day in Europe\/Paris/)
  expect(at('tomorrow 03:00', paris, march)).toBe('2027-03-28T01:00:00.000Z')
  const october = Date.UTC(2026, 9, 24, 12)
  expect(at('tomorrow 02:30', paris, october)).toBe('2026-10-25T00:30:00.000Z')
  // Said after the first, it can only be the second; it is not moved to the day after in silence.
  expect(momentsAt({ year: 2026, month: 10, day: 25, minute: 150 }, paris)).toHaveLength(2)
})

const zones = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
  'America/St_Johns',
]

test('what is read shows on a clock there, is in the future and within the limit', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) }),
      fc.integer({ min: 0, max: 1_439 }),
      fc.constantFrom('', 'today ', 'tomorrow ', 'wed '),
      (zone, now, minute, when) => {
        const two = (n: number) => String(n).padStart(2, '0')
        const read = readStart(`${when}${two(Math.floor(minute / 60))}:${two(minute % 60)}`, zone, now, ahead)
        if (!read.ok) return
        expect(wallDate(read.at, zone).minute).toBe(minute)
        expect(read.at).toBeGreaterThan(now)
        expect(read.at - now).toBeLessThanOrEqual(8 * day)
      },
    ),
  )
})

test('every moment is found again by what the wall shows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 }),
      (zone, minutes) => {
        expect(momentsAt(wallDate(minutes * 60_000, zone), zone)).toContain(minutes * 60_000)
      },
    ),
  )
})
