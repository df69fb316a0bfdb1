import type { PersonId } from '../../domain/ids.ts'
import type { Log } from '../../ports/log.ts'
import { DeliveryError, type OutgoingMessage } from '../../ports/messenger.ts'
import { statusOf } from './delivery-error.ts'
import type { TeamsMessenger } from './messenger.ts'
import { withPatience } from './patience.ts'
import { type Reference, splitConversationId } from './reference.ts'
import { remembered } from './remembered.ts'
import type { Waiting } from './waiting.ts'

/** Where somebody wrote, and as whom Teams knows them there. No person: Teams did not say who it is. */
export interface Asker {
  readonly reference: Reference
  readonly conversation: string
  readonly account: string
  readonly person: PersonId | undefined
}

/** A conversation that takes no targeted messages (an old tenant, an old package) is not asked again for so long. */
const refusedForMs = 60 * 60_000
const mostRefusals = 1_000

/**
 * Answers one person where others read along: by a message that they alone see there; where Teams does not take that, in their personal
 * chat; and where that is not to be had either, for all to see, since silence would be worse.
 */
export function privateAnswers({
  messenger,
  waiting,
  log,
}: {
  readonly messenger: TeamsMessenger
  readonly waiting: Waiting
  readonly log: Log
}): (asker: Asker, message: OutgoingMessage) => Promise<void> {
  const refusedAt = remembered<string, number>(mostRefusals)

  async function targeted({ reference, conversation, account }: Asker, message: OutgoingMessage): Promise<boolean> {
    const place = splitConversationId(conversation).conversation
    const before = refusedAt.get(place)
    if (before !== undefined && waiting.now() - before < refusedForMs) return false
    try {
      await withPatience(waiting, () => messenger.whisper(reference, conversation, account, message))
      return true
    } catch (error) {
      // No word from Teams: it may have arrived, and nothing is said twice.
      if (!(error instanceof DeliveryError) || statusOf(error.cause) === undefined) throw error
      if (error.outcome !== 'later') refusedAt.set(place, waiting.now())
      log.info({ conversation: place, why: error.message }, 'An answer for one person goes to their personal chat')
      return false
    }
  }

  async function personal({ person }: Asker, message: OutgoingMessage): Promise<boolean> {
    if (!person) return false
    try {
      await messenger.post({ kind: 'person', person }, message)
      return true
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error
      return false
    }
  }

  return async (asker, message) => {
    if (asker.reference.kind !== 'personal') {
      if (await targeted(asker, message)) return
      if (await personal(asker, message)) return
    }
    await withPatience(waiting, () => messenger.say(asker.reference, asker.conversation, message))
  }
}
