import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keeps a sandbox's folder for this process: two simulated worlds in one folder would undo each other's time. Answers how to let it go;
 * throws a sentence if a living process holds it. What a killed process left behind is taken over.
 */
export function holdFolder(folder: string): () => void {
  const file = join(folder, 'process')
  const holder = readHolder(file)
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) {
    throw new Error(
      `Another sandbox (process ${holder}) uses ${folder}. Stop it, or start this one with a folder of its own: DATA_DIR=./data2 and another PORT.`,
    )
  }
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}

/** Whether a living process holds the folder. */
export function isHeld(folder: string): boolean {
  const holder = readHolder(join(folder, 'process'))
  return holder !== undefined && isAlive(holder)
}

function readHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is alive, too.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM'
  }
}
