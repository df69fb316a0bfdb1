import { kept } from '../../../words/kept.ts'

/** ISO time with the offset that the zone has at that moment, such as `2026-11-21T10:04:00.000+01:00`. */
export function localTime(epochMs: number, zone: string): string {
  const offsetMs = offsetOf(epochMs, zone)
  const wall = new Date(epochMs + offsetMs).toISOString().slice(0, -1)
  const minutes = Math.abs(offsetMs) / 60_000
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${wall}${offsetMs < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`
}

const offsets = kept(
  100,
  (zone: string) => new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }),
)

function offsetOf(epochMs: number, zone: string): number {
  const name = offsets(zone)
    .formatToParts(epochMs)
    .find((part) => part.type === 'timeZoneName')?.value
  const [, sign, hours, minutes = '0'] = /^GMT([+-])(\d{2}):?(\d{2})?/.exec(name ?? '') ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
