import { sql } from 'kysely'
import type { SeenActivities } from '../../ports/store.ts'
import { batched } from './batched.ts'
import type { Database } from './database.ts'
import { storable, toJson } from './json.ts'

/** Teams delivers again for minutes at most. */
const keptMs = 3_600_000
const prunedEveryMs = 60_000

/** Which activities were seen in the last hour, by all replicas. */
export function seenActivities({ database: { hasty } }: { readonly database: Database }): SeenActivities {
  let prunedAt = Number.NEGATIVE_INFINITY
  // Not waited for on the disk: whatever the activity causes is, and by then this, written before, is on it too.
  const note = batched(async (activities: readonly { readonly id: string; readonly at: number }[]) => {
    const { rows } = await sql<{ id: string }>`
      insert into seen_activities (id, at)
      select id, at from jsonb_to_recordset(${toJson(activities)}::jsonb) as listed (id text, at bigint)
      order by id
      on conflict (id) do nothing
      returning id`.execute(hasty)
    return new Set(rows.map((row) => row.id))
  })
  return {
    first: async (activityId, at) => {
      if (Math.abs(at - prunedAt) >= prunedEveryMs) {
        prunedAt = at
        await hasty
          .deleteFrom('seen_activities')
          .where(sql<boolean>`at < ${at - keptMs}`)
          .execute()
      }
      const id = storable(activityId)
      const first = await note({ id, at })
      // Of two who asked with the same batch, one was first.
      return first.delete(id)
    },
  }
}
