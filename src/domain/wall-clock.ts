import { byMinute, kept } from '../words/kept.ts'

/** What a clock on the wall shows: the day of the week (Monday 0) and the minute of the day. */
export interface WallClock {
  readonly day: number
  readonly minute: number
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const minuteMs = 60_000
const dayMinutes = 24 * 60

/** `zone` is an IANA name, `atMs` epoch milliseconds. Right across changes of summer time. */
export function wallClock(atMs: number, zone: string): WallClock {
  return clockOf(zone)(atMs)
}

/** The moment at which the day of `atMs` began there. */
export function startOfDay(atMs: number, zone: string): number {
  const { day, minute } = wallClock(atMs, zone)
  let start = Math.floor(atMs / minuteMs) * minuteMs - minute * minuteMs
  // Where the clock was changed in between, midnight is an hour off; a day may also begin at 01:00.
  for (let i = 0; i < 8 && wallClock(start, zone).day !== day; i++) start += 30 * minuteMs
  for (let i = 0; i < 8 && wallClock(start - minuteMs, zone).day === day; i++) start -= 30 * minuteMs
  return start
}

/** Minutes from one time of the week until the other comes next on the wall; 0 if it is now. */
export function minutesUntil(from: WallClock, to: WallClock): number {
  const apart = (to.day - from.day) * dayMinutes + to.minute - from.minute
  return ((apart % (7 * dayMinutes)) + 7 * dayMinutes) % (7 * dayMinutes)
}

// Making an Intl.DateTimeFormat costs far more than using it.
const clockOf = kept(500, (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  return byMinute((atMs): WallClock => {
    const parts = format.formatToParts(atMs)
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
    return { day: weekdays.indexOf(of('weekday')), minute: Number(of('hour')) * 60 + Number(of('minute')) }
  })
})
