import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** What `start-warm.ts` asks: start a bot with these settings, stop it, or kill its process. */
export type Asked =
  | { readonly start: Readonly<Record<string, string>> }
  | { readonly stop: number }
  | { readonly kill: number }

/** A bot that runs. What it prints goes to `file`, from the byte `from` on. */
export interface Warm {
  readonly pid: number
  readonly url: string
  readonly file: string
  readonly from: number
}

interface Program {
  readonly process: ChildProcess
  readonly pid: number
  readonly file: string
}

/**
 * Processes that have loaded the bot, lent to one journey after the other: each runs one bot at a time, with a database and a folder of
 * its own. As many as are wanted at once; one that was killed, or could not start or stop its bot, is not lent again.
 */
export async function serveWarmPrograms(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'jit-warm-'))
  const all = new Map<number, Program>()
  const idle: Program[] = []
  let started = 0

  async function begin(): Promise<Program> {
    const file = join(folder, `${++started}.log`)
    const output = openSync(file, 'a')
    const { PATH = '', HOME = '' } = process.env
    const child = fork(join(import.meta.dirname, 'warm-program.mjs'), {
      env: { PATH, HOME },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', output, output, 'ipc'],
    })
    closeSync(output)
    await once(child, 'spawn')
    const program = { process: child, pid: child.pid ?? 0, file }
    all.set(program.pid, program)
    child.once('exit', () => {
      all.delete(program.pid)
      const at = idle.indexOf(program)
      if (at >= 0) idle.splice(at, 1)
    })
    return program
  }

  async function end({ process: child }: Program): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  /** Its answer; a process that ends instead has failed. */
  function tell(program: Program, message: object): Promise<Record<string, unknown>> {
    return new Promise((resolve) => {
      const ended = () => resolve({ failed: 'it ended' })
      program.process.once('exit', ended)
      program.process.once('message', (answer) => {
        program.process.off('exit', ended)
        resolve(answer as Record<string, unknown>)
      })
      program.process.send(message)
    })
  }

  async function answer(asked: Asked): Promise<object> {
    if ('start' in asked) {
      const program = idle.shift() ?? (await begin())
      const from = statSync(program.file).size
      const { url, failed } = await tell(program, { start: asked.start })
      if (url === undefined) await end(program)
      return { pid: program.pid, url, failed, file: program.file, from }
    }
    const program = all.get('stop' in asked ? asked.stop : asked.kill)
    if (!program) return { code: null }
    if ('kill' in asked) {
      await end(program)
      return { code: null }
    }
    const { code = null } = await tell(program, {})
    if (code === 0) idle.push(program)
    else await end(program)
    return { code }
  }

  const server = createServer(async (request, response) => {
    try {
      response.end(JSON.stringify(await answer(JSON.parse(await text(request)))))
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  // A test that runs a program and waits for it does not see that a connection was closed meanwhile, and asks on it.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await Promise.all([...all.values()].map(end))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
