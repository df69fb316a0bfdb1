/** How long requests waited for people, in milliseconds. Of an even number of waits the median is the mean of the middle two. */
export interface Waits {
  readonly count: number
  readonly medianMs?: number
  readonly longestMs?: number
}

/** Eight bytes for each wait: a median needs them all. */
export function startWaits() {
  const waits: number[] = []
  return {
    add(waitMs: number): void {
      waits.push(waitMs)
    },
    sum(): Waits {
      const sorted = Float64Array.from(waits).sort()
      const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
      if (low === undefined || high === undefined) return { count: 0 }
      return { count: sorted.length, medianMs: (low + high) / 2, longestMs: sorted.at(-1) ?? high }
    },
  }
}
