import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'

import { StartFailure } from './start-failure.ts'
/** The password kept in `path` (mode 0600), generated at the first start. Two starts at once agree on one. */
export async function keepPassword(path: string): Promise<string> {
  const known = await read(path)
  if (known) return known
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(draft, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true })
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  const kept = await read(path)
  if (!kept)
    throw new StartFailure(
      `The password file ${path} is empty: remove it together with the data beside it, or restore it.`,
    )
  return kept
}

async function read(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
