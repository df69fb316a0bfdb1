import type { Activity } from '../inbound/activity.ts'
import type { BotAnswer } from '../inbound/bot-caller.ts'
import { executeActivity } from '../inbound/card-activities.ts'
import type { Sender } from '../inbound/envelope.ts'
import { isSeenBy } from '../message.ts'
import type { TeamsSimulatorSettings } from '../settings.ts'
import type { World } from '../world.ts'
import { createRefresher } from './refresh.ts'
import { type ShownMessage, shownMessage } from './shown-message.ts'
import type { Lookups } from './who-and-where.ts'

export type ReadMessages = (as: string, conversation: string) => Promise<ShownMessage[]>

/** What a person has before them in a conversation, after their client refreshed the cards on the screen. */
export function createReader(options: {
  readonly sender: Sender
  readonly world: World
  readonly lookups: Lookups
  readonly settings: TeamsSimulatorSettings
  readonly deliver: (activity: Activity) => Promise<BotAnswer>
}): ReadMessages {
  const { sender, world, lookups, settings, deliver } = options
  const { roster, now } = sender
  const refresher = createRefresher({
    world,
    roster,
    settings,
    now,
    invoke(from, message, action) {
      const { conversation } = lookups.message(from, message.id)
      const { type: _type, ...named } = action
      return deliver(executeActivity(sender, { from, conversation, message }, named, 'automatic'))
    },
  })

  return async (as, conversationId) => {
    const person = lookups.person(as)
    const { conversation, root } = lookups.conversation(person, conversationId)
    const seen = () =>
      world
        .messagesOf(conversation.id)
        .filter((message) => isSeenBy(message, person.id, now()) && (root === undefined || message.root === root))
    await Promise.all(
      seen()
        .slice(-settings.messagesOnScreen)
        .map((message) => refresher.look(person, message)),
    )
    return seen().map((message) => shownMessage(message, world.view(message.id, person.id), roster))
  }
}
