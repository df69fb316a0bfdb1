import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { isAlive, isServerOf, type Postmaster, readPostmaster } from './postmaster.ts'
import { until } from './until.ts'

/**
 * - `none`: no server runs on this data folder (a stale `postmaster.pid` of a dead one is the new server's own affair).
 * - `ours`: it answers with our password, so it can be shared.
 * - `deaf`: a server of this folder that does not let us in.
 */
export type Running = { readonly kind: 'none' } | { readonly kind: 'ours' | 'deaf'; readonly postmaster: Postmaster }

const patienceMs = 5_000
const emptyMs = 1_000

/** Looks for a server that was left over or belongs to another process of ours, and waits while one is starting or stopping. */
export async function findRunning(cluster: string, urlFor: (port: number) => string): Promise<Running> {
  await removeEmpty(join(cluster, 'postmaster.pid'))
  const first = await readPostmaster(cluster)
  if (!first || !isAlive(first.pid)) return { kind: 'none' }
  if (await answers(urlFor(first.port), cluster)) return { kind: 'ours', postmaster: first }
  if (!(await isServerOf(first.pid, cluster))) {
    // The number belongs to some other program by now; the server would believe the file and refuse to start.
    await rm(join(cluster, 'postmaster.pid'), { force: true })
    return { kind: 'none' }
  }
  const settled = await until(
    patienceMs,
    async (): Promise<Running | undefined> => {
      const now = await readPostmaster(cluster)
      if (!now || !isAlive(now.pid)) return { kind: 'none' }
      if (now.status === 'stopping') return undefined
      return (await answers(urlFor(now.port), cluster)) ? { kind: 'ours', postmaster: now } : undefined
    },
    50,
  )
  return settled ?? { kind: 'deaf', postmaster: first }
}

/** A server that starts fills its file at once. One that stays empty was left by a crash of the machine, and no server starts beside it. */
async function removeEmpty(file: string): Promise<void> {
  const filled = await until(emptyMs, async () => {
    const found = await stat(file).catch(() => undefined)
    return found?.size === 0 ? undefined : true
  })
  if (!filled) await rm(file, { force: true })
}

async function answers(url: string, cluster: string): Promise<boolean> {
  const rows = await askOnce(url, 'show data_directory').catch(() => [])
  return rows[0]?.data_directory === cluster
}

/** One question over a connection of its own. */
export async function askOnce(url: string, question: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
    application_name: visitor,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(question)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Connections under this name only look; nobody depends on them. */
export const visitor = 'jit-access-bot visitor'
