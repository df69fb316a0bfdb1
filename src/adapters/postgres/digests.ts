import { sql } from 'kysely'
import type { Digests } from '../../ports/digests.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { storable } from './json.ts'

/** Where each conversation's last digest ended; it only moves forward. */
export function digests(deps: { readonly database: Database; readonly toRealTime: ToRealTime }): Digests {
  const { db } = deps.database
  return {
    postedTo: async (conversation) => {
      const row = await db
        .selectFrom('digests')
        .select('posted_to')
        .where('conversation', '=', storable(conversation))
        .executeTakeFirst()
      return row && Number(row.posted_to)
    },
    post: async ({ conversation, to }, causes) => {
      const moved = sql`
        insert into digests as known (conversation, posted_to) values (${storable(conversation)}, ${to})
        on conflict (conversation) do update set posted_to = excluded.posted_to where known.posted_to < excluded.posted_to
        returning conversation`
      const { rows } = await again(() => withConsequences(moved, causes, deps.toRealTime).execute(db))
      return rows[0]?.changed === true
    },
  }
}
