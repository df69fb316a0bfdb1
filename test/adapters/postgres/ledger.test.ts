import { sql } from 'kysely'
import { postgresLedger } from '../../../src/adapters/postgres/ledger.ts'
import { requestStore } from '../../../src/adapters/postgres/request-store.ts'
import { startSealer } from '../../../src/adapters/postgres/sealer.ts'
import { verifyLedger } from '../../../src/adapters/postgres/verify-ledger.ts'
import { link } from '../../../src/domain/ledger-chain.ts'
import type { LedgerEntry, LedgerEvent } from '../../../src/domain/ledger-event.ts'
import { adam, emma, must, noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { newRequest, toRealTime } from './changes.ts'
import { eventually } from './eventually.ts'
import { recordingLog } from './recording-log.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const ledger = () => postgresLedger({ database: fresh.database })
const verify = (unsealedMs?: number) =>
  verifyLedger({ database: fresh.database, ...(unsealedMs === undefined ? {} : { unsealedMs }) })
const attempt = (n: number, changes: Partial<LedgerEvent> = {}): LedgerEvent => ({
  at: noon + n,
  actor: n % 2 === 0 ? emma : adam,
  fact: { type: 'attempt refused', attempted: `attempt ${n}`, why: 'not "allowed" 1.50 é 🙂 \\' },
  ...changes,
})
const attempts = (count: number) => Array.from({ length: count }, (_, n) => attempt(n))

async function all(filter: Parameters<ReturnType<typeof ledger>['read']>[0] = {}): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = []
  for await (const entry of ledger().read(filter)) entries.push(entry)
  return entries
}

/** As somebody does who may do everything in the database. */
async function tamper(statement: string): Promise<void> {
  const client = await fresh.database.pool.connect()
  try {
    await client.query(`set session_replication_role = replica; ${statement}; reset session_replication_role`)
  } finally {
    client.release()
  }
}

describe('postgresLedger', () => {
  it('chains what was written, in its order, and answers the last link', async () => {
    await ledger().append(attempts(3))
    expect(await all()).toEqual([])
    const head = await ledger().head()
    const entries = await all()
    expect(entries.map((entry) => entry.event)).toEqual(attempts(3))
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3])
    expect(must(entries[2])).toEqual(link(must(entries[1]).hash, 3, attempt(2)))
    expect(head).toEqual({ seq: 3, hash: must(entries[2]).hash })
    expect(await verify()).toEqual({ ok: true, entries: 3, head })
  })

  it('answers genesis when nothing was written', async () => {
    expect(await ledger().head()).toEqual({ seq: 0, hash: '0'.repeat(64) })
    expect(await verify()).toMatchObject({ ok: true, entries: 0 })
  })

  it('reads a period, a request, a person, in pages', async () => {
    const { id } = newRequest().request
    await ledger().append(attempts(1_300))
    await ledger().append([attempt(700, { request: id }), attempt(1_400, { actor: 'bot', request: id })])
    await ledger().head()
    expect((await all()).map((entry) => entry.event.at)).toEqual(
      [...attempts(1_300), attempt(700), attempt(1_400)].map((event) => event.at).sort((a, b) => a - b),
    )
    expect((await all({ from: noon + 10, to: noon + 12 })).map((entry) => entry.event)).toEqual([
      attempt(10),
      attempt(11),
    ])
    expect((await all({ request: id })).map((entry) => entry.seq)).toEqual([1_301, 1_302])
    expect((await all({ person: adam.id, to: noon + 6 })).map((entry) => entry.event.at - noon)).toEqual([1, 3, 5])
  })

  it('shows the newest first, what was written just now included', async () => {
    const { id } = newRequest().request
    await ledger().append([
      ...attempts(5),
      attempt(9, { request: id, fact: { type: 'request denied', reason: 'Not TODAY' } }),
    ])
    expect((await ledger().latest({ limit: 2 })).map((entry) => entry.event.at - noon)).toEqual([9, 4])
    expect((await ledger().latest({ limit: 9, text: 'not today' })).map((entry) => entry.seq)).toEqual([6])
    expect((await ledger().latest({ limit: 9, request: id })).map((entry) => entry.seq)).toEqual([6])
    expect((await ledger().latest({ limit: 9, from: noon + 4 })).map((entry) => entry.seq)).toEqual([6, 5])
    expect(await ledger().latest({ limit: 9, text: '%' })).toEqual([])
  })

  it('refuses to be changed, cut or emptied', async () => {
    await ledger().append(attempts(2))
    const change = (statement: string) => sql.raw(statement).execute(fresh.database.db)
    await expect(change('delete from ledger')).rejects.toThrow(/append-only/)
    await ledger().head()
    await expect(change(`update ledger set event = '{}'`)).rejects.toThrow(/append-only/)
    await expect(change('update ledger set seq = seq + 10')).rejects.toThrow(/append-only/)
    await expect(change('delete from ledger where seq = 2')).rejects.toThrow(/append-only/)
    await expect(change('truncate ledger')).rejects.toThrow(/append-only/)
    expect(await verify()).toMatchObject({ ok: true, entries: 2 })
  })

  it('holds with writers and sealers at work at once', async () => {
    const sealers = [fresh.database, fresh.another()].map((database) =>
      startSealer({ database, log: recordingLog(), intervalMs: 20 }),
    )
    const stores = [fresh.database, fresh.another()].map((database) => requestStore({ database, toRealTime }))
    const changes = Array.from({ length: 40 }, (_, n) =>
      newRequest({ requester: n % 2 === 0 ? emma : adam, targets: [] }),
    )
    await Promise.all(changes.map((change, n) => must(stores[n % 2]).submit(change)))
    await Promise.all(sealers.map((sealer) => sealer.sealNow()))
    for (const sealer of sealers) await sealer.stop()
    const written = changes.flatMap((change) => change.ledger).length
    expect(await verify(0)).toMatchObject({ ok: true, entries: written })
    const requests = (await all()).map((entry) => entry.event.request)
    expect(requests.sort()).toEqual(changes.map((change) => change.request.id).sort())
  })

  it('chains an entry whose transaction commits late after those that were faster', async () => {
    const late = await fresh.database.pool.connect()
    await late.query('begin')
    await late.query('insert into ledger (event) values ($1)', [JSON.stringify(attempt(1))])
    await ledger().append([attempt(2)])
    expect(await ledger().head()).toMatchObject({ seq: 1 })
    await late.query('commit')
    late.release()
    expect(await ledger().head()).toMatchObject({ seq: 2 })
    const { rows } = await sql<{ event: LedgerEvent }>`select event from ledger order by seq`.execute(fresh.database.db)
    expect(rows.map((row) => row.event)).toEqual([attempt(2), attempt(1)])
    expect(await verify(0)).toMatchObject({ ok: true, entries: 2 })
  })

  it('chains within a second, more than one batch too', async () => {
    const sealer = startSealer({ database: fresh.database, log: recordingLog() })
    await ledger().append(attempts(5_001))
    const began = performance.now()
    await eventually(
      async () => (await sql`select from ledger where seq is null`.execute(fresh.database.db)).rows.length === 0,
    )
    process.stderr.write(`5001 entries were chained in ${Math.round(performance.now() - began)} ms\n`)
    await sealer.stop()
    expect(await verify(0)).toMatchObject({ ok: true, entries: 5_001 })
  })
})

