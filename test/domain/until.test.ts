import { readFor, readUntil } from '../../src/domain/until.ts'

// A Monday, 12:00 in Paris.
const now = Date.UTC(2026, 10, 23, 11)
const paris = (text: string) => {
  const read = readUntil(text, now, 'Europe/Paris')
  return read === undefined ? undefined : new Date(read).toISOString().slice(0, 16)
}

test.each([
  ['18:00', '2026-11-23T17:00'],
  ['9:00', '2026-11-24T08:00'],
  ['6pm', '2026-11-23T17:00'],
  ['friday 18:00', '2026-11-27T17:00'],
  ['Fri at 18:00', '2026-11-27T17:00'],
  ['friday', '2026-11-27T23:00'],
  ['monday', '2026-11-23T23:00'],
  ['monday 11:00', '2026-11-30T10:00'],
  ['today', '2026-11-23T23:00'],
  ['tomorrow 9', '2026-11-24T08:00'],
  ['2026-11-30', '2026-11-30T23:00'],
  ['2026-11-30 12:15', '2026-11-30T11:15'],
])('until %s', (text, expected) => {
  expect(paris(text)).toBe(expected)
})

test.each([
  '',
  'whenever',
  '25:00',
  '12:60',
  '13pm',
  'friday noon',
  '2026-13-40',
  '2026-11-30 12:00 x',
  'x'.repeat(9_999),
])('until %j is no time', (text) => {
  expect(paris(text)).toBeUndefined()
})

test('a date that is past is past', () => {
  expect(readUntil('2020-01-01', now, 'Europe/Paris')).toBeLessThan(now)
})

test('the wall clock counts where summer time begins or ends in between', () => {
  const october = Date.UTC(2026, 9, 24, 12)
  expect(new Date(readUntil('sunday 18:00', october, 'Europe/Paris') ?? 0).toISOString()).toBe(
    '2026-10-25T17:00:00.000Z',
  )
  const march = Date.UTC(2026, 2, 28, 12)
  expect(new Date(readUntil('sunday 18:00', march, 'Europe/Paris') ?? 0).toISOString()).toBe('2026-03-29T16:00:00.000Z')
  expect(new Date(readUntil('sunday', march, 'Europe/Paris') ?? 0).toISOString()).toBe('2026-03-29T22:00:00.000Z')
})

test('for 3d, 2 weeks, 90 min', () => {
  expect(readFor('3d', 0)).toBe(3 * 86_400_000)
  expect(readFor('2 weeks', 0)).toBe(14 * 86_400_000)
  expect(readFor('90 min', 0)).toBe(5_400_000)
  expect(readFor('ever', 0)).toBeUndefined()
})
