import { type Kysely, sql } from 'kysely'
import type { Usage } from '../../domain/access-policy/analysis.ts'
import type { LimitGuard } from '../../domain/change.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { RequestState } from '../../domain/request.ts'
import type { Schema } from './schema.ts'

interface Row {
  readonly rule: string
  readonly open: string
  readonly unattended: string
}

/** What somebody has by each of these rules. Read off an index: their past requests before `since` (epoch milliseconds) are not looked at. */
export async function usageOf(
  db: Kysely<Schema>,
  requester: PersonId,
  rules: readonly string[],
  since: number,
  states: { readonly all: readonly RequestState[]; readonly alive: readonly RequestState[] },
): Promise<Usage> {
  const { rows } = await sql<Row>`
    with found as (
      select found.* from unnest(${states.all}::text[]) as wanted (state) cross join lateral (
        select wanted.state = any(${states.alive}::text[]) as alive, id, submitted_at, document from requests
        where requester = ${requester} and requests.state = wanted.state
          and submitted_at >= case when wanted.state = any(${states.alive}::text[]) then 0 else ${since}::bigint end) as found),
    counted as (
      -- An extension and what it extends are one window.
      select found.*, exists (
        select from found as older where older.alive and older.id = found.document -> 'extends' ->> 'request') as goes_on
      from found)
    select rule,
      coalesce(sum(jsonb_array_length(document -> 'targets')) filter (where alive and not goes_on), 0) as open,
      count(*) filter (where submitted_at >= ${since}::bigint
        and jsonb_array_length(document -> 'requirement' -> 'approvals') = 0
        and jsonb_array_length(document -> 'decisions') = 0) as unattended
    from unnest(${rules}::text[]) as asked (rule) join counted on document -> 'requirement' -> 'rules' ? rule
    group by rule`.execute(db)
  return {
    open: Object.fromEntries(rows.map(({ rule, open }) => [rule, Number(open)])),
    unattended: Object.fromEntries(rows.map(({ rule, unattended }) => [rule, Number(unattended)])),
  }
}

/** Runs a change only if it keeps within its limits, one change of a person after the other: what two see at once is the same count. */
export async function withinLimits<T>(
  db: Kysely<Schema>,
  guard: LimitGuard,
  states: Parameters<typeof usageOf>[4],
  change: (within: Kysely<Schema>) => Promise<T>,
): Promise<T | 'over'> {
  return await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`limits of ${guard.requester}`}, 0))`.execute(transaction)
    const rules = guard.limits.map(({ rule }) => rule)
    // A statement of its own, which sees what whoever had the lock before has stored.
    const { open, unattended } = await usageOf(transaction, guard.requester, rules, guard.since, states)
    const over = guard.limits.some(
      (limit) =>
        (open[limit.rule] ?? 0) + guard.machines > (limit.openPerPerson ?? Number.POSITIVE_INFINITY) ||
        (guard.unattended &&
          (unattended[limit.rule] ?? 0) >= (limit.unattendedPerPersonPerDay ?? Number.POSITIVE_INFINITY)),
    )
    return over ? 'over' : await change(transaction)
  })
}
