import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/adapters/postgres/database.ts'
import { startEmbedded } from '../src/adapters/postgres/embedded.ts'

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

declare global {
  var stopPostgresServer: (() => Promise<void>) | undefined
}

/** One server for all test files, with the tables made; each file makes a database of its own out of it (`fresh-database.ts`). */
export default async function setup(): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'jit-access-bot-'))
  // As root, the server runs as another user, who has to get there.
  await chmod(parent, 0o711)
  const server = await startEmbedded({ directory: join(parent, 'postgres'), log })
  globalThis.stopPostgresServer = async () => {
    await server.stop()
    await rm(parent, { recursive: true, force: true })
  }
  const database = openDatabase({ url: server.url, log })
  try {
    await database.migrate()
  } catch (error) {
    await database.close()
    await globalThis.stopPostgresServer()
    throw error
  }
  await database.close()
  process.env.TEST_DATABASE_URL = server.url
}
