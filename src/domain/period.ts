import type { Text } from '../words/text.ts'
/** A stretch of time in epoch milliseconds: `[from, to)`; without `to` it goes on. `word`: as it is typed; `text`: as people say it. */
export interface Period {
  readonly from: number
  readonly to?: number
  readonly word: string
  readonly text: Text
}

export type ParsedPeriod = { readonly ok: true; readonly period: Period } | { readonly ok: false; readonly text: Text }

const units = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const
const longestMs = 3_660 * 86_400_000

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
  const [, count, letter] = relative.exec(word) ?? []
  if (count !== undefined && letter !== undefined) {
    const unit = letter.toLowerCase() as keyof typeof units
    const n = Number(count)
    if (n === 0 || n * units[unit] > longestMs) return no('tooLong', shown)
    const text: Text = ({ words }) => words.reading.period.last(n, unit)
    return { ok: true, period: { from: now - n * units[unit], word: `${n}${unit}`, text } }
  }
  const found = absolute.exec(word)
  if (!found) return no('notOne', shown)
  const [first, second] = [found[1], found[10]]
  const from = first && startOf(first, zone, 0)
  const to = found[9] === undefined ? first && startOf(first, zone, 1) : second && startOf(second, zone, 1)
  if (from === undefined || (second !== undefined && to === undefined) || Number.isNaN(from) || Number.isNaN(to))
    return no('noSuchDay', shown)
  if (from === '' || from > now) return no('notBegun', shown)
  if (typeof to === 'number' && to <= from) return no('endsFirst', shown)
  const said = word.toUpperCase()
  return { ok: true, period: { from, ...(typeof to === 'number' ? { to } : {}), word: said, text: () => said } }
}

function no(why: 'tooLong' | 'notOne' | 'noSuchDay' | 'notBegun' | 'endsFirst', shown: string): ParsedPeriod {
  return { ok: false, text: ({ words }) => words.reading.period[why](shown) }
}

/** The period as a word that is read back as the same, whatever the time is by then. */
export function periodWord({ from, to }: Pick<Period, 'from' | 'to'>): string {
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
