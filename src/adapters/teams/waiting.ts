import { setTimeout as sleep } from 'node:timers/promises'

/** The passing of time, so that tests can bring their own. `now` in milliseconds from any fixed point, never going back. */
export interface Waiting {
  now(): number
  /** Rejects when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/** Real time: Teams counts its limits in it. */
export const realWaiting: Waiting = {
  now: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
}
