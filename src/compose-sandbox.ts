import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { clouds } from './adapters/azure/cloud.ts'
import { sandboxCredential } from './adapters/azure/credential.ts'
import { loopbackTransport } from './adapters/azure/loopback-transport.ts'
import { loopbackFetch } from './adapters/graph/loopback-fetch.ts'
import type { Mount } from './adapters/http/server.ts'
import { fastForward } from './adapters/postgres/fast-forward.ts'
import { entra } from './adapters/sign-on/authorities.ts'
import { chooseDatabase } from './choose-database.ts'
import { startBot } from './compose.ts'
import { packageFolder } from './package-folder.ts'
import type { Log } from './ports/log.ts'
import type { Releases } from './releases.ts'
import { sandboxWaiting } from './sandbox-waiting.ts'
import type { SandboxSettings } from './settings.ts'
import { startAzureSimulator } from './simulator/azure/start-azure-simulator.ts'
import { startEntraSimulator } from './simulator/entra/start-entra-simulator.ts'
import { startGraphSimulator } from './simulator/graph/start-graph-simulator.ts'
import { sandboxApi } from './simulator/sandbox/api.ts'
import { tellAzureAddress } from './simulator/sandbox/azure-address.ts'
import { openSandboxClock } from './simulator/sandbox/clock.ts'
import { sandboxGroups } from './simulator/sandbox/groups.ts'
import { holdFolder } from './simulator/sandbox/hold-folder.ts'
import {
  sandboxAppId,
  sandboxChannels,
  sandboxPeople,
  sandboxTeam,
  sandboxTenantId,
} from './simulator/sandbox/people.ts'
import type { SandboxTeams } from './simulator/sandbox/sandbox-teams.ts'
import { setTheStage } from './simulator/sandbox/set-the-stage.ts'
import { viaProxy } from './simulator/sandbox/via.ts'
import { startTeamsSimulator } from './simulator/teams/start-teams-simulator.ts'

/** The bot between a simulated Azure and a simulated Teams. Builds no credential for the real ones: it could reach nothing if it tried. */
export async function startSandbox(
  settings: SandboxSettings,
  log: Log,
  releases: Releases,
): Promise<{ readonly url: string }> {
  const folder = join(settings.dataDir, 'sandbox')
  mkdirSync(folder, { recursive: true })
  releases.add('sandbox folder', holdFolder(folder))
  const clock = openSandboxClock(join(folder, 'clock.jsonl'))
  releases.add('clock', () => clock.close())
  const { now } = clock

  const databaseUrl = await chooseDatabase(settings, log, releases)
  const azure = await startAzureSimulator({
    now,
    vms: settings.sandboxVms,
    journalFile: join(folder, 'azure.jsonl'),
    settings: { roles: settings.sandboxRoles, activityLogDelayMs: 3_000 },
  })
  releases.add('simulated Azure', () => azure.close())
  releases.add('address of the simulated Azure', tellAzureAddress(folder, azure.url))
  const transport = loopbackTransport(azure.url)
  releases.add('connections to the simulated Azure', () => transport.close())

  const graph = await startGraphSimulator({
    people: sandboxPeople.map(({ id }) => id),
    groups: sandboxGroups,
    journalFile: join(folder, 'graph.jsonl'),
  })
  releases.add('simulated Graph', () => graph.close())
  const login = await startEntraSimulator({ tenantId: sandboxTenantId, appId: sandboxAppId })
  releases.add('simulated Entra', () => login.close())

  let url = ''
  let botIsUp: () => void = () => undefined
  const botReady = new Promise<void>((resolve) => {
    botIsUp = resolve
  })
  const waiting = sandboxWaiting(clock)
  const teams = await startTeamsSimulator({
    now,
    elapsedMs: waiting.now,
    botEndpoint: () => `${url}/api/messages`,
    botReady,
    appId: sandboxAppId,
    tenantId: sandboxTenantId,
    people: sandboxPeople,
    channels: sandboxChannels,
    team: sandboxTeam,
    journalFile: join(folder, 'teams.jsonl'),
  })
  releases.add('simulated Teams', () => teams.close())

  let advance: (seconds: number) => Promise<void> = async () => {}
  const api = sandboxApi({
    teams,
    azure,
    graph,
    login,
    clock: { now, advance: (seconds) => advance(seconds) },
    zone: settings.zone,
  })
  const via = viaProxy(
    () => url,
    (as) => sandboxPeople.find(({ id }) => id === as)?.address,
  )
  const bot = await startBot(
    settings,
    {
      clock,
      azure: { credential: sandboxCredential(), transport, cloud: clouds.public },
      estate: {},
      graphTransport: loopbackFetch(graph.url),
      teams: {
        identity: {
          kind: 'local',
          appId: sandboxAppId,
          tenantId: sandboxTenantId,
          openIdMetadataUrl: teams.openIdMetadataUrl,
          issuer: teams.issuer,
          outboundToken: () => 'sandbox',
        },
        tenants: [sandboxTenantId],
        serviceHosts: ['127.0.0.1'],
        fallbackServiceUrl: teams.serviceUrl,
        waiting,
      },
      pages: { authority: entra(login.origin), framedBy: ["'self'"], connectTo: [] },
      databaseUrl,
      policyFile: settings.policyFile ?? join(packageFolder(), 'sandbox/policy.yaml'),
    },
    {
      log,
      releases,
      mounts: [
        { prefix: '/sandbox/api', handle: api },
        { prefix: '/sandbox/via', handle: via },
        ...(await playgroundMounts(settings, teams)),
      ],
    },
  )
  url = bot.url
  const { database, worker } = bot
  advance = (seconds) =>
    fastForward({ database, log, moveClock: (ms) => clock.move(ms), rested: worker.rested }, seconds)
  botIsUp()
  await teams.announced
  await setTheStage(teams)
  log.info({}, 'This is the sandbox: Azure and Teams are simulated, and nothing here reaches the internet.')
  return { url }
}

/** What the Agents Playground posts unsigned, where it was allowed to; Teams' own calls, simulated or not, are always signed. */
async function playgroundMounts({ teamsAuth }: SandboxSettings, teams: SandboxTeams): Promise<readonly Mount[]> {
  const [person] = sandboxPeople
  if (teamsAuth !== 'none' || !person) return []
  const { playgroundBridge } = await import('./simulator/playground/bridge.ts')
  const handle = playgroundBridge({ teams, people: sandboxPeople, person })
  return [{ prefix: '/api/messages', only: ({ headers }) => headers.authorization === undefined, handle }]
}
