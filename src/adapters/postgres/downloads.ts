import { sql } from 'kysely'
import type { Download, DownloadStore } from '../../ports/downloads.ts'
import { again } from './again.ts'
import { withConsequences } from './consequences.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'
import { toJson } from './json.ts'

/** Who comes too late is told so for a day; then the link is forgotten. */
const rememberedMs = 86_400_000

/** Links to files, each under the hash of its token. */
export function downloadStore({
  database: { db },
  toRealTime,
}: {
  readonly database: Database
  readonly toRealTime: ToRealTime
}): DownloadStore {
  return {
    add: async (tokenHash, download) => {
      const { kind, person, expiresAt } = download
      await sql`
        with forgotten as (delete from downloads where expires_at < ${expiresAt - rememberedMs}::bigint)
        insert into downloads (token_hash, kind, person, document, expires_at)
        values (${tokenHash}, ${kind}, ${person.id}, ${toJson(download)}::jsonb, ${expiresAt}::bigint)`.execute(db)
    },
    find: async (tokenHash) => {
      const row = await db
        .selectFrom('downloads')
        .select(['document', 'used_at'])
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst()
      if (!row) return undefined
      return { ...(row.document as Download), ...(row.used_at === null ? {} : { usedAt: Number(row.used_at) }) }
    },
    use: async (tokenHash, at, ledger) => {
      const used = sql`
        update downloads set used_at = ${at}::bigint
        where token_hash = ${tokenHash} and used_at is null and expires_at > ${at}::bigint returning token_hash`
      const { rows } = await again(() => withConsequences(used, { ledger }, toRealTime).execute(db))
      return rows[0]?.changed === true
    },
  }
}
