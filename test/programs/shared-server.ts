import { existsSync, statfsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/adapters/postgres/database.ts'
import { startEmbedded } from '../../src/adapters/postgres/embedded.ts'

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** One server for all test files, with the tables made; each file makes a database of its own out of it (`fresh-database.ts`). */
export async function startSharedServer(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const parent = await mkdtemp(join(quickest(), 'jit-access-bot-'))
  // As root, the server runs as another user, who has to get there.
  await chmod(parent, 0o711)
  const server = await startEmbedded({ directory: join(parent, 'postgres'), log })
  const stop = async () => {
    await server.stop()
    await rm(parent, { recursive: true, force: true })
  }
  const database = openDatabase({ url: server.url, log })
  try {
    await database.migrate()
  } catch (error) {
    await database.close()
    await stop()
    throw error
  }
  await database.close()
  return { url: server.url, stop }
}

const memory = '/dev/shm'
const enoughBytes = 4 * 1024 ** 3

/** In memory where there is room: hundreds of databases are made and dropped, and none has to outlive the run. */
function quickest(): string {
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= enoughBytes ? memory : tmpdir()
}
