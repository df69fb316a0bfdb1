import { setTimeout as sleep } from 'node:timers/promises'
import type { Journal } from '../journal.ts'
import type { Activity } from './inbound/activity.ts'
import type { BotAnswer } from './inbound/bot-caller.ts'
import type { Sender } from './inbound/envelope.ts'
import { installationActivities } from './inbound/installation.ts'

const firstRetryMs = 50
const longestRetryMs = 2_000

/**
 * Tells the bot, once for each service URL, that it was added to the team and to everybody's personal chat, and waits for a bot that is
 * not up yet. Each target is told in the order of Teams' events; a bot that refuses an event is not asked again.
 */
export async function announceInstallation(options: {
  readonly sender: Sender
  readonly journal: Journal
  readonly deliver: (activity: Activity) => Promise<BotAnswer>
  readonly signal: AbortSignal
}): Promise<void> {
  const { sender, journal, deliver, signal } = options
  const { people } = sender.roster
  const [installer] = people
  if (installer === undefined) return
  if (signal.aborted) return
  const announced = journal.entries()
  const team = sender.roster.teamHasApp ? (['team'] as const) : []
  for (const target of [...team, ...people.filter((person) => person.installed !== false)]) {
    const key = `installed/${target === 'team' ? 'team' : target.id}`
    if (announced.get(key) === sender.serviceUrl) continue
    for (const activity of installationActivities(sender, target, installer)) {
      if (!(await deliverWhenUp(deliver, activity, signal))) return
    }
    journal.put(key, sender.serviceUrl)
  }
}

/** False when the simulator was closed in the meantime. */
async function deliverWhenUp(
  deliver: (activity: Activity) => Promise<BotAnswer>,
  activity: Activity,
  signal: AbortSignal,
): Promise<boolean> {
  for (let retryMs = firstRetryMs; !signal.aborted; retryMs = Math.min(retryMs * 2, longestRetryMs)) {
    const { status } = await deliver(activity)
    if (signal.aborted) return false
    if (status < 500 && status !== 404) return true
    try {
      await sleep(retryMs, undefined, { signal })
    } catch {
      return false
    }
  }
  return false
}
