import { type Kysely, sql } from 'kysely'
import { type ChainHead, link } from '../../domain/ledger-chain.ts'
import type { LedgerEvent } from '../../domain/ledger-event.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

const batch = 5_000
const sealingLock = 0x6a_69_74_02

/** Chains every entry that was committed before the call, one sealer at a time among all replicas. Answers the last link. */
export async function seal({ db }: Pick<Database, 'db'>): Promise<ChainHead> {
  for (;;) {
    const { sealed, head } = await db.transaction().execute(sealBatch)
    if (sealed < batch) return head
  }
}

/** Whether anything waits to be chained: cheap, for asking often. */
export async function isAnythingUnsealed({ db }: Pick<Database, 'db'>): Promise<boolean> {
  const { rows } = await sql`select from ledger where seq is null limit 1`.execute(db)
  return rows.length > 0
}

async function sealBatch(db: Kysely<Schema>): Promise<{ sealed: number; head: ChainHead }> {
  await sql`select pg_advisory_xact_lock(${sealingLock})`.execute(db)
  const kept = await db.selectFrom('ledger_head').select(['seq', 'hash']).executeTakeFirstOrThrow()
  // In the order of writing. An entry whose transaction commits late is chained after those that were faster.
  const { rows } = await sql<{ id: string; event: LedgerEvent }>`
    select id, event from ledger where seq is null order by id limit ${batch}`.execute(db)
  let head: ChainHead = { seq: Number(kept.seq), hash: kept.hash }
  if (rows.length === 0) return { sealed: 0, head }
  const links = rows.map(({ id, event }) => {
    const { seq, previous, hash } = link(head.hash, head.seq + 1, event)
    head = { seq, hash }
    return { id, seq, previous, hash }
  })
  await sql`
    update ledger set seq = links.seq, previous = links.previous, hash = links.hash
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as links (id bigint, seq bigint, previous text, hash text)
    where ledger.id = links.id`.execute(db)
  await db.updateTable('ledger_head').set(head).execute()
  return { sealed: rows.length, head }
}
