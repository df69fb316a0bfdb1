import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { packageFolder } from '../package-folder.ts'

const root = packageFolder()

/** The bot as its own process, as `npm start` runs it. `output` is all it printed so far. */
export interface StartedProgram {
  readonly url: string
  readonly process: ChildProcess
  output(): string
  /** Asks it to stop and waits; answers the exit code. */
  stop(): Promise<number | null>
  /** No warning, no cleaning up: what a crash is. */
  kill(): Promise<void>
}

/** Starts the built program with these settings and nothing of ours in its environment, and waits until it says that it is ready. */
export async function startProgram(
  settings: Readonly<Record<string, string>>,
  timeoutMs = 60_000,
): Promise<StartedProgram> {
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const url = await new Promise<string>((ready, failed) => {
    const timer = setTimeout(() => failed(new Error(`not ready after ${timeoutMs} ms:\n${printed}`)), timeoutMs)
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /ready at (http:\/\/[^\s"]+)/.exec(printed)?.[1]
      if (found) {
        clearTimeout(timer)
        ready(found)
      }
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => {
      clearTimeout(timer)
      failed(new Error(`ended with ${code} before it was ready:\n${printed}`))
    })
  })
  return {
    url,
    process: child,
    output: () => printed,
    stop() {
      child.kill('SIGTERM')
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
