import { setImmediate as others, setTimeout as pause } from 'node:timers/promises'

/** So long what fails is tried again, further and further apart. */
const patienceMs = 25_000
const firstPauseMs = 100

/** Work that is begun when whoever caused it has been answered. What fails is tried again for a while: it may be done twice. */
export function startAfterwards(gaveUp: (error: unknown) => void) {
  const underWay = new Set<Promise<void>>()
  const ending = new AbortController()

  async function persist(work: () => Promise<void>): Promise<void> {
    await others()
    const until = performance.now() + patienceMs
    for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
      try {
        return await work()
      } catch (error) {
        if (ending.signal.aborted || performance.now() + pauseMs > until) return gaveUp(error)
      }
      await pause(pauseMs, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  }

  return {
    add: (work: () => Promise<void>): void => {
      const done = persist(work)
      underWay.add(done)
      void done.finally(() => underWay.delete(done))
    },
    /** Returns when all of it is done; nothing waits any more before it is tried once more. */
    finish: async (): Promise<void> => {
      ending.abort()
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
