/** How many on one day; `day` as people write it: `Mon 23 Nov`. */
export interface DayCount {
  readonly day: string
  readonly count: number
}

/** Counts moments by the day of a zone, in the order in which the days come. */
export function startDays(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone })
  const days = new Map<string, number>()
  return {
    add(atMs: number): void {
      const day = format.format(atMs).replace(',', '')
      days.set(day, (days.get(day) ?? 0) + 1)
    },
    all: (): DayCount[] => [...days].map(([day, count]) => ({ day, count })),
  }
}
