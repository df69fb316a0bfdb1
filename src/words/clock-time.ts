import { byMinute, kept } from './kept.ts'
import type { Reader } from './reader.ts'

type OfTime = Pick<Reader, 'locale' | 'zone' | 'now'>

/** `15:04`, with the day before it where that is not the reader's day: `Mon 23 Nov 15:04`; as their locale writes it. */
export function clockTime(atMs: number, { locale, zone, now }: OfTime): string {
  const { time, day } = formatsOf(`${locale} ${zone}`)
  const on = day(atMs)
  return on === day(now) ? time(atMs) : `${on} ${time(atMs)}`
}

/** `Mon 23 Nov`, as the reader's locale writes it; of a day of the calendar: `2026-11-23`. */
export function dayText(date: string, { locale }: Pick<Reader, 'locale'>): string {
  return formatsOf(`${locale} UTC`).day(Date.parse(date))
}

/** `15:04 (Europe/Paris)`: a time that can be read in any place. */
export function zonedTime(atMs: number, reader: OfTime): string {
  return `${clockTime(atMs, reader)} (${reader.zone})`
}

// Making an Intl.DateTimeFormat costs far more than using it, and using it more than all else of a line.
const formatsOf = kept(500, (localeAndZone: string) => {
  const [locale = '', timeZone] = localeAndZone.split(' ')
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone })
  const withoutCommas = (text: string) => (locale.startsWith('en') ? text.replaceAll(',', '') : text)
  return {
    // Some locales put a narrow space before AM and PM, which not every font has.
    time: byMinute((atMs) => time.format(atMs).replace('\u202f', ' ')),
    day: byMinute((atMs) => withoutCommas(day.format(atMs))),
  }
})
