import { minutesUntil, wallClock } from '../wall-clock.ts'
import type { Hours } from './policy.ts'

const minuteMs = 60_000
const dayMinutes = 24 * 60
/** A clock is changed by two hours at most. */
const slackMinutes = 120

/** Whether a clock on the wall shows a time within these hours. `to` before `from`: they go on after midnight, into the next day. */
export function isWithin(hours: Hours, atMs: number): boolean {
  const { day, minute } = wallClock(atMs, hours.zone)
  const on = (wanted: number) => hours.days.includes((wanted + 7) % 7)
  if (hours.from < hours.to) return on(day) && minute >= hours.from && minute < hours.to
  return (on(day) && minute >= hours.from) || (on(day - 1) && minute < hours.to)
}

/** When these hours begin next, epoch milliseconds; undefined if not within three weeks (no day at all, or always in a skipped hour). */
export function nextOpening(hours: Hours, atMs: number): number | undefined {
  let from = Math.floor(atMs / minuteMs) * minuteMs
  for (let i = 0; i < 21; i++) {
    const shown = wallClock(from, hours.zone)
    const waits = hours.days.map((day) => minutesUntil(shown, { day, minute: hours.from }) || 7 * dayMinutes)
    if (waits.length === 0) return undefined
    const about = from + Math.min(...waits) * minuteMs
    // Where the clock is changed in between, the time is earlier or later than the minutes on the wall make it.
    for (let off = -slackMinutes; off <= slackMinutes; off++) {
      const candidate = about + off * minuteMs
      if (candidate > atMs && isWithin(hours, candidate) && !isWithin(hours, candidate - minuteMs)) return candidate
    }
    from = about + slackMinutes * minuteMs
  }
  return undefined
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `08:00 to 18:00 on Mon to Fri (Europe/Paris)`. */
export function hoursText({ days, from, to, zone }: Hours): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b)
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  const inRow = sorted.length > 2 && last - first === sorted.length - 1
  const on = inRow ? `${names[first]} to ${names[last]}` : sorted.map((day) => names[day]).join(', ')
  return `${clock(from)} to ${clock(to)} on ${on || 'no day'} (${zone})`
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
