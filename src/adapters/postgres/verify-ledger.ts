import { sql } from 'kysely'
import { type KeptHead, watchForHead } from '../../domain/kept-head.ts'
import { finish, startVerification, type Verification } from '../../domain/ledger-chain.ts'
import { joinSegment, type Segment, verifySegment } from '../../domain/ledger-segment.ts'
import type { Database } from './database.ts'
import { ledgerTexts, readPage } from './ledger-pages.ts'

/** Verifies a page as `ledgerTexts` gives it, `atOnce` of them at a time. */
export interface Segments {
  readonly atOnce: number
  verify(page: string, kept?: KeptHead): Promise<Segment | undefined>
}

/** On this thread: for a ledger of any size, but not the fastest. */
const inPlace: Segments = { atOnce: 1, verify: async (page, kept) => verifySegment(readPage(page), kept) }

/**
 * Reads the whole ledger, in pages of one snapshot, and says whether it is as it was written; if not, the first bad entry. An entry
 * that nobody chained within `unsealedMs` (a minute) is bad too, and so is a ledger without the head that was `kept` elsewhere.
 */
export async function verifyLedger({
  database: { db },
  unsealedMs = 60_000,
  kept,
  segments = inPlace,
}: {
  readonly database: Database
  readonly unsealedMs?: number
  readonly kept?: KeptHead
  readonly segments?: Segments
}): Promise<Verification> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      const head = await snapshot.selectFrom('ledger_head').select(['seq', 'hash']).executeTakeFirst()
      const watch = kept && watchForHead(kept)
      let state = startVerification()
      const underWay: Promise<Segment | undefined>[] = []
      const join = async () => {
        const segment = await underWay.shift()
        if (segment) state = joinSegment(state, segment)
        for (const link of segment?.seen ?? []) watch?.see(link)
      }
      for await (const page of ledgerTexts(snapshot)) {
        const segment = segments.verify(page, kept)
        // It is awaited in its turn; until then a failure is nobody's.
        segment.catch(() => undefined)
        underWay.push(segment)
        // One more than are verified at once waits for whoever is first done.
        if (underWay.length > segments.atOnce) await join()
        if (state.bad) break
      }
      while (underWay.length > 0 && !state.bad) await join()
      if (!head) return { ok: false, seq: state.last.seq + 1, fault: { kind: 'no head' } }
      const chain = finish(state, { seq: Number(head.seq), hash: head.hash })
      const verification = watch ? watch.verdict(chain) : chain
      if (!verification.ok) return verification
      const { rows } = await sql<{ forgotten: number }>`
        select count(*)::int as forgotten from ledger
        where seq is null and written_at < now() - make_interval(secs => ${unsealedMs / 1000})`.execute(snapshot)
      const forgotten = rows[0]?.forgotten ?? 0
      if (forgotten === 0) return verification
      const fault = { kind: 'never chained', entries: forgotten, seconds: unsealedMs / 1000 } as const
      return { ok: false, seq: verification.head.seq + 1, fault }
    })
}
