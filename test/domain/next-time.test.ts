import fc from 'fast-check'
import { lastTime, nextTime, parseZone, type Schedule } from '../../src/domain/next-time.ts'

const paris = 'Europe/Paris'
const daily = (hour: number, minute = 0): Schedule => ({ every: 'daily', hour, minute })
const at = (text: string) => Date.parse(text)
const iso = (ms: number) => new Date(ms).toISOString()

describe('the next time', () => {
  it.each([
    ['2026-11-23T07:59:59Z', daily(9), paris, '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00:00Z', daily(9), paris, '2026-11-24T08:00:00.000Z'],
    // Summer time begins on 29 March 2026 and ends on 25 October 2026.
    ['2026-03-28T08:00:00Z', daily(9), paris, '2026-03-29T07:00:00.000Z'],
    ['2026-10-24T07:00:00Z', daily(9), paris, '2026-10-25T08:00:00.000Z'],
    // 02:30 is skipped on the one day and comes twice on the other.
    ['2026-03-28T12:00:00Z', daily(2, 30), paris, '2026-03-29T01:30:00.000Z'],
    ['2026-10-24T12:00:00Z', daily(2, 30), paris, '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T00:30:00Z', daily(2, 30), paris, '2026-10-26T01:30:00.000Z'],
    ['2026-11-23T12:00:00Z', { every: 'weekly', hour: 9, minute: 0 }, paris, '2026-11-30T08:00:00.000Z'],
    ['2026-11-23T12:00:00Z', { every: 'weekly', day: 'fri', hour: 17, minute: 5 }, paris, '2026-11-27T16:05:00.000Z'],
    [
      '2026-11-23T12:00:00Z',
      { every: 'weekly', day: 'mon', hour: 9, minute: 0 },
      'Pacific/Auckland',
      '2026-11-29T20:00:00.000Z',
    ],
    ['2026-11-23T12:00:00Z', daily(9), 'Asia/Kathmandu', '2026-11-24T03:15:00.000Z'],
    // Samoa left out 30 December 2011.
    ['2011-12-29T20:00:00Z', daily(9), 'Pacific/Apia', '2011-12-30T19:00:00.000Z'],
  ] as const)('after %s, %j in %s is %s', (after, schedule, zone, expected) => {
    expect(iso(nextTime(at(after), schedule, zone))).toBe(expected)
  })

  const schedule = fc.record({
    every: fc.constantFrom('daily' as const, 'weekly' as const),
    day: fc.constantFrom('sun' as const, 'mon' as const, 'wed' as const),
    hour: fc.nat(23),
    minute: fc.nat(59),
  })
  const zone = fc.constantFrom(paris, 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Apia')
  const moment = fc.integer({ min: at('2024-01-01'), max: at('2030-01-01') })

  it('leaves no gap and no overlap: the last time until the next one is the one before it', () => {
    fc.assert(
      fc.property(moment, schedule, zone, (now, wanted, where) => {
        const next = nextTime(now, wanted, where)
        const last = lastTime(now, wanted, where)
        expect(last).toBeLessThanOrEqual(now)
        expect(next).toBeGreaterThan(now)
        expect(nextTime(last, wanted, where)).toBe(next)
        expect(lastTime(next - 1, wanted, where)).toBe(last)
        const hours = (next - last) / 3_600_000
        expect(Math.abs(hours - (wanted.every === 'daily' ? 24 : 168))).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('knows zones by their names alone', () => {
    expect(parseZone('europe/paris')).toBe(paris)
    expect(parseZone('UTC')).toBe('UTC')
    for (const text of ['Europe/Nowhere', '+02:00', '', 'mon', 'x'.repeat(99), '../etc', 'Europe/Paris\n'])
      expect(parseZone(text)).toBeUndefined()
  })
})
