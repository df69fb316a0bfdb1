import { DeliveryError } from '../../ports/messenger.ts'
import { statusOf } from './delivery-error.ts'
import type { Waiting } from './waiting.ts'

// Teams gives a turn 10 to 15 seconds before it delivers the same activity again.
const patienceMs = 8_000
const pauseMs = 300

/**
 * Sends the answer of a turn, again where Teams said in so many words that it did not take it. Not after a broken connection: it may have
 * arrived, and an answer said twice is worse than one that must be asked for again.
 */
export async function withPatience<T>(waiting: Waiting, send: () => Promise<T>): Promise<T> {
  const until = waiting.now() + patienceMs
  for (;;) {
    try {
      return await send()
    } catch (error) {
      const refused = error instanceof DeliveryError && error.outcome === 'later' && statusOf(error.cause) !== undefined
      const pause = (refused && error.retryAfterMs) || pauseMs
      if (!refused || statusOf(error.cause) === 401 || waiting.now() + pause > until) throw error
      await waiting.wait(pause)
    }
  }
}
