import type { Activity } from '../domain/activity.ts'
import { defenderCaller } from '../domain/activity.ts'
import type { ToldByLog } from '../domain/policy-drift.ts'
import { missingRightText } from '../domain/rights/missing-right.ts'
import type { ActivityQuery } from '../ports/activity-log.ts'
import { AzureError } from '../ports/jit.ts'
import { inAllLanguages, inEnglish, type Told } from '../words/text.ts'
import type { DriftDeps } from './tell-drift.ts'

/** So many questions one look puts to the activity log: who did what was found, and whether the bot's own windows are. */
const mostQuestions = { who: 20, own: 10 }
/** So many events it reads for each. */
const mostEvents = 300

/** The activity log for one look of the watcher. `waits`: it may well tell in a minute, being behind. */
export interface LogBook {
  events(
    query: ActivityQuery,
    about: keyof typeof mostQuestions,
  ): Promise<readonly Activity[] | { readonly why: Told; readonly waits: boolean }>
  /** Who did what `isIt` takes, the newest first and each once; never Defender itself. */
  callers(
    query: ActivityQuery,
    isIt: (activity: Activity) => boolean,
  ): Promise<{ readonly told: ToldByLog; readonly waits: boolean }>
}

export const notYet = inAllLanguages(({ words }) => words.azure.who.notYet)
const tooMuch = inAllLanguages(({ words }) => words.azure.who.tooMuch)

/** Bounded; a subscription whose log may not be read is asked once, and the operator is told once. */
export function openLogBook({
  activityLog,
  drifts,
  clock,
  log,
}: Pick<DriftDeps, 'activityLog' | 'drifts' | 'clock' | 'log'>): LogBook {
  const closed = new Map<string, Told>()
  const asked = { who: 0, own: 0 }

  async function events(query: ActivityQuery, about: keyof typeof mostQuestions) {
    const { subscription } = query
    const shut = closed.get(subscription)
    if (shut !== undefined) return { why: shut, waits: false }
    if (asked[about] >= mostQuestions[about]) return { why: tooMuch, waits: true }
    asked[about]++
    try {
      const found: Activity[] = []
      for await (const activity of activityLog.read(query)) {
        found.push(activity)
        if (found.length >= mostEvents) break
      }
      return found
    } catch (error) {
      if (!(error instanceof AzureError)) throw error
      if (error.status !== 403)
        return { why: inAllLanguages((reader) => reader.words.azure.who.cannotAsk(error.said(reader))), waits: true }
      const right = { action: 'Microsoft.Insights/eventtypes/values/read', scope: `/subscriptions/${subscription}` }
      const why = inAllLanguages(missingRightText(error.missing ?? right))
      closed.set(subscription, why)
      if (await drifts.note(`activity log|${subscription}`, clock.now(), [], []))
        log.warn(
          { subscription, said: inEnglish(why) },
          'the activity log cannot be read: the watcher cannot tell who did what',
        )
      return { why, waits: false }
    }
  }

  return {
    events,
    async callers(query, isIt) {
      const found = await events(query, 'who')
      if ('why' in found) return { told: { unknown: found.why }, waits: found.waits }
      const done = found.filter(
        (activity) => activity.caller !== '' && activity.caller !== defenderCaller && isIt(activity),
      )
      const callers = [...new Set(done.map(({ caller }) => caller.slice(0, 120)))]
      return callers.length > 0 ? { told: { callers }, waits: false } : { told: { unknown: notYet }, waits: true }
    },
  }
}
