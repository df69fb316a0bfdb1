import type { Text } from '../words/text.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** What Defender grants at least: 5 minutes. */
export const shortestMs = 5 * minuteMs
/** What Defender grants at most: 24 hours. */
export const longestMs = dayMs

/** A duration that may be asked for, in milliseconds, or a sentence that names what is allowed. */
export type ParsedDuration = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly text: Text }

/** Reads `30m`, `1h30m`, `90 min`, `1.5h`, `2 hours 15 minutes`, `1d`, `PT1H`; refuses what is not within 5 minutes and 24 hours. */
export function parseDuration(text: string): ParsedDuration {
  const shown = shorten(text.trim())
  if (shown === '') return { ok: false, text: ({ words }) => words.reading.duration.missing }
  if (/^\d+([.,]\d+)?$/.test(shown)) return no('noUnit', shown)
  const ms = readDuration(text)
  if (ms === undefined) return no('notOne', shown)
  if (ms < shortestMs) return no('tooShort', shown)
  if (ms > longestMs) return no('tooLong', shown)
  return { ok: true, ms }
}

function no(why: 'noUnit' | 'notOne' | 'tooShort' | 'tooLong', shown: string): ParsedDuration {
  return { ok: false, text: ({ words }) => words.reading.duration[why](shown) }
}

const number = String.raw`(\d{1,6}(?:[.,]\d{1,3})?)`
const iso = new RegExp(`^p(?:${number}d)?(?:t(?=\\d)(?:${number}h)?(?:${number}m)?(?:${number}s)?)?$`)
const days = `(?:${number} ?d(?:ays?)?)?`
const hours = `(?:${number} ?h(?:(?:ou)?rs?)?)?`
const minutes = `(?:${number} ?m(?:in(?:ute)?s?)?)?`
const spoken = new RegExp(`^${days} ?(?:and )?${hours} ?(?:and )?${minutes}$`)
/** `1h30`: minutes without their unit, after hours only. */
const hoursAndMinutes = /^(\d{1,2}) ?h ?([0-5]\d)$/

/** Milliseconds, whole minutes except in ISO 8601; undefined if `text` is not a duration. No bounds but 0 < ms < 1,000,000 days. */
export function readDuration(text: string): number | undefined {
  if (text.length > 100) return undefined
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const isoParts = iso.exec(plain)
  const parts = isoParts ?? spoken.exec(plain) ?? hoursAndMinutes.exec(plain)?.toSpliced(1, 0, '0')
  if (!parts) return undefined
  const [d, h, m, s] = parts.slice(1).map((part) => Number((part ?? '0').replace(',', '.')))
  const exactMs = (d ?? 0) * dayMs + (h ?? 0) * hourMs + (m ?? 0) * minuteMs + (s ?? 0) * 1000
  const ms = isoParts ? Math.round(exactMs) : Math.round(exactMs / minuteMs) * minuteMs
  return ms > 0 ? ms : undefined
}

/** `1 h 30 min`, `2 h`, `45 min`: rounded to whole minutes, hours as many as it takes. */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms / minuteMs))
  const h = Math.floor(whole / 60)
  const m = whole % 60
  if (h === 0) return `${m} min`
  return m === 0 ? `${h} h` : `${h} h ${m} min`
}

/** ISO 8601 in hours, minutes and seconds, as Azure writes it: `PT1H30M`. Whole seconds. */
export function isoDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 1000))
  const h = Math.floor(whole / 3600)
  const m = Math.floor((whole % 3600) / 60)
  const s = whole % 60
  const text = `${h > 0 ? `${h}H` : ''}${m > 0 ? `${m}M` : ''}${s > 0 ? `${s}S` : ''}`
  return `PT${text === '' ? '0S' : text}`
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
