/** A stretch of time in epoch milliseconds: `[from, to)`; without `to` it goes on. `text`: as people say it. */
export interface Period {
  readonly from: number
  readonly to?: number
  readonly text: string
}

export type ParsedPeriod =
  | { readonly ok: true; readonly period: Period }
  | { readonly ok: false; readonly text: string }

const units: Readonly<Record<string, readonly [ms: number, one: string, many: string]>> = {
  h: [3_600_000, 'hour', 'hours'],
  d: [86_400_000, 'day', 'days'],
  w: [7 * 86_400_000, 'week', 'weeks'],
}
const longestMs = 3_660 * 86_400_000
const allowed = 'such as 24h, 7d, 2w, 2026-11-01..2026-11-08 or 2026-11-01'

const relative = /^(\d{1,5})(h|d|w)(?:(?:ou)?rs?|ays?|eeks?)?$/i
const day = String.raw`(\d{4})-(\d{2})-(\d{2})`
const moment = String.raw`${day}(?:t(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?z)?`
const absolute = new RegExp(`^(${moment})(?:(\\.\\.)(${moment})?)?$`, 'i')

/** Whether the word is meant as a period, right or wrong. */
export function looksLikePeriod(word: string): boolean {
  return relative.test(word) || /^\d{4}-\d/.test(word) || /^\d+(\.\d+)?(h|d|w|m|y)$/i.test(word)
}

/**
 * Reads `24h`, `7d`, `2w`, `2026-11-01`, `2026-11-01..2026-11-08` (whole days of `zone`, the last one too), `2026-11-01..` and moments in
 * UTC (`2026-11-01T08:00Z..2026-11-01T09:00Z`); otherwise a sentence that names what is allowed.
 */
export function parsePeriod(word: string, now: number, zone: string): ParsedPeriod {
  const shown = word.slice(0, 60)
  const [, count, unit] = relative.exec(word) ?? []
  if (count !== undefined && unit !== undefined) {
    const [ms = 0, one, many] = units[unit.toLowerCase()] ?? []
    const n = Number(count)
    if (n === 0 || n * ms > longestMs)
      return { ok: false, text: `“${shown}” is no period: give 1 hour to 10 years, ${allowed}.` }
    return { ok: true, period: { from: now - n * ms, text: `last ${n === 1 ? one : `${n} ${many}`}` } }
  }
  const found = absolute.exec(word)
  if (!found) return { ok: false, text: `“${shown}” is no period. Give one ${allowed}.` }
  const [first, second] = [found[1], found[10]]
  const from = first && startOf(first, zone, 0)
  const to = found[9] === undefined ? first && startOf(first, zone, 1) : second && startOf(second, zone, 1)
  if (from === undefined || (second !== undefined && to === undefined) || Number.isNaN(from) || Number.isNaN(to))
    return { ok: false, text: `“${shown}” names a day that no calendar has. Give a period ${allowed}.` }
  if (from === '' || from > now) return { ok: false, text: `“${shown}” has not begun yet. Give a period ${allowed}.` }
  if (typeof to === 'number' && to <= from)
    return { ok: false, text: `“${shown}” ends before it begins. Give a period ${allowed}.` }
  return { ok: true, period: { from, ...(typeof to === 'number' ? { to } : {}), text: word.toUpperCase() } }
}

/** The period as a word that is read back as the same, whatever the time is by then. */
export function periodWord({ from, to }: Period): string {
  return `${new Date(from).toISOString()}..${to === undefined ? '' : new Date(to).toISOString()}`
}

/** The moment that a text names, or the start of its day in `zone`, `daysOn` days later. NaN where there is no such day. */
function startOf(text: string, zone: string, daysOn: number): number {
  if (/t/i.test(text)) return Date.parse(text.toUpperCase())
  const at = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) return Number.NaN
  const wanted = at + daysOn * 86_400_000
  const guess = wanted - offsetMs(wanted, zone)
  return wanted - offsetMs(guess, zone)
}

/** How far the clocks of a zone are before UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(at / 1000) * 1000
}
