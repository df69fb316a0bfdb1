import { clouds } from '../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../src/adapters/azure/credential.ts'
import { loopbackTransport } from '../src/adapters/azure/loopback-transport.ts'
import { entra } from '../src/adapters/sign-on/authorities.ts'
import { startBot } from '../src/compose.ts'
import { startReleases } from '../src/releases.ts'
import { readSettings } from '../src/settings.ts'

/** The bot as in production, between a Teams and an Azure that another process simulates. Without pacing: the bench measures the bot, not Teams' limits. */
const {
  METADATA_URL = '',
  ISSUER = '',
  APP_ID = '',
  TENANT_ID = '',
  AZURE_URL = '',
  DATABASE = '',
  POLICY = '',
} = process.env
const read = readSettings({ PORT: '0', LOG_LEVEL: 'error' })
if (!read.ok) throw new Error(read.problems.join())
const log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: (fields: object, message: string) => console.error(message, fields),
}
const { url } = await startBot(
  read.settings,
  {
    clock: { now: Date.now },
    azure: { credential: sandboxCredential(), transport: loopbackTransport(AZURE_URL), cloud: clouds.public },
    estate: {},
    teams: {
      identity: {
        kind: 'local',
        appId: APP_ID,
        tenantId: TENANT_ID,
        openIdMetadataUrl: METADATA_URL,
        issuer: ISSUER,
        outboundToken: () => 'bench',
      },
      tenants: [TENANT_ID],
      serviceHosts: ['127.0.0.1'],
      fallbackServiceUrl: METADATA_URL.replace('/metadata', ''),
      limits: { conversation: [], app: [] },
    },
    pages: { authority: entra(new URL(METADATA_URL).origin), framedBy: [], connectTo: [] },
    databaseUrl: DATABASE,
    policyFile: POLICY,
  },
  { log, releases: startReleases(() => undefined), mounts: [] },
)
console.log(`ready at ${url}`)
