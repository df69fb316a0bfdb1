import { readDuration } from './duration.ts'
import { startOfDay, wallClock } from './wall-clock.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** So far a date is looked for. */
const mostDays = 400

/** When `for 3d`, `for 2 weeks` ends. Epoch milliseconds; undefined if it is no time. */
export function readFor(text: string, now: number): number | undefined {
  const weeks = /^(\d{1,3}) ?w(?:eeks?)?$/i.exec(text.trim())
  const ms = weeks ? Number(weeks[1]) * 7 * dayMs : readDuration(text)
  return ms === undefined ? undefined : now + ms
}

/**
 * When `until friday 18:00`, `until tomorrow`, `until 2026-11-30 9:00`, `until 18:00` is, by the wall clock of `zone`; a day without a time
 * is meant to its end. Epoch milliseconds, perhaps past for a date; undefined if it is no time.
 */
export function readUntil(text: string, now: number, zone: string): number | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/\bat\b/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
  const [first = '', second, ...others] = words
  if (first === '' || others.length > 0) return undefined
  const alone = second === undefined ? minuteOf(first) : undefined
  if (alone !== undefined) {
    const today = at(now, 0, alone, zone)
    return today > now ? today : at(now, 1, alone, zone)
  }
  const minute = second === undefined ? 24 * 60 : minuteOf(second)
  if (minute === undefined) return undefined
  const days = daysUntil(first, now, zone)
  if (days === undefined) return undefined
  const moment = at(now, days, minute, zone)
  return moment <= now && weekdays.includes(first.slice(0, 3)) ? at(now, days + 7, minute, zone) : moment
}

function daysUntil(word: string, now: number, zone: string): number | undefined {
  if (word === 'today') return 0
  if (word === 'tomorrow') return 1
  if (/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?$/.test(word))
    return (weekdays.indexOf(word.slice(0, 3)) - wallClock(now, zone).day + 7) % 7
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word)) return undefined
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (word < date.format(now)) return -1
  for (let days = 0; days < mostDays; days++) if (date.format(noonOf(now, days, zone)) === word) return days
  return undefined
}

/** `18:00`, `9`, `6pm` as a minute of the day. */
function minuteOf(word: string): number | undefined {
  const [, hours = '', minutes = '0', half] = /^(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?$/.exec(word) ?? []
  if (hours === '' || Number(minutes) > 59) return undefined
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return undefined
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours)
  const minute = hour * 60 + Number(minutes)
  return minute <= 24 * 60 ? minute : undefined
}

function noonOf(now: number, days: number, zone: string): number {
  return startOfDay(now, zone) + days * dayMs + dayMs / 2
}

/** That minute of the day so many days on, also where summer time begins or ends on it. */
function at(now: number, days: number, minute: number, zone: string): number {
  const guess = startOfDay(noonOf(now, days, zone), zone) + minute * minuteMs
  const off = wallClock(guess, zone).minute - (minute % (24 * 60))
  return Math.abs(off) <= 180 ? guess - off * minuteMs : guess
}
