import type { Activity } from '../domain/activity.ts'
import type { AuditCall } from '../domain/audit-record.ts'
import type { ActivityLog, ActivityQuery } from '../ports/activity-log.ts'
import { AzureError } from '../ports/jit.ts'
import type { Log } from '../ports/log.ts'
import { noOne, type Reader } from '../words/reader.ts'
import type { Text } from '../words/text.ts'

export interface AzureTrailDeps {
  readonly activityLog: ActivityLog
  readonly log: Log
}

/** What Azure's activity log has of calls of ours. `gaps`: sentences for the auditor on what could not be read. */
export interface AzureTrail {
  /** Each once, oldest first. */
  readonly events: readonly Activity[]
  readonly gaps: readonly Text[]
}

const minuteMs = 60_000
/** Azure keeps 90 days; the last of them may be on its way out. */
const keptMs = 90 * 86_400_000 - 10 * minuteMs
/** Azure tells of what it did minutes later. */
const lateMs = 20 * minuteMs
/** Somebody waits for the answer in the chat. */
const patienceMs = 4_000
const mostEvents = 400
/** Up to so many calls are asked for one by one, more by their time; so many queries at most. */
const mostOneByOne = 3
const mostQueries = 6

/** Asks Azure what it did for these calls: by correlation id where they are few, else by time for each subscription. Never rejects for what Azure does. */
export async function readAzureTrail(
  deps: AzureTrailDeps,
  calls: readonly AuditCall[],
  now: number,
): Promise<AzureTrail> {
  const kept = calls.filter(({ at }) => at > now - keptMs)
  const queries = queriesFor(kept, now)
  const told = await Promise.all(queries.slice(0, mostQueries).map((query) => ask(deps, query)))
  const wanted = new Set(kept.map(({ correlationId }) => correlationId.toLowerCase()))
  const byId = new Map<string, Activity>()
  for (const { events } of told)
    for (const event of events) if (wanted.has(event.correlationId.toLowerCase())) byId.set(event.id, event)
  // Azure has the newest first, also of one moment.
  const events = [...byId.values()].reverse().sort((a, b) => a.at - b.at)
  const unasked = queries.length - mostQueries
  const failed = [
    ...told.flatMap(({ gap }) => gap ?? []),
    ...(unasked > 0 ? [({ words }: Reader) => words.azure.log.unasked(unasked)] : []),
  ]
  const gaps = [...failed, ...silences(calls, kept, events, failed.length > 0, now)]
  // Several subscriptions may have the same to tell.
  return { events, gaps: [...new Map(gaps.map((gap) => [gap(noOne), gap])).values()] }
}

function queriesFor(calls: readonly AuditCall[], now: number): ActivityQuery[] {
  const around = (some: readonly AuditCall[]) => {
    const times = some.map(({ at }) => at)
    const since = Math.max(now - keptMs, Math.min(...times) - 5 * minuteMs)
    return { since, until: Math.max(...times) + 2 * lateMs }
  }
  if (calls.length <= mostOneByOne)
    return calls.map((call) => ({
      subscription: subscriptionOf(call),
      ...around([call]),
      only: { correlationId: call.correlationId },
    }))
  return [...new Set(calls.map(subscriptionOf))].map((subscription) => ({
    subscription,
    ...around(calls.filter((call) => subscriptionOf(call) === subscription)),
    only: { provider: 'Microsoft.Security' },
  }))
}

function subscriptionOf({ vm }: AuditCall): string {
  return vm.split('/')[2] ?? ''
}

/** What is not there, and why that may be. */
function silences(
  calls: readonly AuditCall[],
  kept: readonly AuditCall[],
  events: readonly Activity[],
  failed: boolean,
  now: number,
): Text[] {
  const seen = new Set(events.map(({ correlationId }) => correlationId.toLowerCase()))
  const silent = failed ? [] : kept.filter(({ correlationId }) => !seen.has(correlationId.toLowerCase()))
  return [
    ...(kept.length < calls.length ? [({ words }: Reader) => words.azure.log.tooOld] : []),
    ...(silent.some(({ at }) => at > now - lateMs) ? [({ words }: Reader) => words.azure.log.tooEarly] : []),
    ...(silent.some(({ at }) => at <= now - lateMs) ? [({ words }: Reader) => words.azure.log.nothing] : []),
  ]
}

async function ask(
  { activityLog, log }: AzureTrailDeps,
  query: ActivityQuery,
): Promise<{ readonly events: readonly Activity[]; readonly gap?: Text }> {
  const events: Activity[] = []
  const pages = activityLog.read(query)[Symbol.asyncIterator]()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'late')
  })
  try {
    for (;;) {
      const next = pages.next()
      const got = await Promise.race([next, late])
      if (got === 'late') {
        // Whatever becomes of it, nobody waits any more.
        next.catch(() => undefined)
        return { events, gap: ({ words }) => words.azure.log.late }
      }
      if (got.done) return { events }
      events.push(got.value)
      if (events.length >= mostEvents) return { events, gap: ({ words }) => words.azure.log.newestOnly(mostEvents) }
    }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const { code, status, missing, explanation } = error
    log.warn({ subscription: query.subscription, code, status, ...missing }, 'the activity log cannot be read')
    return { events, gap: (reader) => reader.words.azure.log.cannotRead(explanation(reader)) }
  } finally {
    clearTimeout(timer)
    // Pages that are not needed are not asked for.
    void pages.return?.()?.catch(() => undefined)
  }
}
