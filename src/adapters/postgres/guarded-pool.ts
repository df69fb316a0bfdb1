import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import { nameOf } from './statement-name.ts'
import { asStoreUnavailable, breaksConnection } from './store-unavailable.ts'

/** The pool as the stores see it: what fails because the database is away is `StoreUnavailable`, and a broken connection is not used again. */
export function guardedPool(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => {
      try {
        return guardedClient(await pool.connect())
      } catch (error) {
        throw asStoreUnavailable(error)
      }
    },
    end: () => pool.end(),
  }
}

function guardedClient(client: pg.PoolClient): PostgresPoolClient {
  let broken = false
  // Kysely asks with text and values, and with a cursor where it streams, which nothing here does.
  async function query<R>(text: unknown, values?: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    try {
      const statement = { name: nameOf(text as string), text: text as string, values: values as unknown[] }
      return (await client.query(statement)) as unknown as PostgresQueryResult<R>
    } catch (error) {
      broken ||= breaksConnection(error)
      throw asStoreUnavailable(error)
    }
  }
  return { query, release: () => client.release(broken) } as PostgresPoolClient
}
