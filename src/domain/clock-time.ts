/** `15:04`, with the day before it where that is not the day of `now`: `Mon 23 Nov 15:04`. `zone` is an IANA name. */
export function clockTime(atMs: number, zone: string, nowMs: number): string {
  const { time, day } = formatsOf(zone)
  const shown = time.format(atMs)
  const on = day.format(atMs)
  return on === day.format(nowMs) ? shown : `${on.replace(',', '')} ${shown}`
}

/** `15:04 (Europe/Paris)`: a time that can be read in any place. */
export function zonedTime(atMs: number, zone: string, nowMs: number): string {
  return `${clockTime(atMs, zone, nowMs)} (${zone})`
}

const formats = new Map<string, { readonly time: Intl.DateTimeFormat; readonly day: Intl.DateTimeFormat }>()

// Making an Intl.DateTimeFormat costs far more than using it.
function formatsOf(timeZone: string) {
  const known = formats.get(timeZone)
  if (known) return known
  const made = {
    time: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
    day: new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone }),
  }
  formats.set(timeZone, made)
  return made
}
