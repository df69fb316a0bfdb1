import { join, resolve } from 'node:path'
import { openLog } from '../adapters/log/log.ts'
import { type Database, openDatabase } from '../adapters/postgres/database.ts'
import { hasCluster } from '../adapters/postgres/embedded/make-cluster.ts'
import { startEmbedded } from '../adapters/postgres/embedded.ts'
import { hasLedger } from '../adapters/postgres/ledger-span.ts'
import type { Say } from './sub-command.ts'

/**
 * Hands the bot's database to `work`. One that is not there is not made: throws a sentence that says what to set. The bot's other
 * settings do not matter here; an auditor needs no app id to read a ledger.
 */
export async function withLedger<T>(
  env: Readonly<Record<string, string | undefined>>,
  say: Say,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const log = openLog({ level: 'error', format: 'readable', write: say.err })
  const directory = join(env.DATA_DIR || './data', 'postgres')
  if (!env.DATABASE_URL && !(await hasCluster(join(directory, 'cluster')))) {
    throw new Error(
      `there is no database under ${resolve(directory)}. Set DATA_DIR to the data folder of the bot, or DATABASE_URL to its database`,
    )
  }
  const own = env.DATABASE_URL ? undefined : await startEmbedded({ directory, log })
  const database = openDatabase({ url: env.DATABASE_URL || (own?.url ?? ''), log, maxConnections: 2 })
  try {
    if (!(await hasLedger(database))) throw new Error('there is no ledger in this database. Is it the one of the bot?')
    return await work(database)
  } finally {
    await database.close()
    await own?.stop()
  }
}
