import { clouds } from './adapters/azure/cloud.ts'
import { productionCredential } from './adapters/azure/credential.ts'
import { teamsHosts, teamsScripts } from './adapters/http/teams-hosts.ts'
import { signOnAuthorities } from './adapters/sign-on/authorities.ts'
import { botFramework } from './adapters/teams/bot-framework.ts'
import type { ProductionSettings } from './settings.ts'
import type { Surroundings } from './surroundings.ts'

/** Azure and Teams themselves, all in the one cloud that was chosen. Asks for no token yet. */
export async function productionSurroundings(
  settings: ProductionSettings,
): Promise<Pick<Surroundings, 'azure' | 'estate' | 'teams' | 'pages'>> {
  const { app, azure, allowedTenants, connectorHosts } = settings
  const cloud = clouds[settings.cloud]
  const { serviceHosts, serviceUrl } = botFramework[settings.cloud]
  const clientId = azure.clientId ? { clientId: azure.clientId } : {}
  return {
    azure: { credential: await productionCredential({ kind: 'default', cloud, ...clientId }), cloud },
    estate: azure.subscriptions ? { subscriptions: azure.subscriptions } : {},
    teams: {
      identity: {
        kind: 'azure',
        appId: app.id,
        tenantId: app.tenantId,
        cloud: settings.cloud,
        credential: app.credential,
      },
      tenants: allowedTenants,
      serviceHosts: [...serviceHosts, ...connectorHosts],
      fallbackServiceUrl: serviceUrl,
    },
    pages: {
      authority: signOnAuthorities[settings.cloud],
      framedBy: teamsHosts[settings.cloud],
      connectTo: teamsScripts,
    },
  }
}
