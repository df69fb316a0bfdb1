import { sql } from 'kysely'
import type { ConfigurationStore } from '../../ports/configuration-store.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { storable, toJson } from './json.ts'

/** Changes of port rules, each as one JSON document. A change is one statement. */
export function configurationStore({
  database: { db },
  toRealTime,
}: {
  readonly database: Database
  readonly toRealTime: ToRealTime
}): ConfigurationStore {
  return {
    save: async ({ configuration, ...consequences }) => {
      const { id, version, author } = configuration
      const document = sql`${toJson(configuration)}::jsonb`
      const stored =
        version === 1
          ? sql`
              insert into configurations (id, version, author, document)
              values (${id}, ${version}, ${author.id}, ${document}) on conflict (id) do nothing returning id`
          : sql`
              update configurations set version = ${version}, document = ${document}
              where id = ${id} and version = ${version - 1} returning id`
      const all = { ...consequences, card: { of: id, version } }
      const { rows } = await again(() => withConsequences(stored, all, toRealTime).execute(db))
      return rows[0]?.changed === true
    },
    find: async (id) => {
      const row = await db
        .selectFrom('configurations')
        .select('document')
        .where('id', '=', storable(id))
        .executeTakeFirst()
      return row?.document
    },
    on: async (policy) => {
      const rows = await db
        .selectFrom('configurations')
        .select('document')
        .where(sql<boolean>`document -> 'targets' @> ${toJson([{ policy }])}::jsonb`)
        .orderBy(sql`(document ->> 'draftedAt')::bigint`, 'desc')
        .limit(50)
        .execute()
      return rows.map(({ document }) => document)
    },
  }
}
