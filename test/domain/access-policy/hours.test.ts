import fc from 'fast-check'
import { evaluate } from '../../../src/domain/access-policy/evaluate.ts'
import { hoursText, isWithin, nextOpening } from '../../../src/domain/access-policy/hours.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { Hours } from '../../../src/domain/access-policy/policy.ts'
import { startOfDay } from '../../../src/domain/wall-clock.ts'
import { noOne } from '../../../src/words/reader.ts'
import { american, german } from '../../readers.ts'
import { ask, hour, policy, rule } from './samples.ts'

const zone = 'Europe/Paris'
const office: Hours = { days: [0, 1, 2, 3, 4], from: 8 * 60, to: 18 * 60, zone }
const night: Hours = { days: [4], from: 22 * 60, to: 6 * 60, zone }
const at = (text: string) => Date.parse(text)

test.each([
  ['Monday 08:00 in Paris', '2026-01-05T07:00:00Z', true],
  ['a second before', '2026-01-05T06:59:59Z', false],
  ['Friday 17:59:59', '2026-01-09T16:59:59Z', true],
  ['Friday 18:00', '2026-01-09T17:00:00Z', false],
  ['Saturday noon', '2026-01-10T11:00:00Z', false],
  ['Monday 08:00 in summer', '2026-07-06T06:00:00Z', true],
])('office hours: %s', (_what, when, expected) => {
  expect(isWithin(office, at(when))).toBe(expected)
})

test.each([
  ['Friday 22:00', '2026-01-09T21:00:00Z', true],
  ['Saturday 05:59', '2026-01-10T04:59:00Z', true],
  ['Saturday 06:00', '2026-01-10T05:00:00Z', false],
  ['Saturday 22:00', '2026-01-10T21:00:00Z', false],
  ['Friday 05:00, which is of Thursday', '2026-01-09T04:00:00Z', false],
])('hours over midnight: %s', (_what, when, expected) => {
  expect(isWithin(night, at(when))).toBe(expected)
})

// On 29 March 2026 a clock in Paris goes from 02:00 to 03:00, on 25 October from 03:00 back to 02:00. Both are Sundays.
const sunday = (from: number, to: number): Hours => ({ days: [6], from, to, zone })

test('hours that the clock jumps into begin when it lands; those it jumps over do not come that day', () => {
  const into = sunday(150, 210)
  expect(isWithin(into, at('2026-03-29T00:59:59Z'))).toBe(false)
  expect(isWithin(into, at('2026-03-29T01:00:00Z'))).toBe(true)
  expect(nextOpening(into, at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-29T01:00:00Z'))
  const over = sunday(135, 165)
  expect(nextOpening(over, at('2026-03-28T12:00:00Z'))).toBe(at('2026-04-05T00:15:00Z'))
})

test('hours that the clock shows twice count both times', () => {
  const twice = sunday(120, 180)
  const first = at('2026-10-25T00:30:00Z')
  expect([0, 1, 2].map((n) => isWithin(twice, first + n * hour))).toEqual([true, true, false])
  expect(nextOpening(twice, at('2026-10-24T12:00:00Z'))).toBe(at('2026-10-25T00:00:00Z'))
})

test('when they begin next: after the weekend, tonight, never', () => {
  expect(nextOpening(office, at('2026-01-09T17:00:00Z'))).toBe(at('2026-01-12T07:00:00Z'))
  expect(nextOpening(night, at('2026-01-09T12:00:00Z'))).toBe(at('2026-01-09T21:00:00Z'))
  expect(nextOpening({ ...office, days: [] }, 0)).toBeUndefined()
  // A time change lies between: the wall clock counts, not the hours that pass.
  expect(nextOpening(office, at('2026-03-27T18:00:00Z'))).toBe(at('2026-03-30T06:00:00Z'))
})

const anyHours = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
  from: fc.integer({ min: 0, max: 1439 }),
  to: fc.integer({ min: 0, max: 1440 }),
  zone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'),
})
const moments = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2026, 11, 31) })

