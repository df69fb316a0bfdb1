import { join, resolve } from 'node:path'
import type { Log } from '../../ports/log.ts'
import { findBinaries } from './embedded/binaries.ts'
import { explainFailure } from './embedded/explain-failure.ts'
import { ensureReachable, prepareFolder } from './embedded/folder.ts'
import { launch } from './embedded/launch.ts'
import { databaseUser, makeCluster } from './embedded/make-cluster.ts'
import { keepPassword } from './embedded/password.ts'
import { isAlive, type Postmaster } from './embedded/postmaster.ts'
import { runAs } from './embedded/run-as.ts'
import { askOnce, findRunning, visitor } from './embedded/running.ts'
import { stopServer } from './embedded/stop-server.ts'
import { until } from './embedded/until.ts'

export interface EmbeddedServer {
  readonly url: string
  /** Stops the server unless another process still uses it: whoever leaves last puts out the light. */
  stop(): Promise<void>
}

const tries = 5
const watchEveryMs = 1_000

/**
 * A PostgreSQL server on 127.0.0.1 with its data under `directory`. One that runs there already, left over by a process that was
 * killed or used by another one, is shared; one that does not let us in is stopped and started again. It is started again, too, if
 * it dies while we run. Throws a sentence that says what to do.
 */
export async function startEmbedded({ directory, log }: { directory: string; log: Log }): Promise<EmbeddedServer> {
  const path = resolve(directory)
  try {
    return await start(path, log)
  } catch (error) {
    throw explainFailure(error, path)
  }
}

async function start(path: string, log: Log): Promise<EmbeddedServer> {
  const binaries = findBinaries()
  const user = await runAs()
  const directory = await prepareFolder(path, user)
  if (user) await ensureReachable(binaries.postgres, user)
  const password = await keepPassword(join(directory, 'password'))
  const cluster = join(directory, 'cluster')
  const urlFor = (port: number) => `postgres://${databaseUser}:${password}@127.0.0.1:${port}/postgres`

  const bringUp = async (wantedPort?: number): Promise<Postmaster> => {
    let said = ''
    for (let attempt = 0; attempt < tries; attempt++) {
      const running = await findRunning(cluster, urlFor)
      if (running.kind === 'ours') {
        log.info({ directory, pid: running.postmaster.pid }, 'the database is running already and is shared')
        return running.postmaster
      }
      if (running.kind === 'deaf') {
        log.warn(
          { directory, pid: running.postmaster.pid },
          'a database server is left over and does not answer; it is stopped',
        )
        await stopServer(binaries, running.postmaster.pid)
      }
      await makeCluster(binaries, cluster, password, user)
      const launched = await launch(binaries, directory, cluster, user, wantedPort)
      if (launched.ok) return launched.postmaster
      said = launched.said
      // Somebody took the port, or another process of ours was faster: look again. Anything else will not get better.
      if (!/could not bind|Address already in use|lock file .* (already exists|is empty)/.test(said)) break
    }
    throw new Error(said)
  }

  const began = performance.now()
  let postmaster = await bringUp()
  log.info({ directory, port: postmaster.port, tookMs: Math.round(performance.now() - began) }, 'the database is up')

  let stopping = false
  let watching: Promise<void> | undefined
  const watch = setInterval(() => {
    if (watching || stopping || isAlive(postmaster.pid)) return
    log.error({ directory, pid: postmaster.pid }, 'the database server died; it is started again')
    watching = bringUp(postmaster.port)
      .then((found) => {
        postmaster = found
      })
      .catch((error: unknown) =>
        log.error({ why: explainFailure(error, directory).message }, 'the database does not start'),
      )
      .finally(() => {
        watching = undefined
      })
  }, watchEveryMs)
  watch.unref()

  return {
    url: urlFor(postmaster.port),
    stop: async () => {
      if (stopping) return
      stopping = true
      clearInterval(watch)
      await watching
      if (!isAlive(postmaster.pid)) return
      const url = urlFor(postmaster.port)
      if (await isInUse(url)) {
        log.info({ directory }, 'another process uses the database; it is left running')
        return
      }
      await stopServer(binaries, postmaster.pid)
    },
  }
}

/** Our own connections take a moment to be seen gone. */
async function isInUse(url: string): Promise<boolean> {
  const question = `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and application_name <> '${visitor}'`
  const alone = await until(
    500,
    async () => {
      const rows = await askOnce(url, question).catch(() => undefined)
      return rows === undefined || rows[0]?.n === 0 ? true : undefined
    },
    25,
  )
  return alone !== true
}
