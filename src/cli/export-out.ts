import { open, rename, rm } from 'node:fs/promises'
import type { Say } from './sub-command.ts'

/** Where an export goes. `finish` once all is written; `drop` always, at the end. */
export interface ExportOut {
  /** Done when there is room for more. */
  write(text: string): Promise<void>
  finish(): Promise<void>
  drop(): Promise<void>
}

export function toStdout(say: Say): ExportOut {
  return {
    write: async (text) => {
      await say.out(text)
    },
    finish: async () => undefined,
    drop: async () => undefined,
  }
}

/** The file appears under its name when it is whole. Only its owner may read it: it tells who went where. */
export async function toFile(path: string): Promise<ExportOut> {
  const draft = `${path}.part`
  const file = await open(draft, 'w', 0o600)
  let closed = false
  const close = async () => {
    if (!closed) await file.close()
    closed = true
  }
  return {
    write: async (text) => {
      await file.appendFile(text)
    },
    finish: async () => {
      await file.sync()
      await close()
      await rename(draft, path)
    },
    drop: async () => {
      await close()
      await rm(draft, { force: true })
    },
  }
}
