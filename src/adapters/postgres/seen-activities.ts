import { sql } from 'kysely'
import type { SeenActivities } from '../../ports/store.ts'
import type { Database } from './database.ts'
import { storable } from './json.ts'

/** Teams delivers again for minutes at most. */
const keptMs = 3_600_000
const prunedEveryMs = 60_000

/** Which activities were seen in the last hour, by all replicas. */
export function seenActivities({ database: { db } }: { readonly database: Database }): SeenActivities {
  let prunedAt = Number.NEGATIVE_INFINITY
  return {
    first: async (activityId, at) => {
      if (Math.abs(at - prunedAt) >= prunedEveryMs) {
        prunedAt = at
        await db
          .deleteFrom('seen_activities')
          .where(sql<boolean>`at < ${at - keptMs}`)
          .execute()
      }
      // Not waited for on the disk: whatever the activity causes is, and by then this, written before, is on it too.
      const { rows } = await sql`
        with hurry as (select set_config('synchronous_commit', 'off', true))
        insert into seen_activities (id, at) select ${storable(activityId)}, ${at} from hurry
        on conflict (id) do nothing
        returning id`.execute(db)
      return rows.length === 1
    },
  }
}
