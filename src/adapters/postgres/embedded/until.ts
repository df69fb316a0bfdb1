import { setTimeout as pause } from 'node:timers/promises'

/** Asks every few milliseconds until there is an answer; undefined if there is none in time. */
export async function until<T>(
  timeoutMs: number,
  ask: () => Promise<T | undefined> | T | undefined,
  everyMs = 10,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() >= deadline) return undefined
    await pause(everyMs)
  }
}
