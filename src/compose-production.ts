import { clouds } from './adapters/azure/cloud.ts'
import { productionCredential } from './adapters/azure/credential.ts'
import { defaultServiceUrl, knownServiceHosts } from './adapters/teams/service-hosts.ts'
import { chooseDatabase } from './choose-database.ts'
import { startBot } from './compose.ts'
import type { Log } from './ports/log.ts'
import type { Releases } from './releases.ts'
import type { ProductionSettings } from './settings.ts'

/** The bot between Azure and Teams themselves. */
export async function startProduction(
  settings: ProductionSettings,
  log: Log,
  releases: Releases,
): Promise<{ readonly url: string }> {
  const { app, azure, allowedTenants, connectorHosts } = settings
  const databaseUrl = await chooseDatabase(settings, log, releases)
  const cloud = azure.cloud === 'usgov' ? clouds.usgovernment : clouds.public
  return await startBot(
    settings,
    {
      clock: { now: Date.now },
      toRealTime: (atMs) => new Date(atMs),
      azure: {
        credential: await productionCredential({
          kind: 'default',
          cloud,
          ...(azure.clientId ? { clientId: azure.clientId } : {}),
        }),
        cloud,
      },
      estate: azure.subscriptions ? { subscriptions: azure.subscriptions } : {},
      teams: {
        identity: {
          kind: 'azure',
          appId: app.id,
          tenantId: app.tenantId,
          cloud: azure.cloud,
          credential: app.credential,
        },
        tenants: allowedTenants,
        serviceHosts: [...knownServiceHosts(azure.cloud), ...connectorHosts],
        fallbackServiceUrl: defaultServiceUrl(azure.cloud),
      },
      databaseUrl,
      policyFile: settings.policyFile,
    },
    { log, releases, mounts: [] },
  )
}
