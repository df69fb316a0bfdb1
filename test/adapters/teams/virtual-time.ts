import { setImmediate as breathe } from 'node:timers/promises'
import type { Waiting } from '../../../src/adapters/teams/waiting.ts'

/** Time that passes only when everybody waits for it. */
export function virtualTime() {
  let now = 0
  let timers: { at: number; go: () => void }[] = []
  const waiting: Waiting = {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const stop = () => reject(signal?.reason)
        const go = () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        }
        timers.push({ at: now + ms, go })
        signal?.addEventListener('abort', stop, { once: true })
      }),
  }
  return {
    waiting,
    /** Lets time pass, from timer to timer, until the work is done or nothing waits any more. */
    async until<T>(work: Promise<T>): Promise<T> {
      let ended = false
      const watched = work.finally(() => {
        ended = true
      })
      watched.catch(() => {})
      for (;;) {
        await breathe()
        if (ended || timers.length === 0) return await watched
        const next = Math.min(...timers.map((timer) => timer.at))
        now = Math.max(now, next)
        const due = timers.filter((timer) => timer.at <= now)
        timers = timers.filter((timer) => timer.at > now)
        for (const timer of due) timer.go()
      }
    },
  }
}
