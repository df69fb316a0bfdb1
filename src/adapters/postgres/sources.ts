import { sql } from 'kysely'
import type { SourceStore } from '../../ports/store.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'

/** The address that each person last confirmed. */
export function sourceStore({ database: { db } }: { readonly database: Database }): SourceStore {
  return {
    remember: async (person, source, at, ledger) => {
      const stored = sql`
        insert into sources (person, source, confirmed_at) values (${person}, ${toJson(source)}::jsonb, ${at})
        on conflict (person) do update set source = excluded.source, confirmed_at = excluded.confirmed_at
        returning person`
      await withConsequences(stored, { ledger }, (atMs) => new Date(atMs)).execute(db)
    },
    recall: async (person) => {
      const row = await db
        .selectFrom('sources')
        .select(['source', 'confirmed_at'])
        .where('person', '=', person)
        .executeTakeFirst()
      return row && { source: row.source, confirmedAt: Number(row.confirmed_at) }
    },
  }
}
