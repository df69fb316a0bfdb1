import { kept } from '../words/kept.ts'

/** In the order of `Date.getUTCDay`. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

/** A wall clock's time, every day or on one day of the week; absent `day`: Monday. */
export interface Schedule {
  readonly every: 'daily' | 'weekly'
  readonly day?: Weekday
  readonly hour: number
  readonly minute: number
}

const dayMs = 86_400_000

/** The next moment after `afterMs` that a clock in `zone` shows the scheduled time. Epoch milliseconds; right across changes of summer time. */
export function nextTime(afterMs: number, schedule: Schedule, zone: string): number {
  return nearest(afterMs, schedule, zone, 1, (moment) => moment > afterMs)
}

/** The last such moment that is not after `untilMs`. */
export function lastTime(untilMs: number, schedule: Schedule, zone: string): number {
  return nearest(untilMs, schedule, zone, -1, (moment) => moment <= untilMs)
}

function nearest(
  fromMs: number,
  { every, day = 'mon', hour, minute }: Schedule,
  zone: string,
  step: 1 | -1,
  fits: (moment: number) => boolean,
): number {
  const midnight = Math.floor((fromMs + offset(fromMs, zone)) / dayMs) * dayMs
  // A week and a day, and one more for a time that summer time moves over midnight.
  for (let i = -1; i <= 9; i++) {
    const date = midnight + i * step * dayMs
    if (every === 'weekly' && weekdays[new Date(date).getUTCDay()] !== day) continue
    const moment = momentOf(date + (hour * 60 + minute) * 60_000, zone)
    if (fits(moment)) return moment
  }
  throw new RangeError(`no ${every} time near ${fromMs} in ${zone}`)
}

/** When a clock in `zone` shows what `wall` shows in UTC: the first time where it shows it twice, an hour later where it skips it. */
function momentOf(wall: number, zone: string): number {
  const before = wall - offset(wall - dayMs, zone)
  const after = wall - offset(wall + dayMs, zone)
  const right = [before, after].filter((moment) => moment + offset(moment, zone) === wall)
  return right.length === 0 ? before : Math.min(...right)
}

/** How far a clock in `zone` is ahead of UTC at a moment, in milliseconds. */
function offset(atMs: number, zone: string): number {
  const shown = Object.fromEntries(
    formatOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000
}

// Making an Intl.DateTimeFormat costs far more than using it.
const formatOf = kept(500, (timeZone: string) => {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  return new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...numeric, second: 'numeric' })
})

/** The zone as it is usually written; undefined if there is none of that name. */
export function parseZone(text: string): string | undefined {
  if (!/^[A-Za-z][\w+/-]{0,60}$/.test(text)) return undefined
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-GB', { timeZone: text }).resolvedOptions()
    // Asia/Kolkata is resolved to Asia/Calcutta, which nobody typed.
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text
  } catch {
    return undefined
  }
}
