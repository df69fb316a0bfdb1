import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import type { Log } from '../../ports/log.ts'
import type { Database } from './database.ts'

/** The class of the advisory locks that say "this process lives". */
const presenceLock = 0x6a_69_74

/** How this process shows the other replicas that it lives. */
export interface Presence {
  /** Notes that we perform jobs under this id; returns once it is stored, however long the database is away. */
  register(workerId: string): Promise<void>
  /** The workers ended; what they may still hold is free. */
  forget(workerIds: readonly string[]): Promise<void>
  isSeen(): boolean
  release(): Promise<void>
}

/**
 * Holds a lock on a connection of its own: when the process dies, however it dies, the database lets the lock go at once, without
 * heartbeats and time limits. A lost connection is made anew.
 */
export async function announce({
  database,
  log,
  onReturn,
}: {
  readonly database: Database
  readonly log: Log
  /** The connection was lost, and is there again: so may the database have been. */
  readonly onReturn: () => void
}): Promise<Presence> {
  const workerIds = new Set<string>()
  let connection: { readonly client: pg.Client; readonly process: number } | undefined
  let released = false

  const appear = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: database.url,
      connectionTimeoutMillis: 4_000,
      keepAlive: true,
      application_name: 'jit-access-bot presence',
    })
    const process = randomInt(1, 2 ** 31)
    client.on('error', (error) => log.debug({ why: error.message }, 'the connection that shows our presence broke'))
    try {
      await client.connect()
      // A machine that vanishes says no goodbye: about 10 seconds.
      await client.query('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3')
      await client.query('select pg_advisory_lock($1, $2)', [presenceLock, process])
      await store(process, [...workerIds])
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    connection = { client, process }
    client.once('end', () => {
      connection = undefined
      if (!released) void reappear()
    })
  }

  const reappear = async (): Promise<void> => {
    while (!released && !connection) {
      await pause(250, undefined, { ref: false })
      if (!released) await appear().catch(() => undefined)
    }
    if (released) await connection?.client.end().catch(() => undefined)
    else onReturn()
  }

  const store = async (process: number, ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return
    await sql`
      insert into workers (id, process) select id, ${process} from unnest(${ids}::text[]) as id
      on conflict (id) do update set process = excluded.process`.execute(database.db)
  }

  await appear()
  return {
    register: async (workerId) => {
      workerIds.add(workerId)
      while (!released) {
        const process = connection?.process
        const stored =
          process !== undefined &&
          (await store(process, [workerId]).then(
            () => true,
            () => false,
          ))
        // A connection made anew in the meantime has stored it under its own number, or will.
        if (stored && connection?.process === process) return
        await pause(100, undefined, { ref: false })
      }
    },
    forget: async (ids) => {
      for (const id of ids) workerIds.delete(id)
      await freeJobsOfWorkers(database, ids)
    },
    isSeen: () => connection !== undefined,
    release: async () => {
      released = true
      await connection?.client.end().catch(() => undefined)
    },
  }
}

const isPresent = sql`exists (
  select from pg_locks
  where locktype = 'advisory' and classid = ${sql.lit(presenceLock)}::bigint::oid and objid = workers.process::bigint::oid
    and objsubid = 2 and granted and database = (select oid from pg_database where datname = current_database()))`

/** The processes that noted workers and are not there any more. */
export async function findAbsent({ db }: Database): Promise<number[]> {
  const { rows } = await sql<{ process: number }>`select distinct process from workers where not ${isPresent}`.execute(
    db,
  )
  return rows.map((row) => row.process)
}

/** Gives back the jobs that absent processes held, so that they are performed now and not after graphile-worker's four hours. */
export async function freeJobsOf({ db }: Database, processes: readonly number[]): Promise<void> {
  if (processes.length === 0) return
  await sql`
    with dead as (delete from workers where process = any (${processes}) and not ${isPresent} returning id),
    freed as (select graphile_worker.force_unlock_workers(array_agg(id)) from dead)
    select ${nudge} from freed`.execute(db)
}

async function freeJobsOfWorkers({ db }: Database, workerIds: readonly string[]): Promise<void> {
  await sql`
    with dead as (delete from workers where id = any (${workerIds})),
    freed as (select graphile_worker.force_unlock_workers(${workerIds}::text[]))
    select ${nudge} from freed`.execute(db)
}

/** Wakes idle workers: jobs became due without being added. */
const nudge = sql`pg_notify('jobs:insert', '{"count":100}')`
