import type { Words } from '../words/en.ts'
import type { Text } from '../words/text.ts'
import { momentsAt, wallDate } from './wall-moment.ts'

/** A start that was read, epoch milliseconds; or a sentence that says what is wrong and what is allowed. */
export type ReadStart = { readonly ok: true; readonly at: number } | { readonly ok: false; readonly text: Text }

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A start in words: a day (or none), and a time on a wall clock. */
const said =
  /^(?:(today|tonight|tomorrow|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|\d{4}-\d{1,2}-\d{1,2}) )?(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/i
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/**
 * When access is to begin: `22:00` (the next time that a clock in `zone` shows it), `tomorrow 06:00`, `mon 06:00`, `2026-11-30 06:00`,
 * `6am`. Where the clock shows it twice, the first; where summer time skips it, a sentence. At most `mostAheadMs` from now.
 */
export function readStart(text: string, zone: string, now: number, mostAheadMs: number): ReadStart {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ').slice(0, 60)
  const time = timeIn(plain)
  if (!time) return problem((start) => start.notOne(plain))
  const { day, minute } = time
  const today = wallDate(now, zone)
  const dates = datesOf(day, today)
  if (dates.length === 0) return problem((start) => start.noSuchDay(plain))
  for (const date of dates) {
    const [at] = momentsAt({ ...date, minute }, zone)
    if (at === undefined) return problem((start) => start.skipped(clock(minute), zone))
    if (at <= now) continue
    if (at - now > mostAheadMs) return problem((start) => start.tooFar(Math.floor(mostAheadMs / dayMs)))
    return { ok: true, at }
  }
  return problem((start) => start.past(plain, zone))
}

/** Whether these words are a start, without asking which. */
export function isStart(text: string): boolean {
  return timeIn(text.trim().toLowerCase().replace(/\s+/g, ' ')) !== undefined
}

function timeIn(plain: string): { readonly day: string | undefined; readonly minute: number } | undefined {
  const [whole, day, hours = '', minutes, half] = said.exec(plain) ?? []
  // A number alone is a port or a count, not a time.
  if (whole === undefined || (minutes === undefined && half === undefined)) return undefined
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)]
  if (minute > 59 || hour > (half ? 12 : 23) || (half && hour === 0)) return undefined
  const of24 = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  return { day, minute: of24 * 60 + minute }
}

interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The days that may be meant, in the order in which they are tried. */
function datesOf(day: string | undefined, today: CalendarDay): readonly CalendarDay[] {
  const in_ = (days: number) => shifted(today, days)
  if (day === undefined) return [in_(0), in_(1)]
  if (day === 'today' || day === 'tonight') return [in_(0)]
  if (day === 'tomorrow') return [in_(1)]
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  if (/^\d/.test(day)) {
    const valid = shifted({ year, month, day: date }, 0)
    return valid.month === month && valid.day === date ? [valid] : []
  }
  const wanted = weekdays.indexOf(day.slice(0, 3))
  const ahead = (wanted - new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 7) % 7
  return [in_(ahead), in_(ahead + 7)]
}

function shifted({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const date = new Date(Date.UTC(year, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function problem(say: (start: Words['reading']['start']) => string): ReadStart {
  return { ok: false, text: ({ words }) => say(words.reading.start) }
}
