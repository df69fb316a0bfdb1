import { type ActivityFilter, readActivityFilter } from './activity-filter.ts'
import { eventToWire, type PlacedEvent, providerOf, resourceGroupOf } from './activity-wire.ts'
import type { ArmAnswer, ArmCall, ArmRoute } from './arm-route.ts'
import { page } from './page.ts'

/** The activity log of a subscription, newest first. */
export const activityRoutes: readonly ArmRoute[] = [
  {
    operation: 'activity-log',
    method: 'GET',
    pattern: '/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values',
    versions: ['2015-04-01'],
    action: 'Microsoft.Insights/eventtypes/values/read',
    handle: listEvents,
  },
]

function listEvents(call: ArmCall): ArmAnswer {
  const { world, query } = call
  const filter = readActivityFilter(query.get('$filter'))
  const delayMs = world.settings.activityLogDelayMs
  const events = world.activities
    .of(call.param('subscription').toLowerCase())
    .flatMap((activity) => activity.events.map((event, index): PlacedEvent => ({ activity, event, index })))
    .filter(({ event }) => event.atMs + delayMs <= world.now())
    .filter((placed) => isAskedFor(placed, filter))
    .sort((a, b) => b.event.atMs - a.event.atMs || b.activity.sequence - a.activity.sequence || b.index - a.index)
  const chosen = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim())
  return page(call, events, (placed) => chooseFrom(eventToWire(placed, delayMs), chosen), world.settings.pageSize)
}

function isAskedFor({ activity, event }: PlacedEvent, { fromMs, untilMs, by }: ActivityFilter): boolean {
  if (event.atMs < fromMs || event.atMs > untilMs) return false
  if (by === undefined) return true
  const values = {
    resourceGroupName: resourceGroupOf(event.resourceId),
    resourceUri: event.resourceId,
    resourceProvider: providerOf(event.resourceId),
    correlationId: activity.correlationId,
  }
  return values[by.property].toLowerCase() === by.value.toLowerCase()
}

function chooseFrom(event: Record<string, unknown>, names: readonly string[] | undefined): object {
  if (names === undefined) return event
  return Object.fromEntries(Object.entries(event).filter(([name]) => names.includes(name)))
}
