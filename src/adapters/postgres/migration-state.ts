import { sql } from 'kysely'
import type { Database } from './database.ts'
import { migrations } from './migrations/all.ts'

/** Which migrations the database lacks, and which it has that this release does not know. Changes nothing. */
export interface MigrationState {
  readonly pending: readonly string[]
  readonly unknown: readonly string[]
}

/** Throws `StoreUnavailable` when the database does not answer. */
export async function migrationState({ db }: Pick<Database, 'db'>): Promise<MigrationState> {
  const known = Object.keys(migrations)
  const table = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (table.rows[0]?.there !== true) return { pending: known, unknown: [] }
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const done = new Set(rows.map(({ name }) => name))
  return {
    pending: known.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !known.includes(name)),
  }
}