describe('L2 verifyLedger', () => {
  beforeEach(async () => {
    await ledger().append(attempts(9))
    await ledger().head()
  })

  it.each([
    ['a change', `update ledger set event = jsonb_set(event, '{fact,why}', '"allowed"') where seq = 4`, 4],
    [
      'a change of who did it',
      `update ledger set event = jsonb_set(event, '{actor,name}', '"Somebody"') where seq = 4`,
      4,
    ],
    ['a hash that was made to fit', `update ledger set hash = repeat('a', 64) where seq = 4`, 4],
    ['a dropped entry', 'delete from ledger where seq = 4', 4],
    [
      'a dropped entry with the rest moved up',
      'delete from ledger where seq = 4; update ledger set seq = -seq where seq > 4; update ledger set seq = -seq - 1 where seq < 0',
      4,
    ],
    [
      'an inserted entry',
      `update ledger set seq = -seq where seq >= 4; update ledger set seq = 1 - seq where seq < 0; insert into ledger (event, seq, previous, hash) select event, 4, previous, hash from ledger where seq = 3; update ledger_head set seq = seq + 1`,
      4,
    ],
    [
      "two entries in each other's place",
      'update ledger set seq = -seq where seq in (4, 6); update ledger set seq = 10 + seq where seq < 0',
      4,
    ],
    ['a cut tail', 'delete from ledger where seq > 7', 8],
    [
      'a cut tail with the number of the head set back',
      'delete from ledger where seq > 7; update ledger_head set seq = 7',
      7,
    ],
    ['everything gone', 'truncate ledger', 1],
    ['an entry taken out of the chain', 'update ledger set seq = null, previous = null, hash = null where seq = 4', 4],
    ['a missing head', 'delete from ledger_head', 10],
  ])('names the first bad entry after %s', async (_what, statement, seq) => {
    await tamper(statement)
    expect(await verify()).toEqual({ ok: false, seq, fault: expect.any(Object) })
  })

  it('finds entries that nobody chained, once they should be', async () => {
    await ledger().append([attempt(10)])
    expect(await verify()).toMatchObject({ ok: true, entries: 9 })
    await tamper(`update ledger set written_at = now() - interval '2 minutes' where seq is null`)
    expect(await verify()).toEqual({
      ok: false,
      seq: 10,
      fault: { kind: 'never chained', entries: 1, seconds: 60 },
    })
  })
})
