import { type RawBuilder, sql } from 'kysely'
import type { JitPolicyId } from '../../domain/ids.ts'
import type { PolicyRules } from '../../domain/policy-drift.ts'
import type { DriftStore, SeenPolicy } from '../../ports/drift.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { storable, toJson } from './json.ts'

/** What was found by the watcher, by its key, and what it remembers from one look to the next. */
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
    note: async (key, at, ledger, postings, seen) => {
      const stored = sql`
        insert into drifts (key, found_at) values (${storable(key)}, ${at}::bigint)
        on conflict (key) do nothing returning key`
      const also = seen === undefined ? [] : remembering([seen], sql`exists (select from changed)`)
      const { rows } = await again(() => withConsequences(stored, { ledger, postings }, toRealTime, also).execute(db))
      return rows[0]?.changed === true
    },
    isNoted: async (key) =>
      (await db.selectFrom('drifts').select('key').where('key', '=', storable(key)).executeTakeFirst()) !== undefined,
    standing: async (subjects, found, at) => {
      const rows = found.map(({ key, subject }) => ({ key: storable(key), subject: storable(subject) }))
      const keys = rows.map(({ key }) => key)
      const { rows: known } = await again(() =>
        sql<{ key: string; since: string }>`
          with gone as (
            delete from drift_standing
            where subject = any(${subjects.map(storable)}::text[]) and not key = any(${keys}::text[]) returning key),
          forgotten as (delete from drifts using gone where drifts.key = gone.key),
          added as (
            insert into drift_standing (key, subject, since)
            select key, subject, ${at}::bigint from jsonb_to_recordset(${toJson(rows)}::jsonb) as listed (key text, subject text)
            on conflict (key) do nothing)
          select key, since from drift_standing where key = any(${keys}::text[])`.execute(db),
      )
      const since = new Map(known.map((row) => [row.key, Number(row.since)]))
      return new Map(found.map(({ key }) => [key, since.get(storable(key)) ?? at]))
    },
    knownPolicies: async () => {
      const rows = await db.selectFrom('policies_seen').select('policy').execute()
      return new Set(rows.map(({ policy }) => policy as JitPolicyId))
    },
    changed: async (policies) => {
      const { rows } = await sql<{ policy: JitPolicyId; rules: PolicyRules | null }>`
        select listed.policy, known.rules
        from jsonb_to_recordset(${toJson(policies)}::jsonb) as listed (policy text, rules jsonb)
        left join policies_seen as known using (policy)
        where known.rules is distinct from listed.rules`.execute(db)
      return new Map(rows.map(({ policy, rules }) => [policy, rules ?? undefined]))
    },
    remember: async (policies) => {
      if (policies.length === 0) return
      await again(() => sql`with ${sql.join(remembering(policies, sql`true`))} select 1`.execute(db))
    },
  }
}

/** Parts of a statement that store the rules, and forget those of policies that are gone. */
function remembering(policies: readonly SeenPolicy[], when: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const there = policies.filter(({ rules }) => rules !== undefined)
  const gone = policies.filter(({ rules }) => rules === undefined).map(({ policy }) => policy as string)
  return [
    sql`policies_kept as (
      insert into policies_seen (policy, rules)
      select policy, rules from jsonb_to_recordset(${toJson(there)}::jsonb) as listed (policy text, rules jsonb) where ${when}
      on conflict (policy) do update set rules = excluded.rules)`,
    sql`policies_gone as (delete from policies_seen where policy = any(${gone}::text[]) and ${when})`,
  ]
}
