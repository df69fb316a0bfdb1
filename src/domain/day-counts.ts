/** How many on one day, as a calendar of the zone names it: `2026-11-23`. */
export interface DayCount {
  readonly day: string
  readonly count: number
}

/** Counts moments by the day of a zone, in the order in which the days come. */
export function startDays(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
  const days = new Map<string, number>()
  return {
    add(atMs: number): void {
      const day = format.format(atMs)
      days.set(day, (days.get(day) ?? 0) + 1)
    },
    all: (): DayCount[] => [...days].map(([day, count]) => ({ day, count })),
  }
}
