import { chooseDatabase } from './choose-database.ts'
import { startBot } from './compose.ts'
import type { Log } from './ports/log.ts'
import { productionSurroundings } from './production-surroundings.ts'
import type { Releases } from './releases.ts'
import type { ProductionSettings } from './settings.ts'

/** The bot between Azure and Teams themselves. */
export async function startProduction(
  settings: ProductionSettings,
  log: Log,
  releases: Releases,
): Promise<{ readonly url: string }> {
  const databaseUrl = await chooseDatabase(settings, log, releases)
  return await startBot(
    settings,
    {
      ...(await productionSurroundings(settings)),
      clock: { now: Date.now },
      databaseUrl,
      policyFile: settings.policyFile,
    },
    { log, releases, mounts: [] },
  )
}
