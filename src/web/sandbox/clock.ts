import { api } from './api.ts'
import type { PageStore } from './state.ts'

const tickMs = 250

/** The sandbox's clock, kept running between two readings. */
export interface Clock {
  read(): Promise<void>
  /** Moves the sandbox's time forward; resolves when due jobs have run. */
  advance(seconds: number): Promise<void>
}

export function startClock(store: PageStore): Clock {
  // Date.now() jumps when the machine's clock is set; performance.now() does not.
  let reading: { nowMs: number; atMs: number } | undefined

  const show = (): void => {
    if (!reading) return
    const nowMs = Math.floor((reading.nowMs + performance.now() - reading.atMs) / 1000) * 1000
    if (nowMs !== store.get().nowMs) store.set({ nowMs })
  }
  const take = (now: string): void => {
    reading = { nowMs: Date.parse(now), atMs: performance.now() }
    show()
  }
  setInterval(show, tickMs)
  return {
    async read() {
      const { now, zone } = await api.clock()
      if (zone !== store.get().zone) store.set({ zone })
      take(now)
    },
    async advance(seconds) {
      take((await api.advance(seconds)).now)
    },
  }
}
