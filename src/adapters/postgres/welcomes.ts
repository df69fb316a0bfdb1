import { sql } from 'kysely'
import type { Welcomes } from '../../ports/store.ts'
import { again } from './again.ts'
import type { Database } from './database.ts'
import { storable } from './json.ts'

/** Whoever adds the app again within this time knows it. */
const keptMs = 30 * 86_400_000

/** Where people were welcomed. */
export function welcomes({ database: { db } }: { readonly database: Database }): Welcomes {
  return {
    first: async (conversation, at) => {
      const { rows } = await again(() =>
        sql`
          insert into welcomes as known (conversation, at) values (${storable(conversation)}, ${at})
          on conflict (conversation) do update set at = excluded.at where known.at < ${at - keptMs}
          returning conversation`.execute(db),
      )
      return rows.length > 0
    },
  }
}
