import { setTimeout as pause } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import { Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from '../../ports/log.ts'
import { guardedPool } from './guarded-pool.ts'
import { buildIndexes } from './indexes.ts'
import { migrations } from './migrations/all.ts'
import { asStoreUnavailable } from './store-unavailable.ts'
import { workerLogger } from './worker-logger.ts'

/**
 * Brings the tables up to date: ours, then graphile-worker's. Several replicas may do it at once, one of them works and the others
 * wait: on a lock of ours, because graphile-worker has none for the very first time. No statement timeout: an index may take its time.
 */
export async function migrateToLatest(url: string, log: Log): Promise<void> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: 5_000,
    application_name: 'jit-access-bot migration',
  })
  pool.on('error', () => undefined)
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: guardedPool(pool) }) })
  try {
    const lock = await pool.connect()
    try {
      await takeTurn(lock)
      const { error, results } = await new Migrator({
        db,
        provider: { getMigrations: async () => migrations },
        // Each stands alone: one that was written in parallel may come after one with a higher number.
        allowUnorderedMigrations: true,
      }).migrateToLatest()
      for (const { migrationName, status } of results ?? []) log.info({ migrationName, status }, 'a migration was run')
      if (error) throw error
      await runMigrations({ pgPool: pool, logger: workerLogger(log) })
      await buildIndexes(lock, log)
    } finally {
      // The lock ends with its connection.
      lock.release(true)
    }
  } catch (error) {
    throw asStoreUnavailable(error)
  } finally {
    await db.destroy()
  }
}

const migrationLock = 0x6a_69_74_01

/** Asks again and again instead of waiting in one statement: an index that is built beside the traffic waits for all that run. */
async function takeTurn(client: pg.PoolClient): Promise<void> {
  for (;;) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [migrationLock])
    if (rows[0]?.mine === true) return
    await pause(100)
  }
}
