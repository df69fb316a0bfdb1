import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The version that this was tried with. */
const playground = '@microsoft/m365agentsplayground@0.2.28'

export interface Playground {
  readonly url: string
  /** Kept when it ends by itself. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** Starts Microsoft's Playground by npx, which fetches it the first time. Rejects with what it printed if it does not come up. */
export async function startPlayground(
  bot: string,
  config: string,
  port: number,
  timeoutMs = 180_000,
): Promise<Playground> {
  const folder = mkdtempSync(join(tmpdir(), 'jit-playground-'))
  const file = join(folder, 'playground.yml')
  writeFileSync(file, config)
  const windows = process.platform === 'win32'
  const options = ['-e', `${bot}/api/messages`, '-c', 'msteams', '--disable-telemetry', '-p', String(port)]
  // A group of its own: npx starts others, and all of them are to end.
  const child = spawn('npx', ['--yes', playground, ...options], {
    cwd: folder,
    env: {
      ...process.env,
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: file,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
      // Where there is no browser to open, it ends.
      TEAMSAPPTESTER_BROWSER: 'none',
    },
    detached: !windows,
    shell: windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  const stop = async () => {
    end(child, windows)
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { url: await address(child, timeoutMs), ended, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function address(child: ChildProcess, timeoutMs: number): Promise<string> {
  return new Promise((ready, failed) => {
    let printed = ''
    const fail = (why: string) => failed(new Error(`The Agents Playground ${why}.\n${printed.trim()}`.trim()))
    const timer = setTimeout(() => fail(`did not start within ${timeoutMs / 1000} seconds`), timeoutMs)
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const port = /Listening on (\d+)/.exec(printed)?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      ready(`http://localhost:${port}`)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', (error) => {
      clearTimeout(timer)
      fail(`can not be started by npx: ${error.message}`)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with ${code} (npx fetches it once, for which it needs the registry)`)
    })
  })
}

function end(child: ChildProcess, windows: boolean): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (windows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'])
    else process.kill(-child.pid, 'SIGTERM')
  } catch {
    // It has ended in the meantime.
  }
}
