import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Change } from '../../domain/change.ts'
import type { PersonId, RequestId } from '../../domain/ids.ts'
import type { Request } from '../../domain/request.ts'
import type { BreakGlassStore, LastBreakGlass } from '../../ports/break-glass-store.ts'
import type { Database } from './database.ts'
import { storable, toJson } from './json.ts'
import type { Schema } from './schema.ts'

/** Drafts are kept for a day after their end, so that a late press reads that it is too late. */
const keptMs = 86_400_000

/** Finds what broke glass. The requests themselves are stored by `requestStore`. */
export function breakGlassStore({ database: { db } }: { readonly database: Database }): BreakGlassStore {
  return {
    keep: async (draft) => {
      await sql`
        with gone as (delete from break_glass_drafts where expires_at < ${draft.expiresAt - keptMs})
        insert into break_glass_drafts (id, expires_at, document)
        values (${draft.id}, ${draft.expiresAt}, ${toJson(draft)}::jsonb)`.execute(db)
    },
    drafted: async (id) => {
      const row = await db
        .selectFrom('break_glass_drafts')
        .select('document')
        .where('id', '=', storable(id))
        .executeTakeFirst()
      return row?.document
    },
    last: (person) => lastUse(db, person, undefined),
    unsigned: async (limit) => {
      const { rows } = await sql<{ document: Request }>`
        select document from break_glass_uses join requests on requests.id = request
        where not signed order by used_at, request limit ${limit}`.execute(db)
      return rows.map(({ document }) => document)
    },
  }
}

async function lastUse(
  db: Kysely<Schema>,
  person: PersonId,
  but: RequestId | undefined,
): Promise<LastBreakGlass | undefined> {
  const { rows } = await sql<{ request: RequestId; at: string; lasts: boolean }>`
    select request, used_at as at, state <> 'closed' as lasts
    from break_glass_uses join requests on requests.id = request
    where person = ${person} and state not in ('failed', 'lapsed') and request <> ${but ?? ''}
    order by state <> 'closed' desc, used_at desc limit 1`.execute(db)
  const [row] = rows
  return row && { request: row.request, at: Number(row.at), lasts: row.lasts }
}

/** Runs a change only if its requester's cool-down is over, one change of a person after the other: of two at once one wins. */
export async function afterCoolDown<T>(
  db: Kysely<Schema>,
  { request, coolDownSince }: Change,
  change: (within: Kysely<Schema>) => Promise<T>,
): Promise<T | 'over'> {
  if (coolDownSince === undefined) return await change(db)
  const { id, requester } = request
  return await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`break-glass of ${requester.id}`}, 0))`.execute(
      transaction,
    )
    // A statement of its own, which sees what whoever had the lock before has stored.
    const last = await lastUse(transaction, requester.id, id)
    return last && (last.lasts || last.at > coolDownSince) ? 'over' : await change(transaction)
  })
}

/** Parts of a statement: what is to be found again of a request that broke glass, if the statement's part `changed` took place. */
export function noted({ breakGlass, id, requester, submittedAt }: Request): RawBuilder<unknown>[] {
  if (!breakGlass) return []
  const signed = breakGlass.review !== undefined
  return [
    sql`noted as (
      insert into break_glass_uses (request, person, used_at, signed)
      select ${id}, ${requester.id}, ${submittedAt}::bigint, ${signed} from changed
      on conflict (request) do update set signed = excluded.signed where break_glass_uses.signed <> excluded.signed)`,
  ]
}
