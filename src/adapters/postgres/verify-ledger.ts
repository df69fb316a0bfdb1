import { sql } from 'kysely'
import { type KeptHead, watchForHead } from '../../domain/kept-head.ts'
import { finish, startVerification, type Verification, verifyNext } from '../../domain/ledger-chain.ts'
import type { Database } from './database.ts'
import { ledgerPages } from './ledger-pages.ts'

/**
 * Reads the whole ledger, in pages of one snapshot, and says whether it is as it was written; if not, the first bad entry. An entry
 * that nobody chained within `unsealedMs` (a minute) is bad too, and so is a ledger without the head that was `kept` elsewhere.
 */
export async function verifyLedger({
  database: { db },
  unsealedMs = 60_000,
  kept,
}: {
  readonly database: Database
  readonly unsealedMs?: number
  readonly kept?: KeptHead
}): Promise<Verification> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      const head = await snapshot.selectFrom('ledger_head').select(['seq', 'hash']).executeTakeFirst()
      const watch = kept && watchForHead(kept)
      let state = startVerification()
      for await (const page of ledgerPages(snapshot)) {
        for (const entry of page) {
          state = verifyNext(state, entry)
          watch?.see(entry)
        }
        if (state.bad) break
      }
      if (!head) return { ok: false, seq: state.last.seq + 1, why: 'the head of the ledger is missing' }
      const chain = finish(state, { seq: Number(head.seq), hash: head.hash })
      const verification = watch ? watch.verdict(chain) : chain
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
