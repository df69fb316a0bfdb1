import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Database, openDatabase } from '../src/adapters/postgres/database.ts'
import type { Log } from '../src/ports/log.ts'
import { must } from './fixtures.ts'

const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

export interface FreshDatabase {
  readonly url: string
  readonly database: Database
  /** Another pool on the same database, as another replica has; closed with this one. */
  another(): Database
  /** Closes every pool and drops the database. */
  drop(): Promise<void>
}

/** A database for one test file, on the server that the test run shares. `template: 'template0'` has no tables. */
export async function freshDatabase({
  log = quiet,
  template = 'postgres',
}: {
  log?: Log
  template?: 'postgres' | 'template0'
} = {}): Promise<FreshDatabase> {
  const server = must(process.env.TEST_DATABASE_URL)
  const name = `test_${randomBytes(6).toString('hex')}`
  // Copied as files, in a third of the time that PostgreSQL's own way takes, which writes each page to the log.
  await administer(server, `create database ${name} template ${template} strategy file_copy`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const opened: Database[] = []
  const another = () => {
    const database = openDatabase({ url: url.href, log })
    opened.push(database)
    return database
  }
  return {
    url: url.href,
    database: another(),
    another,
    drop: async () => {
      await Promise.all(opened.splice(0).map((database) => database.close()))
      await administer(server, `drop database ${name} with (force)`)
    },
  }
}

/** By way of template1: a database that is being copied must have no visitors. */
let administrator: pg.Pool | undefined

async function administer(server: string, statement: string): Promise<void> {
  const url = new URL(server)
  url.pathname = '/template1'
  administrator ??= new pg.Pool({ connectionString: url.href, max: 1, allowExitOnIdle: true }).on('error', () => {})
  await administrator.query(statement)
}
