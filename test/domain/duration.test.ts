import fc from 'fast-check'
import { formatDuration, isoDuration, parseDuration, readDuration } from '../../src/domain/duration.ts'
import { told } from '../told.ts'

const minutes = (n: number) => n * 60_000

describe('T2 a duration as people type it', () => {
  test.each([
    ['30m', 30],
    ['2h', 120],
    ['1h30m', 90],
    ['1h30', 90],
    ['90 min', 90],
    ['90mins', 90],
    ['1 hour', 60],
    ['PT1H', 60],
    ['pt1h30m', 90],
    ['PT5400S', 90],
    ['P1D', 1440],
    ['1.5h', 90],
    ['1,5 h', 90],
    ['0.1h', 6],
    ['2 hours 15 minutes', 135],
    ['2 hours and 15 minutes', 135],
    ['2\u00a0H', 120],
    ['1d', 1440],
    ['24h', 1440],
    ['5m', 5],
    [' 1 hr ', 60],
    ['3 hrs', 180],
  ])('%p', (text, expected) => {
    expect(parseDuration(text)).toEqual({ ok: true, ms: minutes(expected) })
  })

  test.each([
    '',
    ' ',
    '0',
    '0m',
    '-1h',
    '1x',
    '25h',
    '1d1m',
    '4m',
    '4.4m',
    '1h 1h',
    '30m 1h',
    'h',
    'P',
    'PT',
    'P1DT',
    'and',
    '1 h and',
    '1h-30m',
    '1e3m',
    'Infinity h',
    '٣h',
    '90s',
    'tomorrow',
    '9'.repeat(20_000),
  ])('refuses %.30p, naming what is allowed', (text) => {
    const parsed = told(parseDuration(text))
    expect(parsed).toEqual({ ok: false, text: expect.stringContaining('from 5 minutes to 24 hours') })
    expect(JSON.stringify(parsed).length).toBeLessThan(300)
  })

  test('a bare number asks for its unit', () => {
    expect(told(parseDuration('90'))).toEqual({ ok: false, text: expect.stringContaining('90m or 90h') })
  })

  test('parse undoes format, and the ISO form, on whole minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1440 }), (n) => {
        expect(parseDuration(formatDuration(minutes(n)))).toEqual({ ok: true, ms: minutes(n) })
        expect(parseDuration(isoDuration(minutes(n)))).toEqual({ ok: true, ms: minutes(n) })
      }),
    )
  })

  test('whatever is typed, it is within bounds or refused with a sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\dhmdpt. ]{0,12}$/)), (text) => {
        const parsed = told(parseDuration(text))
        if (parsed.ok) {
          expect(parsed.ms).toBeGreaterThanOrEqual(minutes(5))
          expect(parsed.ms).toBeLessThanOrEqual(minutes(1440))
        } else expect(parsed.text).toMatch(/\.$/)
      }),
    )
  })
})

test.each([
  [5, '5 min', 'PT5M'],
  [60, '1 h', 'PT1H'],
  [90, '1 h 30 min', 'PT1H30M'],
  [1440, '24 h', 'PT24H'],
  [0, '0 min', 'PT0S'],
])('%p minutes reads %p and %p', (n, text, iso) => {
  expect(formatDuration(minutes(n))).toBe(text)
  expect(isoDuration(minutes(n))).toBe(iso)
})

test('the reader without bounds knows days', () => {
  expect(readDuration('3 days')).toBe(minutes(3 * 1440))
  expect(readDuration('PT30S')).toBe(30_000)
  expect(readDuration('0h')).toBeUndefined()
})
