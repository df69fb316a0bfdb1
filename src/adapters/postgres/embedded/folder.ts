import { access, chmod, chown, constants, mkdir, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { RunAs } from './run-as.ts'
import { StartFailure } from './start-failure.ts'

/** Makes the folder if need be and answers its real path; a sentence that says what to do if we or the server's user cannot use it. */
export async function prepareFolder(directory: string, user: RunAs | undefined): Promise<string> {
  await mkdir(directory, { recursive: true })
  const folder = await realpath(directory)
  await access(folder, constants.W_OK | constants.X_OK)
  if (user) {
    await openTheWay(dirname(folder))
    await ensureReachable(folder, user)
    await chmod(folder, ((await stat(folder)).mode & 0o777) | 0o011)
  }
  return folder
}

/** The folder that holds the data folder is the bot's own: letting others pass through it shows them nothing of what is in it. */
async function openTheWay(parent: string): Promise<void> {
  const { mode, uid } = await stat(parent)
  if (uid === process.getuid?.() && (mode & 0o001) === 0) await chmod(parent, (mode & 0o777) | 0o001)
}

/** Root may go anywhere, the server's user may not: every folder above the data and above the programs has to let it through. */
export async function ensureReachable(path: string, user: RunAs): Promise<void> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) {
      throw new StartFailure(
        `The database runs as user ${user.uid}, because PostgreSQL refuses to run as root, and that user cannot pass through ${folder}: allow it (chmod o+x ${folder}), move ${path} elsewhere, start as another user, or set DATABASE_URL.`,
      )
    }
    if (folder === dirname(folder)) return
  }
}

/** A folder of the server's own, closed to everybody else. */
export async function makeOwnFolder(path: string, user: RunAs | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 })
  if (user) await chown(path, user.uid, user.gid)
}
