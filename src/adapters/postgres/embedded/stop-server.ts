import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { isAlive } from './postmaster.ts'
import { StartFailure } from './start-failure.ts'
import { until } from './until.ts'

/** Ends the server with this process id, which the caller has checked: quickly and cleanly, then by force. */
export async function stopServer(binaries: Binaries, pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    await send(binaries, pid, signal)
    if (await until(patienceMs, () => (isAlive(pid) ? undefined : true))) return
  }
  throw new StartFailure(`The database (process ${pid}) does not stop: end that process, then start again.`)
}

async function send(binaries: Binaries, pid: number, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(binaries.pg_ctl, ['kill', signal.slice(3), String(pid)]).catch(() => undefined)
    return
  }
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
