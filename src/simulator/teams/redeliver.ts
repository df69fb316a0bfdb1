import { randomUUID } from 'node:crypto'
import type { Activity } from './inbound/activity.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/**
 * What Teams would send again for a message: the typed message itself (its newest edit), or the latest button pressed on a card;
 * under a new activity id where asked. Throws Refusal 404 where nothing was sent.
 */
export function activityAgain(world: World, messageId: string, newId: boolean): Activity {
  const activity = world.message(messageId)?.activity ?? world.pressOn(messageId)
  if (activity === undefined) throw new Refusal(404, `Nothing was delivered to the bot for a message "${messageId}".`)
  if (!newId) return activity
  return { ...activity, id: activity.type === 'invoke' ? `f:${randomUUID()}` : world.nextId() }
}
