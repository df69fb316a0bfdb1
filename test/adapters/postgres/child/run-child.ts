import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const register = fileURLToPath(new URL('../../../running/typescript.mjs', import.meta.url))

/** A program of this folder in a process of its own. `said` answers its next line. */
export function runChild(
  program: string,
  args: readonly string[],
): { readonly process: ChildProcess; said(): Promise<string>; kill(): Promise<void> } {
  const child = spawn(
    process.execPath,
    ['--import', register, fileURLToPath(new URL(program, import.meta.url)), ...args],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      const next = waiting.shift()
      if (next) next(line)
      else lines.push(line)
    }
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    said: () =>
      new Promise((resolve, reject) => {
        const line = lines.shift()
        if (line !== undefined) return resolve(line)
        waiting.push(resolve)
        void ended.then(() => reject(new Error(`${program} ended without a word`)))
      }),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
