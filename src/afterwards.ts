import { setImmediate as others } from 'node:timers/promises'

/** Work that is begun when whoever caused it has been answered. */
export function startAfterwards() {
  const underWay = new Set<Promise<void>>()
  return {
    /** `work` never rejects. */
    add: (work: () => Promise<void>): void => {
      const done = others().then(work)
      underWay.add(done)
      void done.finally(() => underWay.delete(done))
    },
    /** Returns when all of it is done. */
    finish: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
