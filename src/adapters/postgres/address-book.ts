import { sql } from 'kysely'
import type { AddressBook } from '../../ports/store.ts'
import type { Database } from './database.ts'
import { storable, toJson } from './json.ts'

/** Where people and channels can be reached. Learning what is known already writes nothing: it happens with every message. */
export function addressBook({ database: { db } }: { readonly database: Database }): AddressBook {
  return {
    learn: async ({ conversation, kind, person = null, title, reference }) => {
      const named = title === undefined ? null : storable(title)
      await sql`
        with news as (
          select ${conversation}::text as conversation, ${kind}::text as kind, ${person}::text as person,
            ${named}::text as title, ${toJson(reference)}::jsonb as reference)
        insert into addresses (conversation, kind, person, title, reference)
        select news.* from news
        where not exists (
          select from addresses as known
          where known.conversation = news.conversation and known.kind = news.kind and known.reference = news.reference
            and (news.person is null or known.person = news.person) and (news.title is null or known.title = news.title))
        on conflict (conversation) do update set
          kind = excluded.kind, reference = excluded.reference, learnt_at = now(),
          person = coalesce(excluded.person, addresses.person), title = coalesce(excluded.title, addresses.title)`.execute(
        db,
      )
    },
    conversation: async (id) => {
      const row = await db.selectFrom('addresses').select('reference').where('conversation', '=', id).executeTakeFirst()
      return row && { reference: row.reference }
    },
    personal: async (person) =>
      await db
        .selectFrom('addresses')
        .select(['conversation', 'reference'])
        .where('person', '=', person)
        .where(sql<boolean>`kind = 'personal'`)
        .orderBy('learnt_at', 'desc')
        .limit(1)
        .executeTakeFirst(),
    forget: async (conversation) => {
      await db.deleteFrom('addresses').where('conversation', '=', conversation).execute()
    },
  }
}
