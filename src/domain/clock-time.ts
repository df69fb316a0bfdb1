/** `15:04`, with the day before it where that is not the day of `now`: `Mon 23 Nov 15:04`. `zone` is an IANA name. */
export function clockTime(atMs: number, zone: string, nowMs: number): string {
  const time = format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs)
  const day = format(zone, { weekday: 'short', day: 'numeric', month: 'short' })
  return day.format(atMs) === day.format(nowMs) ? time : `${day.format(atMs).replace(',', '')} ${time}`
}

/** `15:04 (Europe/Paris)`: a time that can be read in any place. */
export function zonedTime(atMs: number, zone: string, nowMs: number): string {
  return `${clockTime(atMs, zone, nowMs)} (${zone})`
}

const formats = new Map<string, Intl.DateTimeFormat>()

// Making an Intl.DateTimeFormat costs far more than using it.
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })
  formats.set(key, made)
  return made
}
