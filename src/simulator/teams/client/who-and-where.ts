import { splitThread } from '../conversation-id.ts'
import { isSeenBy, type Message } from '../message.ts'
import { Refusal } from '../refusal.ts'
import { type Conversation, isMember, type Roster, type TeamsPerson } from '../roster.ts'
import type { World } from '../world.ts'

/** The lookups that begin everything a person does. Each throws Refusal 404; what one may not see is as if it were not there. */
export type Lookups = {
  person(as: string): TeamsPerson
  /** A channel's thread stands for the channel, and names the message that opened it. */
  conversation(person: TeamsPerson, id: string): { readonly conversation: Conversation; readonly root?: string }
  message(person: TeamsPerson, id: string): { readonly conversation: Conversation; readonly message: Message }
}

export function createLookups(roster: Roster, world: World, now: () => number): Lookups {
  function conversationOf(person: TeamsPerson, id: string): Conversation | undefined {
    const known = roster.conversation(id)
    return known && isMember(known, person) ? known : undefined
  }
  return {
    person(as) {
      const person = roster.person(as)
      if (person === undefined) throw new Refusal(404, `There is no person "${as}" in this sandbox.`)
      return person
    },
    conversation(person, id) {
      const { conversation, root } = splitThread(id)
      const known = conversationOf(person, conversation)
      if (known === undefined) throw new Refusal(404, `${person.name} has no conversation "${id}".`)
      if (root === undefined) return { conversation: known }
      const opening = known.kind === 'channel' ? world.message(root) : undefined
      if (opening?.conversation !== known.id || opening.root !== root || !isSeenBy(opening, person.id, now())) {
        throw new Refusal(404, `${person.name} has no conversation "${id}".`)
      }
      return { conversation: known, root }
    },
    message(person, id) {
      const message = world.message(id)
      const conversation = message && conversationOf(person, message.conversation)
      if (!conversation || !isSeenBy(message, person.id, now())) {
        throw new Refusal(404, `${person.name} sees no message "${id}".`)
      }
      return { conversation, message }
    },
  }
}
