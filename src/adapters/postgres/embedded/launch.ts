import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { readLogFrom } from './explain-failure.ts'
import { serverEnvironment } from './make-cluster.ts'
import { isAlive, type Postmaster, readPostmaster } from './postmaster.ts'
import type { RunAs } from './run-as.ts'
import { until } from './until.ts'

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  max_connections: '100',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  // Nothing is replicated from here: less is written, fewer processes run.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_parallel_workers: '0',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // What people type must not end up in the server's log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

const longestLogBytes = 4 * 1024 * 1024

export type Launched =
  | { readonly ok: true; readonly postmaster: Postmaster }
  | { readonly ok: false; readonly said: string }

/** Starts a server that outlives us; ready when it answers. Its own session, so that Ctrl+C in our terminal is not meant for it. */
export async function launch(
  binaries: Binaries,
  directory: string,
  cluster: string,
  user: RunAs | undefined,
  wantedPort: number | undefined,
): Promise<Launched> {
  const port = wantedPort ?? (await freePort())
  const logPath = join(directory, 'server.log')
  const log = await open(logPath, 'a', 0o600)
  try {
    if ((await log.stat()).size > longestLogBytes) await log.truncate()
    const offset = (await log.stat()).size
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
      ...user,
      cwd: cluster,
      ...serverEnvironment(),
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    let failure: Error | undefined
    child.once('error', (error) => {
      failure = error
    })
    child.unref()
    const postmaster = await until(60_000, async () => {
      if (failure) throw failure
      const found = await readPostmaster(cluster)
      if (found?.pid === child.pid && found?.status === 'ready') return found
      return child.exitCode !== null || child.signalCode !== null ? false : undefined
    })
    if (postmaster) return { ok: true, postmaster }
    if (child.pid !== undefined && isAlive(child.pid)) child.kill('SIGQUIT')
    return { ok: false, said: await readLogFrom(logPath, offset) }
  } finally {
    await log.close()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
