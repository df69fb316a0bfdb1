import { type Kysely, sql } from 'kysely'

/** Changes of port rules, as drafted and confirmed by admins. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table configurations (
      id text primary key,
      version integer not null,
      author text not null,
      document jsonb not null
    )`.execute(db)
}
