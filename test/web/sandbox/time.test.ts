import { moment, nextTimeOfDay, sameDay, timeOfDay } from '../../../src/web/sandbox/time.ts'

const paris = 'Europe/Paris'
const at = (iso: string) => Date.parse(iso)

describe('times in the sandbox zone', () => {
  test('a time of day is that of the zone, in 24 hours', () => {
    expect(timeOfDay(at('2026-11-21T14:04:00Z'), paris)).toBe('15:04')
    expect(timeOfDay(at('2026-11-21T23:30:00Z'), paris)).toBe('00:30')
  })

  test('a moment on another day says which', () => {
    const now = at('2026-11-21T14:00:00Z')
    expect(moment(at('2026-11-21T22:59:00Z'), now, paris)).toBe('23:59')
    expect(moment(at('2026-11-21T23:00:00Z'), now, paris)).toBe('Sun 22 Nov 00:00')
    expect(sameDay(now, at('2026-11-21T23:00:00Z'), paris)).toBe(false)
  })

  test.each([
    ['in the afternoon: tomorrow', '2026-11-21T14:00:00Z', '2026-11-22T08:05:00Z'],
    ['before breakfast: today', '2026-11-21T05:00:00Z', '2026-11-21T08:05:00Z'],
    ['at 09:05 itself: tomorrow', '2026-11-21T08:05:00Z', '2026-11-22T08:05:00Z'],
    ['over the end of summer time', '2026-10-24T14:00:00Z', '2026-10-25T08:05:00Z'],
    ['over the start of summer time', '2027-03-27T14:00:00Z', '2027-03-28T07:05:00Z'],
    ['over the end of a year', '2026-12-31T20:00:00Z', '2027-01-01T08:05:00Z'],
  ])('the next 09:05, %s', (_name, now, expected) => {
    expect(new Date(nextTimeOfDay(at(now), paris, 9, 5)).toISOString()).toBe(new Date(at(expected)).toISOString())
  })
})
