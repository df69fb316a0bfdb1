import type { Card } from '../domain/card.ts'
import type { Destination } from '../domain/posting.ts'

/** A message is one card, sent alone; `summary` is what a notification shows. */
export interface OutgoingMessage {
  readonly card: Card
  readonly summary: string
}

/**
 * Teams did not take a message. `later`: throttled or busy, try again after `retryAfterMs`. `gone`: the message, the conversation or
 * the bot's place in it is no more. `refused`: it will never be taken (too large, malformed).
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly outcome: 'later' | 'gone' | 'refused'
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    details: { outcome: 'later' | 'gone' | 'refused'; retryAfterMs?: number; cause?: unknown },
  ) {
    super(message, { cause: details.cause })
    this.outcome = details.outcome
    this.retryAfterMs = details.retryAfterMs
  }
}

/** Messages out, at the pace that Teams allows. Throws `DeliveryError`. */
export interface Messenger {
  /** `withinMs`: if its turn has not come by then, it is not sent (`later`). */
  post(
    to: Destination,
    message: OutgoingMessage,
    withinMs?: number,
  ): Promise<{ readonly conversation: string; readonly messageId: string }>
  /** How whoever reads there alone writes, as far as their client told it: `locale` BCP 47, `zone` IANA. */
  readsAt(to: Destination): Promise<{ readonly locale?: string; readonly zone?: string }>
  update(conversation: string, messageId: string, message: OutgoingMessage): Promise<void>
}
