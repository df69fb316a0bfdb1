import type { Messenger } from '../ports/messenger.ts'
import type { LoseDeps } from './lose-channel.ts'
import { regainChannel } from './regain-channel.ts'

/** How exactly it is known when a message last arrived. */
const everyMs = 60_000

/** The messenger, which also takes note, afterwards, that a bound channel takes messages; one that counted as lost is back. */
export function notingDeliveries(
  messenger: Messenger,
  deps: LoseDeps,
  afterwards: (work: () => Promise<void>) => void,
): Messenger {
  const notedAt = new Map<string, number>()

  async function note(conversation: string, now: number): Promise<void> {
    const all = await deps.bindings.list()
    if (!all.some((binding) => binding.conversation === conversation)) return
    const { wasLost } = await deps.channels.delivered(conversation, now)
    if (wasLost) await regainChannel(deps, conversation)
  }

  return {
    async post(to, message, withinMs) {
      const at = await messenger.post(to, message, withinMs)
      if (to.kind === 'conversation') {
        const now = deps.clock.now()
        if (Math.abs(now - (notedAt.get(to.id) ?? Number.NEGATIVE_INFINITY)) >= everyMs) {
          if (notedAt.size > 10_000) notedAt.clear()
          notedAt.set(to.id, now)
          afterwards(() => note(to.id, now))
        }
      }
      return at
    },
    readsAt: (to) => messenger.readsAt(to),
    update: (conversation, messageId, message) => messenger.update(conversation, messageId, message),
  }
}