test('the next opening is within the hours, the minute before is not, and nothing in between is', () => {
  fc.assert(
    fc.property(anyHours, moments, (hours, now) => {
      if (hours.from === hours.to || isWithin(hours, now)) return
      const next = nextOpening(hours, now)
      if (next === undefined) throw new Error('they never begin')
      expect(next).toBeGreaterThan(now)
      expect(isWithin(hours, next)).toBe(true)
      for (let i = 1; i <= 40; i++) expect(isWithin(hours, now + ((next - 1 - now) * i) / 40)).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('a day begins at midnight there, also on the days when the clock is changed', () => {
  for (const [now, start] of [
    ['2026-01-05T12:00:00Z', '2026-01-04T23:00:00Z'],
    ['2026-03-29T12:00:00Z', '2026-03-28T23:00:00Z'],
    ['2026-10-25T12:00:00Z', '2026-10-24T22:00:00Z'],
    ['2026-10-24T22:00:00Z', '2026-10-24T22:00:00Z'],
  ] as const)
    expect(new Date(startOfDay(at(now), zone)).toISOString()).toBe(new Date(at(start)).toISOString())
  // In Santiago the day of 6 September 2026 begins at 01:00.
  expect(startOfDay(at('2026-09-06T15:00:00Z'), 'America/Santiago')).toBe(at('2026-09-06T04:00:00Z'))
})

test('in words', () => {
  expect(hoursText(office, noOne)).toBe('08:00 to 18:00 on Mon to Fri (Europe/Paris)')
  expect(hoursText({ ...office, days: [4, 0] }, noOne)).toBe('08:00 to 18:00 on Mon, Fri (Europe/Paris)')
})

describe('in a decision', () => {
  const evening = at('2026-01-09T19:00:00Z')
  const decide = (hours: Hours, when: number, approvals = [{ count: 1, from: ['leads'] }]) => {
    const made = policy([rule('prod', { hours, approvals })])
    return evaluate(made, ask({ at: when }), membershipOf(made))
  }

  test('within: as the rule says', () => {
    expect(decide(office, at('2026-01-09T12:00:00Z'))).toMatchObject({
      findings: [],
      requirement: { approvals: [{ count: 1, from: ['leads'] }] },
    })
  })

  test('outside, with nobody named for it: refused, with the moment from which it is allowed', () => {
    expect(decide(office, evening).findings).toEqual([
      {
        kind: 'outside hours',
        rule: 'prod',
        hours: { days: [0, 1, 2, 3, 4], from: 480, to: 1080, zone: 'Europe/Paris' },
        zone,
        at: evening,
        next: at('2026-01-12T07:00:00Z'),
      },
    ])
  })

  test('outside, the approvals for it come on top: a rule is never laxer at night', () => {
    const outside = [{ count: 2, from: ['platform'] }]
    expect(decide({ ...office, outside }, evening)).toMatchObject({
      findings: [],
      requirement: {
        approvals: [
          { rule: 'prod', count: 1, from: ['leads'] },
          { rule: 'prod', count: 2, from: ['platform'], because: 'outside hours' },
        ],
      },
    })
    expect(decide({ ...office, outside }, evening, []).requirement.approvals).toHaveLength(1)
  })
})

test('hours are told in the words and the clock of whoever reads', () => {
  expect(hoursText(office, german)).toBe('Mo bis Fr von 08:00 bis 18:00 (Europe/Paris)')
  expect(hoursText({ ...office, days: [5, 6] }, german)).toBe('Sa, So von 08:00 bis 18:00 (Europe/Paris)')
  expect(hoursText({ ...office, days: [] }, german)).toBe('an keinem Tag von 08:00 bis 18:00 (Europe/Paris)')
  expect(hoursText(office, american)).toBe('8:00 AM to 6:00 PM on Mon to Fri (Europe/Paris)')
  expect(hoursText({ ...office, from: 0, to: 1440 }, noOne)).toBe('00:00 to 24:00 on Mon to Fri (Europe/Paris)')
  expect(hoursText({ ...office, from: 0, to: 1440 }, american)).toContain('12:00 AM to 12:00 AM')
})
