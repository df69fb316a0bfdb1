import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { migrationState } from '../../adapters/postgres/migration-state.ts'
import { chooseDatabase } from '../../choose-database.ts'
import type { Log } from '../../ports/log.ts'
import { startReleases } from '../../releases.ts'
import type { CommonSettings } from '../../settings.ts'
import type { Check } from './check.ts'

const area = 'Database'

/** Whether it answers and has our tables. Makes and changes nothing: a database of the bot's own that is not there yet stays so. */
export async function checkDatabase(settings: CommonSettings, log: Log): Promise<Check[]> {
  const own = join(settings.dataDir, 'postgres')
  if (settings.databaseUrl === undefined && !existsSync(join(own, 'cluster')))
    return [{ area, name: 'reachable', state: 'works', text: `There is none yet: the bot makes its own under ${own}.` }]
  const releases = startReleases(() => undefined)
  try {
    const url = await chooseDatabase(settings, log, releases)
    const database = openDatabase({ url, log, maxConnections: 1 })
    releases.add('database', () => database.close())
    const state = await migrationState(database)
    return [{ area, name: 'reachable', state: 'works', text: 'It answers.' }, tables(state)]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const setting = settings.databaseUrl === undefined ? own : 'the one of DATABASE_URL'
    return [{ area, name: 'reachable', state: 'missing', text: `The database (${setting}) does not answer: ${why}` }]
  } finally {
    await releases.all().catch(() => undefined)
  }
}

function tables({ pending, unknown }: Awaited<ReturnType<typeof migrationState>>): Check {
  const name = 'tables'
  if (unknown.length > 0) {
    const text = `A newer release has changed it (${unknown.join(', ')}). Start that release, or give this one a database of its own.`
    return { area, name, state: 'missing', text }
  }
  if (pending.length === 0) return { area, name, state: 'works', text: 'They are up to date.' }
  return {
    area,
    name,
    state: 'warning',
    text: `They are not up to date (${pending.join(', ')}): the bot brings them up to date when it starts.`,
  }
}
