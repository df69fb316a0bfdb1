import type { RateLimit } from '../settings.ts'

export type RateLimits = {
  /** Counts one operation; or, where a limit is reached, counts nothing and says after how many milliseconds there is room. */
  take(bucket: string, limits: readonly RateLimit[]): number | undefined
}

/** Sliding windows over the operations of each bucket. `elapsedMs` never goes back. */
export function createRateLimits(elapsedMs: () => number): RateLimits {
  const buckets = new Map<string, number[]>()
  return {
    take(bucket, limits) {
      if (limits.length === 0) return undefined
      const times = buckets.get(bucket) ?? []
      buckets.set(bucket, times)
      const nowMs = elapsedMs()
      const waitMs = Math.max(...limits.map((limit) => waitFor(times, limit, nowMs)))
      if (waitMs > 0) return waitMs
      times.push(nowMs)
      const most = Math.max(...limits.map((limit) => limit.count))
      // Cut now and then, not each time: that would copy the list each time.
      if (times.length > most * 2) times.splice(0, times.length - most)
      return undefined
    },
  }
}

function waitFor(times: readonly number[], { count, windowMs }: RateLimit, nowMs: number): number {
  const oldest = times[times.length - count]
  return oldest === undefined ? 0 : oldest + windowMs - nowMs
}
