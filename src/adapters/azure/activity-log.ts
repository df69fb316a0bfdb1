import type { MonitorClient } from '@azure/arm-monitor'
import type { ActivityLog, ActivityQuery } from '../../ports/activity-log.ts'
import { AzureError } from '../../ports/jit.ts'
import { readActivity } from './activity-wire.ts'
import type { AzureAccess } from './azure-access.ts'
import { azureError } from './azure-error.ts'
import { perSubscription } from './per-subscription.ts'
import { type CallParts, watchedCall } from './watched-call.ts'
import { listAt } from './wire.ts'

export interface AzureActivityLogParts extends CallParts {
  readonly access: AzureAccess
}

/** Azure's activity log through Azure's client for it, which is loaded when it is first needed. `timeoutMs` is for each page. */
export function azureActivityLog({ access, ...parts }: AzureActivityLogParts): ActivityLog {
  const clients = perSubscription((subscription) => monitorClient(access, subscription))

  return {
    async *read(query) {
      const filter = filterOf(query)
      const stop = new AbortController()
      const { subscription } = query
      const client = await clients(subscription)
      const pages = client.activityLogs.list(filter, { abortSignal: stop.signal }).byPage()
      for (;;) {
        const page = await watchedCall(parts, 'read', { subscription, filter }, async (timeUp) => {
          // The client takes one signal for all pages, and each has its own time.
          const abort = () => stop.abort()
          timeUp.addEventListener('abort', abort)
          try {
            return await pages.next()
          } finally {
            timeUp.removeEventListener('abort', abort)
          }
        })
        if (page.done) return
        for (const event of eventsOf(page.value)) {
          if (event !== undefined) yield event
        }
      }
    },
  }
}

function eventsOf(page: unknown) {
  try {
    return listAt({ page }, 'page').map(readActivity)
  } catch (error) {
    throw azureError(error, 'read')
  }
}

/** Azure takes a time and one more condition, and no other syntax. */
function filterOf({ since, until, only }: ActivityQuery): string {
  const conditions = [`eventTimestamp ge '${new Date(since).toISOString()}'`]
  if (until !== undefined) conditions.push(`eventTimestamp le '${new Date(until).toISOString()}'`)
  if (only === undefined) return conditions.join(' and ')
  if ('resourceGroup' in only) conditions.push(`resourceGroupName eq '${quotable(only.resourceGroup)}'`)
  else if ('resource' in only) conditions.push(`resourceUri eq '${quotable(only.resource)}'`)
  else if ('provider' in only) conditions.push(`resourceProvider eq '${quotable(only.provider)}'`)
  else conditions.push(`correlationId eq '${quotable(only.correlationId)}'`)
  return conditions.join(' and ')
}

/** Nothing that Azure names has a quote in it; with one, the condition would be another. */
function quotable(value: string): string {
  if (value !== '' && !value.includes("'")) return value
  throw new AzureError(({ words }) => words.azure.noSuchFilter, {
    outcome: 'refused',
    code: 'NoSuchFilter',
  })
}

async function monitorClient(
  { credential, cloud, transport }: AzureAccess,
  subscription: string,
): Promise<MonitorClient> {
  const { MonitorClient } = await import('@azure/arm-monitor')
  return new MonitorClient(credential, subscription, {
    endpoint: cloud.endpoint,
    credentialScopes: cloud.scope,
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'jit-access-bot' },
    ...(transport === undefined ? {} : { httpClient: transport }),
  })
}
