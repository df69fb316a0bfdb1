/** Times of day and dates in a named zone. All moments are epoch milliseconds. */

const formats = new Map<string, Intl.DateTimeFormat>()

function format(atMs: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${JSON.stringify(options)}`
  // Making an Intl format is slow, and a long chat asks for hundreds.
  const made = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone, hourCycle: 'h23' })
  formats.set(key, made)
  return made.format(atMs)
}

/** `15:04` */
export const timeOfDay = (atMs: number, zone: string) => format(atMs, zone, { hour: '2-digit', minute: '2-digit' })

/** `15:04:09` */
export const timeOfDayWithSeconds = (atMs: number, zone: string) =>
  format(atMs, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** `Sat 21 Nov` */
export const shortDate = (atMs: number, zone: string) =>
  format(atMs, zone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')

/** `21/11/2026`: equal for two moments of one day. */
const day = (atMs: number, zone: string) => format(atMs, zone, { year: 'numeric', month: '2-digit', day: '2-digit' })

export const sameDay = (leftMs: number, rightMs: number, zone: string) => day(leftMs, zone) === day(rightMs, zone)

/** `Today`, or the date. */
export const dayTitle = (atMs: number, nowMs: number, zone: string) =>
  sameDay(atMs, nowMs, zone) ? 'Today' : shortDate(atMs, zone)

/** `15:04`, with the date in front when it is not today: `Sun 22 Nov 09:05`. */
export function moment(atMs: number, nowMs: number, zone: string): string {
  const time = timeOfDay(atMs, zone)
  return sameDay(atMs, nowMs, zone) ? time : `${shortDate(atMs, zone)} ${time}`
}

/** The first moment after `nowMs` at which clocks in the zone show `hour:minute`; right across a change of summer time. */
export function nextTimeOfDay(nowMs: number, zone: string, hour: number, minute: number): number {
  const wall = new Date(nowMs + offsetMs(nowMs, zone))
  for (let days = 0; ; days++) {
    const target = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + days, hour, minute)
    const guess = target - offsetMs(nowMs, zone)
    const atMs = target - offsetMs(guess, zone)
    if (atMs > nowMs) return atMs
  }
}

function offsetMs(atMs: number, zone: string): number {
  const parts = format(atMs, zone, { dateStyle: 'short', timeStyle: 'medium' }).match(/\d+/g)?.map(Number) ?? []
  const [dayOfMonth = 1, month = 1, year = 1970, hour = 0, minute = 0, second = 0] = parts
  return Date.UTC(year, month - 1, dayOfMonth, hour, minute, second) - Math.floor(atMs / 1000) * 1000
}
