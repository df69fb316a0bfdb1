import { sql } from 'kysely'
import type { DriftStore } from '../../ports/drift.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { storable } from './json.ts'

/** What was found by the watcher, by its key, and how far it has looked. */
export function driftStore({
  database: { db },
  toRealTime,
}: {
  readonly database: Database
  readonly toRealTime: ToRealTime
}): DriftStore {
  return {
    lookedAt: async () => {
      const row = await db.selectFrom('drift_watch').select('looked_at').executeTakeFirst()
      return row && Number(row.looked_at)
    },
    looked: async (at) => {
      await sql`
        insert into drift_watch (looked_at) values (${at}::bigint)
        on conflict (singleton) do update
        set looked_at = greatest(drift_watch.looked_at, excluded.looked_at)`.execute(db)
    },
    note: async (key, at, ledger, postings) => {
      const stored = sql`
        insert into drifts (key, found_at) values (${storable(key)}, ${at}::bigint)
        on conflict (key) do nothing returning key`
      const { rows } = await again(() => withConsequences(stored, { ledger, postings }, toRealTime).execute(db))
      return rows[0]?.changed === true
    },
  }
}
