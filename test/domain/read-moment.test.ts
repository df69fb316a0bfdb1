import fc from 'fast-check'
import { readMoment } from '../../src/domain/read-moment.ts'
import { wallClock } from '../../src/domain/wall-clock.ts'

test.each([
  ['2026-11-23 10:00', 'Europe/Paris', '2026-11-23T09:00:00Z'],
  ['2026-07-01 10:00', 'Europe/Paris', '2026-07-01T08:00:00Z'],
  ['2026-01-01 00:30', 'Pacific/Auckland', '2025-12-31T11:30:00Z'],
  ['2026-01-01T23:45', 'America/Los_Angeles', '2026-01-02T07:45:00Z'],
  ['2026-06-01 9:00', 'Asia/Kathmandu', '2026-06-01T03:15:00Z'],
])('%s in %s', (text, zone, iso) => {
  expect(readMoment(text, zone)).toBe(Date.parse(iso))
})

test.each(['2026-03-29 02:30', '2026-02-30 10:00', '2026-13-01 10:00', '2026-01-01 24:00', '2026-01-01', 'noon', ''])(
  '%j is no time that a clock in Paris shows',
  (text) => expect(readMoment(text, 'Europe/Paris')).toBeUndefined(),
)

test('whatever is read is what the clock shows', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }), (date) => {
      const text = date.toISOString().slice(0, 16).replace('T', ' ')
      const at = readMoment(text, 'Australia/Lord_Howe')
      if (at === undefined) return
      expect(wallClock(at, 'Australia/Lord_Howe')).toEqual(wallClock(Date.parse(`${text.replace(' ', 'T')}Z`), 'UTC'))
    }),
  )
})
