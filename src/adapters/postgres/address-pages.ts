import { sql } from 'kysely'
import type { AddressPage, StandingPage } from '../../domain/address-page.ts'
import type { Source } from '../../domain/request.ts'
import type { AddressPages } from '../../ports/address-pages.ts'
import { again } from './again.ts'
import type { Database } from './database.ts'
import { toJson } from './json.ts'
import { remembered } from './sources.ts'

/** Who comes too late is told so for a day; then the page, and the address in it, is forgotten. */
const rememberedMs = 86_400_000

interface Row {
  readonly document: unknown
  readonly confirmed: unknown
  readonly used_at: string | null
}

/** Pages that find out an address, each under the hash of its nonce. */
export function addressPages({ database: { db } }: { readonly database: Database }): AddressPages {
  return {
    add: async (hash, page) => {
      const { person, expiresAt } = page
      await sql`
        with forgotten as (delete from address_pages where expires_at < ${expiresAt - rememberedMs}::bigint)
        insert into address_pages (nonce_hash, person, document, expires_at)
        values (${hash}, ${person.id}, ${toJson(page)}::jsonb, ${expiresAt}::bigint)`.execute(db)
    },
    find: async (hash) => {
      const row = await db
        .selectFrom('address_pages')
        .select(['document', 'confirmed', 'used_at'])
        .where('nonce_hash', '=', hash)
        .executeTakeFirst()
      return row && asPage(row)
    },
    confirm: async (hash, confirmed) => {
      const { person, source, at } = confirmed
      const { rows } = await again(() =>
        sql<{ changed: boolean }>`
          with changed as (
            update address_pages set confirmed = ${toJson(source)}::jsonb
            where nonce_hash = ${hash} and person = ${person.id} and used_at is null and expires_at > ${at}::bigint
            returning nonce_hash),
          ${remembered(confirmed)}
          select exists (select from changed) as changed`.execute(db),
      )
      return rows[0]?.changed === true
    },
    use: async (hash, person, at) => {
      const { rows } = await again(() =>
        sql<Row>`
          update address_pages set used_at = ${at}::bigint
          where nonce_hash = ${hash} and person = ${person} and used_at is null and confirmed is not null
            and expires_at > ${at}::bigint
          returning document, confirmed, used_at`.execute(db),
      )
      return rows[0] && asPage(rows[0])
    },
  }
}

function asPage({ document, confirmed, used_at }: Row): StandingPage {
  return {
    ...(document as AddressPage),
    ...(confirmed === null ? {} : { confirmed: confirmed as Source }),
    ...(used_at === null ? {} : { usedAt: Number(used_at) }),
  }
}
