import { sql } from 'kysely'
import { type PersonId, parsePersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/person.ts'
import type { People } from '../../ports/people.ts'
import { again } from './again.ts'
import type { Database } from './database.ts'
import { storable, toJson } from './json.ts'

/** So many are kept in memory; whoever is not known is asked for again after a minute. */
const most = 20_000
const unknownMs = 60_000
const mostNamed = 10
const mostWords = 6

/** The names of people, in a table and before it in memory: they are looked for with every request. */
export function peopleStore({
  database: { db },
  now = () => performance.now(),
}: {
  readonly database: Database
  readonly now?: () => number
}): People {
  const known = new Map<PersonId, { readonly name?: string; readonly at: number }>()

  function keep(id: PersonId, name: string | undefined): void {
    known.delete(id)
    known.set(id, { ...(name === undefined ? {} : { name }), at: now() })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
  }

  return {
    learn: async (people) => {
      const news = [...new Map(people.map(({ id, name }) => [id, storable(name)]))].filter(
        ([id, name]) => known.get(id)?.name !== name,
      )
      if (news.length === 0) return
      const rows = toJson(news.map(([id, name]) => ({ id, name })))
      // In one order, so that two who learn the same people do not wait for each other in a circle.
      await again(() =>
        sql`
          insert into people (id, name)
          select id, name from jsonb_to_recordset(${rows}::jsonb) as listed (id text, name text) order by id
          on conflict (id) do update set name = excluded.name where people.name <> excluded.name`.execute(db),
      )
      for (const [id, name] of news) keep(id, name)
    },
    names: async (ids) => {
      const isFresh = (id: PersonId) => {
        const before = known.get(id)
        return before !== undefined && (before.name !== undefined || now() - before.at < unknownMs)
      }
      const wanted = [...new Set(ids)].filter((id) => !isFresh(id))
      if (wanted.length > 0) {
        const { rows } = await sql<{ id: PersonId; name: string }>`
          select distinct on (id) id, name from (${everybody}) as everybody where id = any (${wanted}::text[])
          order by id, place`.execute(db)
        const found = new Map(rows.map(({ id, name }) => [id, name]))
        for (const id of wanted) keep(id, found.get(id))
      }
      return new Map(
        ids.flatMap((id) => {
          const name = known.get(id)?.name
          return name === undefined ? [] : [[id, name] as const]
        }),
      )
    },
    like: async (typed, limit) => {
      const words = storable(typed).toLowerCase().split(/\s+/).filter(Boolean).slice(0, mostWords)
      const patterns = words.map((word) => `% ${word.replace(/[\\%_]/g, '\\$&')}%`)
      const { rows } = await sql<{ id: string; name: string }>`
        select id, name from (
          select distinct on (id) id, name from (${everybody}) as everybody order by id, place) as people
        where ' ' || lower(name) like all (${patterns}::text[]) order by lower(name), id limit ${limit}`.execute(db)
      return rows.flatMap((row) => read(row.id, row.name))
    },
    named: async (name) => {
      const { rows } = await sql<{ id: string; name: string }>`
        select distinct on (id) id, name from (${everybody}) as everybody where lower(name) = lower(${storable(name)})
        order by id, place limit ${mostNamed}`.execute(db)
      return rows.flatMap((row) => read(row.id, row.name))
    },
  }
}

/** Who was learnt, and beside them whoever has a personal chat: its title is their name. */
const everybody = sql`
  select id, name, 1 as place from people
  union all select * from (
    select distinct on (person) person, title, 2 from addresses
    where kind = 'personal' and person is not null and title is not null order by person, learnt_at desc) as chats`

function read(person: string, name: string): Person[] {
  const [tenant, object] = person.split('/')
  const id = parsePersonId(tenant, object)
  return id ? [{ id, name }] : []
}
