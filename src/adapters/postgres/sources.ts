import { type RawBuilder, sql } from 'kysely'
import { type ConfirmedSource, sameSourceForMs, sourceConfirmed } from '../../domain/confirmed-source.ts'
import type { SourceStore } from '../../ports/store.ts'
import { again } from './again.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'

/** The address that each person last confirmed. */
export function sourceStore({ database: { db } }: { readonly database: Database }): SourceStore {
  return {
    remember: async (confirmed) => {
      await again(() => sql`with changed as (select 1), ${remembered(confirmed)} select 1`.execute(db))
    },
    recall: async (person) => {
      const row = await db
        .selectFrom('sources')
        .select(['source', 'confirmed_at'])
        .where('person', '=', person)
        .executeTakeFirst()
      return row && { source: row.source, confirmedAt: Number(row.confirmed_at) }
    },
    othersAt: async (prefix, person, since) => {
      const { rows } = await sql<{ people: string }>`
        select count(*) as people from sources
        where person <> ${person} and confirmed_at >= ${since}::bigint
          and (source ->> 'prefix' = ${prefix} or source -> 'others' @> ${toJson([{ prefix }])}::jsonb)`.execute(db)
      return Number(rows[0]?.people ?? 0)
    },
  }
}

/** Parts of a statement: remembers the source if the statement's part `changed` took place. */
export function remembered(confirmed: ConfirmedSource): RawBuilder<unknown> {
  const { person, source, at } = confirmed
  return sql`
    remembered as (
      insert into sources (person, source, confirmed_at)
      select ${person.id}, ${toJson(source)}::jsonb, ${at}::bigint from changed
      on conflict (person) do update set source = excluded.source, confirmed_at = excluded.confirmed_at
      where sources.source <> excluded.source or excluded.confirmed_at - sources.confirmed_at >= ${sameSourceForMs}::bigint
      returning person),
    told as (insert into ledger (event) select ${toJson(sourceConfirmed(confirmed))}::jsonb from remembered)`
}
