import { join } from 'node:path'
import { startEmbedded } from './adapters/postgres/embedded.ts'
import type { Log } from './ports/log.ts'
import type { Releases } from './releases.ts'
import type { CommonSettings } from './settings.ts'

/** The URL of the database that the settings name, or of a server of the bot's own under its data folder. */
export async function chooseDatabase(settings: CommonSettings, log: Log, releases: Releases): Promise<string> {
  if (settings.databaseUrl !== undefined) return settings.databaseUrl
  const server = await startEmbedded({ directory: join(settings.dataDir, 'postgres'), log })
  releases.add('own database server', () => server.stop())
  return server.url
}
