import { startServer } from '../../../src/adapters/http/server.ts'
import { botSurface } from '../../../src/adapters/teams/bot-surface.ts'
import { sandboxAppId, sandboxChannels, sandboxPeople, sandboxTenantId } from '../../../src/simulator/sandbox/people.ts'
import type { TeamsPerson } from '../../../src/simulator/teams/roster.ts'
import { startTeamsSimulator } from '../../../src/simulator/teams/start-teams-simulator.ts'
import { memoryAddressBook, memorySeen, recordingChat, recordingLog } from './recording.ts'

/** The real server and adapter against the simulated Teams, as the sandbox composes them. */
export async function startTogether(people: readonly TeamsPerson[] = sandboxPeople) {
  let url = ''
  const heard = recordingChat()
  const addresses = memoryAddressBook()
  const teams = await startTeamsSimulator({
    now: Date.now,
    botEndpoint: () => `${url}/api/messages`,
    appId: sandboxAppId,
    tenantId: sandboxTenantId,
    people,
    channels: sandboxChannels,
  })
  const { log } = recordingLog()
  const surface = await botSurface({
    language: 'en',
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
    addressBook: addresses.book,
    seen: memorySeen(),
    welcomes: memorySeen(),
    clock: { now: Date.now },
    log,
  })
  const bot = surface.answering(heard.chat)
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    messages: (call) => bot.process(call),
    checks: {},
    metrics: { contentType: 'text/plain', text: async () => '' },
    log,
  })
  url = server.url
  return {
    teams,
    heard,
    addresses,
    messenger: surface.messenger,
    roster: surface.roster,
    async close() {
      await server.close()
      surface.stop()
      await teams.close()
    },
  }
}
