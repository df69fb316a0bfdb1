import { sql } from 'kysely'
import { finish, startVerification, type Verification, verifyNext } from '../../domain/ledger-chain.ts'
import type { Database } from './database.ts'
import { entryOf, type LedgerRow } from './ledger.ts'

const page = 2_000

/**
 * Reads the whole ledger, in pages of one snapshot, and says whether it is as it was written; if not, the first bad entry. An entry
 * that nobody chained within `unsealedMs` (a minute) is bad too.
 */
export async function verifyLedger({
  database: { db },
  unsealedMs = 60_000,
}: {
  readonly database: Database
  readonly unsealedMs?: number
}): Promise<Verification> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      const head = await snapshot.selectFrom('ledger_head').select(['seq', 'hash']).executeTakeFirst()
      let state = startVerification()
      for (let after = 0, more = true; more && !state.bad; ) {
        const { rows } = await sql<LedgerRow>`
          select seq, at, event, previous, hash from ledger where seq > ${after} order by seq limit ${page}`.execute(
          snapshot,
        )
        for (const row of rows) state = verifyNext(state, entryOf(row))
        after = Number(rows.at(-1)?.seq ?? after)
        more = rows.length === page
      }
      if (!head) return { ok: false, seq: state.last.seq + 1, why: 'the head of the ledger is missing' }
      const verification = finish(state, { seq: Number(head.seq), hash: head.hash })
      if (!verification.ok) return verification
      const { rows } = await sql<{ forgotten: number }>`
        select count(*)::int as forgotten from ledger
        where seq is null and written_at < now() - make_interval(secs => ${unsealedMs / 1000})`.execute(snapshot)
      const forgotten = rows[0]?.forgotten ?? 0
      if (forgotten === 0) return verification
      const why = `${forgotten} entries were written more than ${unsealedMs / 1000} seconds ago and never chained`
      return { ok: false, seq: verification.head.seq + 1, why }
    })
}
