import { type RawBuilder, sql } from 'kysely'
import type { PersonId } from '../../domain/ids.ts'
import type { LedgerEntry } from '../../domain/ledger-event.ts'
import type { AuditFilter, AuditTrail, Page, PageOptions } from '../../ports/audit-trail.ts'
import type { Database } from './database.ts'
import { storable } from './json.ts'
import { entryOf, type LedgerRow } from './ledger.ts'
import { seal } from './seal.ts'

type Condition = RawBuilder<unknown>

const rowsAtOnce = 500
/** A text has no index: so many of the newest entries are looked at. */
const mostSearched = 50_000
/** Approvals and ends of a request that was asked for in a period come after it. */
const afterwardsMs = 31 * 86_400_000
const mostStories = 2_000

/** The ledger as an auditor asks it. */
export function auditTrail({ database }: { readonly database: Database }): AuditTrail {
  const { db } = database
  const select = sql`select ledger.seq, ledger.at, ledger.event, ledger.previous, ledger.hash from ledger`
  const run = async (query: RawBuilder<unknown>) =>
    (await query.execute(db)).rows.map((row) => entryOf(row as LedgerRow))

  return {
    requests: async (filter, options) => {
      await seal(database)
      const { person, from, to, ...rest } = filter
      const acted =
        person === undefined
          ? sql``
          : sql`with acted as materialized (select distinct request from ledger where ${all([
              sql`seq is not null and request is not null and person = ${person}`,
              ...between({ from, to: to === undefined ? undefined : to + afterwardsMs }),
            ])})`
      const joined = person === undefined ? sql`` : sql`join acted on acted.request = ledger.request`
      const conditions = [
        sql`ledger.seq is not null and ledger.event -> 'fact' ->> 'type' = 'request submitted'`,
        ...between({ from, to }),
        ...concerning(rest),
      ]
      return await paged(options, (place, order, limit) =>
        run(sql`${acted} ${select} ${joined} where ${all([...conditions, ...place])} order by ${order} limit ${limit}`),
      )
    },
    besides: (filter, limit) =>
      run(sql`${select} where ${all([...conditionsOf(filter), sql`request is null`])}
        and event -> 'fact' ->> 'type' not in ('digest posted', 'source confirmed') order by ${newestFirst} limit ${limit}`),
    entries: async ({ text, ...filter }, options) => {
      await seal(database)
      const conditions = conditionsOf(filter)
      const found = await paged(options, (place, order, limit) => {
        const matching = all([...conditions, ...place])
        if (text === undefined) return run(sql`${select} where ${matching} order by ${order} limit ${limit}`)
        return run(sql`
          select * from (${select} where ${matching} order by ${order} limit ${mostSearched}) as ledger
          where position(lower(${storable(text)}) in lower(event::text)) > 0 order by ${order} limit ${limit}`)
      })
      return text === undefined ? found : { ...found, lookedAt: mostSearched }
    },
    stories: (requests) =>
      run(sql`${select} where seq is not null and request = any (${[...requests]})
        and event -> 'fact' ->> 'type' not in ('attempt refused', 'notice sent') order by at, seq limit ${mostStories}`),
    story: async (request, most) => {
      await seal(database)
      const newest = await run(
        sql`${select} where seq is not null and request = ${request} order by at desc, seq desc limit ${most}`,
      )
      return newest.reverse()
    },
    people: async (typed, limit) => {
      const name = storable(typed)
      // From one person to the next by the index: as many steps as there are people, however long the ledger.
      const { rows } = await sql<{ id: PersonId; name: string }>`
        with recursive everybody (id) as (
          (select person from ledger where seq is not null and person is not null order by person limit 1)
          union all
          select (select person from ledger where seq is not null and person is not null and person > everybody.id
            order by person limit 1) from everybody where everybody.id is not null
        ), named as (
          select id, (select event -> 'actor' ->> 'name' from ledger where seq is not null and person = everybody.id
            order by at desc, seq desc limit 1) as name from everybody where id is not null
        ), ranked as (
          select id, name, case
            when lower(name) = lower(${name}) or id = lower(${name}) or split_part(id, '/', 2) = lower(${name}) then 0
            when position(' ' || lower(${name}) in ' ' || lower(name)) > 0 then 1
          end as rank from named
        )
        select id, name from ranked where rank = (select min(rank) from ranked) order by name, id limit ${limit}`.execute(
        db,
      )
      return rows
    },
    machines: async (name) => {
      const bare = storable(name.toLowerCase())
      const { rows } = await sql<{ id: string }>`
        select distinct id from (
          select unnest(ledger_machines(event)) as id from ledger
          where seq is not null and ledger_machines(event) @> array[${bare}]::text[] limit 20000
        ) as mentioned where right(id, length(${bare}::text) + 1) = '/' || ${bare} order by id limit 20`.execute(db)
      return rows.map(({ id }) => id)
    },
    read: async function* (filter) {
      await seal(database)
      let after = sql`true`
      for (;;) {
        const matching = all([...conditionsOf(filter), after])
        const entries = await run(sql`${select} where ${matching} order by at, seq limit ${rowsAtOnce}`)
        yield* entries
        const last = entries.at(-1)
        if (!last || entries.length < rowsAtOnce) return
        after = sql`(at, seq) > (${Math.floor(last.event.at)}::bigint, ${last.seq}::bigint)`
      }
    },
  }
}

function all(conditions: readonly Condition[]): Condition {
  return sql.join([...conditions], sql` and `)
}

function between({ from, to }: { readonly from?: number | undefined; readonly to?: number | undefined }): Condition[] {
  return [
    ...(from === undefined ? [] : [sql`at >= ${Math.trunc(from)}::bigint`]),
    ...(to === undefined ? [] : [sql`at < ${Math.trunc(to)}::bigint`]),
  ]
}

function concerning({ vm }: Pick<AuditFilter, 'vm'>): Condition[] {
  return vm === undefined ? [] : [sql`ledger_machines(event) @> array[${storable(vm.toLowerCase())}]::text[]`]
}

function conditionsOf({ person, request, ...filter }: AuditFilter): Condition[] {
  const ofPerson = person === undefined ? [] : [sql`person = ${person}`]
  const ofRequest = request === undefined ? [] : [sql`request = ${request}`]
  return [sql`seq is not null`, ...between(filter), ...concerning(filter), ...ofPerson, ...ofRequest]
}

const newestFirst = sql`at desc, seq desc`
const oldestFirst = sql`at, seq`

/** Asks for one more than is shown, to know whether there is more on that side. */
async function paged(
  { limit, turned }: PageOptions,
  ask: (place: readonly Condition[], order: Condition, limit: number) => Promise<LedgerEntry[]>,
): Promise<Page> {
  if (turned && 'after' in turned) {
    const { at, seq } = turned.after
    const found = await ask([sql`(at, seq) > (${at}::bigint, ${seq}::bigint)`], oldestFirst, limit + 1)
    const newer = found.length > limit
    // The newest page is shown whole.
    if (newer) return { entries: found.slice(0, limit).reverse(), older: true, newer }
    return await paged({ limit }, ask)
  }
  const place = turned ? [sql`(at, seq) < (${turned.before.at}::bigint, ${turned.before.seq}::bigint)`] : []
  const found = await ask(place, newestFirst, limit + 1)
  return { entries: found.slice(0, limit), older: found.length > limit, newer: turned !== undefined }
}
