import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Log } from '../../ports/log.ts'
import { guardedPool } from './guarded-pool.ts'
import { migrateToLatest } from './migrate.ts'
import type { Schema } from './schema.ts'

export interface Database {
  readonly db: Kysely<Schema>
  /** For what may be lost when the database crashes: its connections do not wait for the disk, nor do they read a table from end to end. */
  readonly hasty: Kysely<Schema>
  /** The connections of `hasty`, for graphile-worker, without the guard. */
  readonly pool: pg.Pool
  /** For those who need a connection of their own. */
  readonly url: string
  /** Brings the tables up to date; safe when several replicas start at once. */
  migrate(): Promise<void>
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * Connects when first asked; it needs a session of its own (no transaction-pooling proxy), because jobs are listened for. Everything
 * through `db` throws `StoreUnavailable` when the database is away or slower than seconds, and works again once it is back.
 */
export function openDatabase({
  url,
  log,
  maxConnections = 12,
}: {
  url: string
  log: Log
  maxConnections?: number
}): Database {
  const connect = (options?: string) => {
    const pool = new pg.Pool({
      connectionString: url,
      ...(options === undefined ? {} : { options }),
      max: maxConnections,
      connectionTimeoutMillis: 4_000,
      statement_timeout: 6_000,
      lock_timeout: 5_000,
      // A server that went silent does not even time statements out.
      query_timeout: 8_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      application_name: 'jit-access-bot',
    })
    // A connection that breaks emits an error, and an error that nobody listens for ends the process.
    pool.on('error', (error) => log.warn({ why: error.message }, 'an idle database connection broke'))
    pool.on('connect', (client) => {
      client.on('error', (error) => log.debug({ why: error.message }, 'a database connection broke'))
    })
    return pool
  }
  const durable = connect()
  // What the queue itself writes (a job is locked, a job is done) need not outlive a crash of the database: the job runs again.
  // Nor is a table of jobs read from end to end, as PostgreSQL plans it as long as nobody has counted its rows.
  const pool = connect('-c synchronous_commit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off')
  const over = (pool: pg.Pool) => new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guardedPool(pool) }) })
  const db = over(durable)
  return {
    db,
    hasty: over(pool),
    pool,
    url,
    migrate: () => migrateToLatest(url, log),
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    close: async () => {
      await db.destroy()
      await pool.end()
    },
  }
}
