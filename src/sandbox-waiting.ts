import { setTimeout as sleep } from 'node:timers/promises'
import type { Waiting } from './adapters/teams/waiting.ts'
import type { SandboxClock } from './simulator/sandbox/clock.ts'

/** Real time and what the sandbox's clock leaps over: when an hour passes there, what was sent before counts no more for Teams' limits. */
export function sandboxWaiting(clock: Pick<SandboxClock, 'offsetMs' | 'onMove'>): Waiting {
  const now = () => performance.now() + clock.offsetMs()
  return {
    now,
    async wait(ms, signal) {
      const until = now() + ms
      for (let left = ms; left > 0; left = until - now()) await sleepUntilMoved(clock, left, signal)
    },
  }
}

async function sleepUntilMoved(clock: Pick<SandboxClock, 'onMove'>, ms: number, signal?: AbortSignal): Promise<void> {
  const moved = new AbortController()
  const forget = clock.onMove(() => moved.abort())
  try {
    await sleep(ms, undefined, { signal: signal ? AbortSignal.any([signal, moved.signal]) : moved.signal })
  } catch (error) {
    if (signal?.aborted || !moved.signal.aborted) throw error
  } finally {
    forget()
  }
}
