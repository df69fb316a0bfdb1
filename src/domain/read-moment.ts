import { wallClock } from './wall-clock.ts'

const minuteMs = 60_000
/** No zone is further from UTC. */
const furthestMinutes = 14 * 60

/** Reads `2026-11-23 10:00` as a clock in that zone shows it; undefined where none ever does (no such day, an hour that is skipped). */
export function readMoment(text: string, zone: string): number | undefined {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d?):(\d\d)$/.exec(text.trim()) ?? []
  if (year === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
  if (new Date(asUtc).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined
  const wanted = wallClock(asUtc, 'UTC')
  for (let off = -furthestMinutes; off <= furthestMinutes; off += 15) {
    const shown = wallClock(asUtc + off * minuteMs, zone)
    if (shown.day === wanted.day && shown.minute === wanted.minute) return asUtc + off * minuteMs
  }
  return undefined
}
