import { localTime } from '../../../../src/simulator/teams/inbound/local-time.ts'

test.each([
  ['Europe/Paris', Date.UTC(2026, 0, 15, 12), '2026-01-15T13:00:00.000+01:00'],
  ['Europe/Paris', Date.UTC(2026, 6, 15, 12), '2026-07-15T14:00:00.000+02:00'],
  ['America/New_York', Date.UTC(2026, 0, 15, 2), '2026-01-14T21:00:00.000-05:00'],
  ['Asia/Kolkata', Date.UTC(2026, 0, 15, 12), '2026-01-15T17:30:00.000+05:30'],
  ['UTC', Date.UTC(2026, 0, 15, 12), '2026-01-15T12:00:00.000+00:00'],
])('local time in %s has that zone’s offset at that moment', (zone, epochMs, expected) => {
  expect(localTime(epochMs, zone)).toBe(expected)
  expect(Date.parse(localTime(epochMs, zone))).toBe(epochMs)
})
