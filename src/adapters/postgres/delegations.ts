import { sql } from 'kysely'
import type { DelegationStore } from '../../ports/delegation-store.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { toJson } from './json.ts'
import { recently } from './recently.ts'

/** Who stands in for whom: one row for each person who is away. What was is in the ledger. */
export function delegationStore({
  database: { db },
  toRealTime,
}: {
  readonly database: Database
  readonly toRealTime: ToRealTime
}): DelegationStore {
  // Those that ended stay until the same person gives another; the latest to end are read, the first of them comes first.
  const latest = recently(async () => {
    const rows = await db
      .selectFrom('delegations')
      .select('document')
      .orderBy('until', 'desc')
      .orderBy('delegator', 'desc')
      .limit(200)
      .execute()
    return rows.map(({ document }) => document).reverse()
  })
  return {
    give: async (delegation, ledger, postings) => {
      const { by, to, until } = delegation
      const stored = sql`
        insert into delegations (delegator, delegate, until, document)
        values (${by.id}, ${to.id}, ${until}, ${toJson(delegation)}::jsonb)
        on conflict (delegator) do update set
          delegate = excluded.delegate, until = excluded.until, document = excluded.document
        returning delegator`
      await again(() => withConsequences(stored, { ledger, postings }, toRealTime).execute(db))
      latest.forget()
    },
    stop: async (by, ledger) => {
      const dropped = sql`delete from delegations where delegator = ${by} returning delegator`
      const { rows } = await again(() => withConsequences(dropped, { ledger }, toRealTime).execute(db))
      latest.forget()
      return rows[0]?.changed === true
    },
    active: async (now) => (await latest.get()).filter(({ until }) => until > now),
    to: async (person, now) =>
      (
        await db
          .selectFrom('delegations')
          .select('document')
          .where('delegate', '=', person)
          .where('until', '>', String(now))
          .orderBy('until')
          .orderBy('delegator')
          .limit(50)
          .execute()
      ).map(({ document }) => document),
  }
}
