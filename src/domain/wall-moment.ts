import { kept } from '../words/kept.ts'

/** A day of the calendar and a minute of it, as a clock on the wall shows them. Months from 1. */
export interface WallMoment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly minute: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** What the wall shows in `zone` at that moment. */
export function wallDate(atMs: number, zone: string): WallMoment {
  const parts = formatOf(zone).formatToParts(atMs)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return { year: of('year'), month: of('month'), day: of('day'), minute: of('hour') * 60 + of('minute') }
}

/** The moments at which the wall shows just this, earliest first: none where the clock is put forward over it, two where it is put back. */
export function momentsAt(wanted: WallMoment, zone: string): readonly number[] {
  const asUtc = utcOf(wanted)
  // The clock is changed at most once within two days: its offset before and after are all there are.
  const offsets = [asUtc - dayMs, asUtc + dayMs].map((near) => utcOf(wallDate(near, zone)) - near)
  const candidates = [...new Set(offsets.map((offset) => asUtc - offset))].sort((a, b) => a - b)
  return candidates.filter((at) => utcOf(wallDate(at, zone)) === asUtc)
}

function utcOf({ year, month, day, minute }: WallMoment): number {
  return Date.UTC(year, month - 1, day) + minute * minuteMs
}

// Making an Intl.DateTimeFormat costs far more than using it.
const formatOf = kept(
  500,
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', calendar: 'gregory' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    }),
)
