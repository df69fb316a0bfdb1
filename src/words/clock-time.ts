import type { Reader } from './reader.ts'

type OfTime = Pick<Reader, 'locale' | 'zone' | 'now'>

/** `15:04`, with the day before it where that is not the reader's day: `Mon 23 Nov 15:04`; as their locale writes it. */
export function clockTime(atMs: number, { locale, zone, now }: OfTime): string {
  const { time, day } = formatsOf(locale, zone)
  // Some locales put a narrow space before AM and PM, which not every font has.
  const shown = time.format(atMs).replace('\u202f', ' ')
  const on = day.format(atMs)
  return on === day.format(now) ? shown : `${withoutCommas(on, locale)} ${shown}`
}

/** `Mon 23 Nov`, as the reader's locale writes it; of a day of the calendar: `2026-11-23`. */
export function dayText(date: string, { locale }: Pick<Reader, 'locale'>): string {
  return withoutCommas(formatsOf(locale, 'UTC').day.format(Date.parse(date)), locale)
}

function withoutCommas(day: string, locale: string): string {
  return locale.startsWith('en') ? day.replaceAll(',', '') : day
}

/** `15:04 (Europe/Paris)`: a time that can be read in any place. */
export function zonedTime(atMs: number, reader: OfTime): string {
  return `${clockTime(atMs, reader)} (${reader.zone})`
}

interface Formats {
  readonly time: Intl.DateTimeFormat
  readonly day: Intl.DateTimeFormat
}

const formats = new Map<string, Formats>()
/** Clients tell locale and zone, and could tell any number of them. */
const mostFormats = 500

// Making an Intl.DateTimeFormat costs far more than using it.
function formatsOf(locale: string, timeZone: string): Formats {
  const key = `${locale} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  const made = {
    time: new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }),
    day: new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone }),
  }
  if (formats.size >= mostFormats) formats.clear()
  formats.set(key, made)
  return made
}
