import { sql } from 'kysely'
import { parsePersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/person.ts'
import type { People } from '../../ports/people.ts'
import type { Database } from './database.ts'

const mostNamed = 10

/** The address book read for names: the title of somebody's personal chat is their name. A row for each person who has the bot. */
export function people({ database: { db } }: { readonly database: Database }): People {
  return {
    async names(asked) {
      if (asked.length === 0) return new Map()
      const { rows } = await sql<{ person: string; title: string }>`
        select distinct on (person) person, title from addresses
        where kind = 'personal' and title is not null and person = any(${[...new Set(asked)]}::text[])
        order by person, learnt_at desc`.execute(db)
      return new Map(
        rows.flatMap(({ person, title }) => read(person, title).map(({ id, name }) => [id, name] as const)),
      )
    },
    async named(name) {
      const { rows } = await sql<{ person: string; title: string }>`
        select distinct on (person) person, title from addresses
        where kind = 'personal' and person is not null and lower(title) = lower(${name})
        order by person, learnt_at desc limit ${mostNamed}`.execute(db)
      return rows.flatMap(({ person, title }) => read(person, title))
    },
  }
}

function read(person: string, name: string): Person[] {
  const [tenant, object] = person.split('/')
  const id = parsePersonId(tenant, object)
  return id ? [{ id, name }] : []
}
