import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chown, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { makeOwnFolder } from './folder.ts'
import type { RunAs } from './run-as.ts'

export const databaseUser = 'jit'

/** Makes the data folder unless it is there. It appears all at once: neither a kill half-way nor a second start leaves half of one. */
export async function makeCluster(
  binaries: Binaries,
  cluster: string,
  password: string,
  user: RunAs | undefined,
): Promise<void> {
  if (await hasCluster(cluster)) return
  const draft = `${cluster}.${randomBytes(6).toString('hex')}`
  const passwordFile = join(draft, 'password')
  const data = join(draft, 'data')
  await makeOwnFolder(draft, user)
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    if (user) await chown(passwordFile, user.uid, user.gid)
    await initialise(binaries.initdb, data, passwordFile, user)
    await rename(data, cluster).catch(async (error: unknown) => {
      if (!(await hasCluster(cluster))) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

// A collation of PostgreSQL's own: an operating system that is upgraded must not reorder our indexes.
const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

function initialise(initdb: string, data: string, passwordFile: string, user: RunAs | undefined): Promise<void> {
  const flags = [`--pgdata=${data}`, `--username=${databaseUser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  return new Promise((resolve, reject) => {
    const child = spawn(initdb, [...flags, ...locale, '--no-instructions'], {
      ...user,
      cwd: join(data, '..'),
      ...serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(said || `initdb ended with ${code}`))))
  })
}

/** The server gets none of our environment: it may hold secrets. Windows cannot start a program without some of it. */
export function serverEnvironment(): { readonly env?: NodeJS.ProcessEnv } {
  return process.platform === 'win32' ? {} : { env: { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin' } }
}

/** Whether a database was made there. */
export async function hasCluster(cluster: string): Promise<boolean> {
  return await access(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}
