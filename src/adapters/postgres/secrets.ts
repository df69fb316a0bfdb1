import { sql } from 'kysely'
import type { Database } from './database.ts'

/** The secret of this name, shared by all replicas; the first of them brings it. */
export async function sharedSecret({ db }: Pick<Database, 'db'>, name: string, fresh: string): Promise<string> {
  await sql`insert into secrets (name, value) values (${name}, ${fresh}) on conflict (name) do nothing`.execute(db)
  const { value } = await db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirstOrThrow()
  return value
}
