import { sql } from 'kysely'
import type { DelegationStore } from '../../ports/delegation-store.ts'
import { again } from './again.ts'
import { batched } from './batched.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { toJson } from './json.ts'

/** Who stands in for whom: one row for each person who is away. What was is in the ledger. */
export function delegationStore({
  database: { db },
  toRealTime,
}: {
  readonly database: Database
  readonly toRealTime: ToRealTime
}): DelegationStore {
  const holding = (now: number) =>
    db
      .selectFrom('delegations')
      .select('document')
      .where('until', '>', String(now))
      .orderBy('until')
      .orderBy('delegator')
  // At the latest of the moments asked for: they are moments apart, and each is before the answer.
  const activeAt = batched(async (moments: readonly number[]) =>
    (
      await holding(Math.max(...moments))
        .limit(200)
        .execute()
    ).map(({ document }) => document),
  )
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
    },
    stop: async (by, ledger) => {
      const dropped = sql`delete from delegations where delegator = ${by} returning delegator`
      const { rows } = await again(() => withConsequences(dropped, { ledger }, toRealTime).execute(db))
      return rows[0]?.changed === true
    },
    active: async (now) => [...(await activeAt(now))],
    to: async (person, now) =>
      (await holding(now).where('delegate', '=', person).limit(50).execute()).map(({ document }) => document),
  }
}
