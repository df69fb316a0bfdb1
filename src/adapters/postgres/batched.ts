import { setTimeout as pause } from 'node:timers/promises'

/**
 * Many small statements as few: what is asked for while one batch is under way waits for the next, which answers all who wait alike.
 * Nobody is answered from before they asked. `lingerMs`: how long the first waits for company.
 */
export function batched<T, R>(perform: (items: readonly T[]) => Promise<R>, lingerMs = 0): (item: T) => Promise<R> {
  let waiting: T[] = []
  let next: Promise<R> | undefined
  let underWay: Promise<unknown> = Promise.resolve()

  const begin = async (): Promise<R> => {
    if (lingerMs > 0) await pause(lingerMs)
    await underWay
    const items = waiting
    waiting = []
    next = undefined
    const performed = perform(items)
    underWay = performed.catch(() => undefined)
    return await performed
  }

  return (item) => {
    waiting.push(item)
    next ??= begin()
    return next
  }
}
