import { clockTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { minutesUntil, wallClock } from '../wall-clock.ts'
import type { Hours } from './policy.ts'
import type { Times } from './times.ts'

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

/** Without what is demanded at other times. */
export function timesOf({ days, from, to, zone }: Hours): Times {
  return { days, from, to, zone }
}

/** `08:00 to 18:00 on Mon to Fri (Europe/Paris)`. */
export function hoursText({ days, from, to, zone }: Times, reader: Reader): string {
  const { findings: text } = reader.words
  const sorted = [...new Set(days)].sort((a, b) => a - b)
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)]
  const name = (day: number) => text.dayNames[day] ?? ''
  const inRow = sorted.length > 2 && last - first === sorted.length - 1
  const on = inRow ? text.days(name(first), name(last)) : sorted.map(name).join(', ')
  return text.hours(wallTime(from, reader), wallTime(to, reader), on === '' ? undefined : on, zone)
}

/** As the reader writes times; the end of the day is not its beginning where both could be meant. */
function wallTime(minute: number, reader: Reader): string {
  const at = minute * minuteMs
  const shown = clockTime(at, { ...reader, zone: 'UTC', now: at })
  return minute === dayMinutes && shown.startsWith('00') ? shown.replace('00', '24') : shown
}
