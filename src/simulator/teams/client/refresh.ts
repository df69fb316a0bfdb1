import type { BotAnswer } from '../inbound/bot-caller.ts'
import { asObject, isObject, type Json } from '../json.ts'
import type { Message } from '../message.ts'
import type { Roster, TeamsPerson } from '../roster.ts'
import type { TeamsSimulatorSettings } from '../settings.ts'
import type { World } from '../world.ts'
import { cardIn } from './card-answer.ts'

/** Teams refreshes for no more people than this, however many a card lists. */
const mostUsers = 60

export type Refresher = {
  /** Refreshes the card of a message that this person has on the screen, if it asks for that and it is time. */
  look(person: TeamsPerson, message: Message): Promise<void>
}

export function createRefresher(options: {
  readonly world: World
  readonly roster: Roster
  readonly settings: TeamsSimulatorSettings
  readonly now: () => number
  /** Sends the invoke with trigger `automatic`. */
  readonly invoke: (person: TeamsPerson, message: Message, action: Json) => Promise<BotAnswer>
}): Refresher {
  const { world, roster, settings, now, invoke } = options
  const last = new Map<string, { readonly atMs: number; readonly edits: number }>()
  const running = new Map<string, Promise<void>>()

  function isDue(key: string, message: Message): boolean {
    const before = last.get(key)
    if (before === undefined || now() - before.atMs >= settings.refreshEveryMs) return true
    return settings.refreshAfterEdit === 'at once' && before.edits !== message.edits
  }

  async function refresh(key: string, person: TeamsPerson, message: Message, action: Json): Promise<void> {
    last.set(key, { atMs: now(), edits: message.edits })
    const card = cardIn(await invoke(person, message, action))
    if (card === undefined) return
    // Edited meanwhile: what came back may be older than what is there now, and the client asks again.
    if (world.message(message.id)?.edits === message.edits) world.setView(message.id, person.id, card)
    else last.delete(key)
  }

  function refreshActionFor(person: TeamsPerson, card: Json | undefined): Json | undefined {
    const { action, userIds } = asObject(card?.refresh)
    if (!isObject(action) || action.type !== 'Action.Execute') return undefined
    const account = roster.account(person).id
    // Without a list everybody's client refreshes; an empty one leaves it to people.
    if (userIds !== undefined && !(Array.isArray(userIds) && userIds.slice(0, mostUsers).includes(account)))
      return undefined
    return action
  }

  return {
    async look(person, message) {
      const action = refreshActionFor(person, world.view(message.id, person.id) ?? message.card)
      if (action === undefined) return
      const key = `${message.id}/${person.id}`
      if (!running.has(key) && isDue(key, message)) {
        const refreshing = refresh(key, person, message, action).finally(() => running.delete(key))
        running.set(key, refreshing)
      }
      await running.get(key)
    },
  }
}
