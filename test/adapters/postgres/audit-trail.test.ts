import { sql } from 'kysely'
import { auditTrail } from '../../../src/adapters/postgres/audit-trail.ts'
import { postgresLedger } from '../../../src/adapters/postgres/ledger.ts'
import { parsePersonId, type RequestId, requestIdFrom } from '../../../src/domain/ids.ts'
import type { LedgerEntry, LedgerEvent } from '../../../src/domain/ledger-event.ts'
import type { AuditFilter, PageOptions } from '../../../src/ports/audit-trail.ts'
import { adam, aisha, emma, must, noon, target } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const trail = () => auditTrail({ database: fresh.database })
const write = (events: readonly LedgerEvent[]) => postgresLedger({ database: fresh.database }).append(events)
const id = (n: number): RequestId => requestIdFrom(Uint8Array.of(0, 0, n >> 16, n >> 8, n))

function asked(n: number, changes: Partial<LedgerEvent> = {}, vmName = 'web01'): LedgerEvent {
  const fact = {
    type: 'request submitted',
    targets: [target(vmName)],
    source: { prefix: '203.0.113.7/32' },
    durationMs: 3_600_000,
    reason: 'INC123456',
    rules: ['production'],
  } as const
  return { at: noon + n, actor: emma, request: id(n), fact, ...changes }
}
const approved = (n: number, at: number, by = adam): LedgerEvent => ({
  at,
  actor: by,
  request: id(n),
  fact: { type: 'approval given', groups: ['sre-leads'] },
})
const idsOf = (entries: readonly LedgerEntry[]) => entries.map(({ event }) => event.request)
const requests = async (filter: AuditFilter = {}, options: Partial<PageOptions> = {}) =>
  await trail().requests(filter, { limit: 10, ...options })
const ids = async (filter: AuditFilter) => idsOf((await requests(filter)).entries)

test('pages of requests stay as they are while new entries arrive, to the end and back', async () => {
  // Two at each moment, so that pages end between such two.
  await write(Array.from({ length: 25 }, (_, n) => asked(n, { at: noon + Math.floor(n / 2) })))
  const first = await requests()
  expect(first).toMatchObject({ older: true, newer: false })
  // One of them at the moment at which the page ends.
  await write([asked(100), asked(115, { at: noon + 7 })])
  const turn = async (page: { entries: readonly LedgerEntry[] }, side: 'before' | 'after') => {
    const { event, seq } = must(side === 'before' ? page.entries.at(-1) : page.entries[0])
    return await requests({}, { turned: { [side]: { at: event.at, seq } } as never })
  }
  const second = await turn(first, 'before')
  const third = await turn(second, 'before')
  const seen = [first, second, third].flatMap(({ entries }) => idsOf(entries))
  expect(seen).toEqual(
    [24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(id),
  )
  expect(third).toMatchObject({ older: false, newer: true })
  expect(idsOf((await turn(third, 'after')).entries)).toEqual(idsOf(second.entries))
  const newest = await turn(second, 'after')
  expect(idsOf(newest.entries)).toEqual([23, 22, 21, 20, 19, 18, 17, 16, 115, 15].map(id))
  expect(newest).toMatchObject({ older: true, newer: true })
  expect(idsOf((await turn(newest, 'after')).entries).slice(0, 2)).toEqual([100, 24].map(id))
})

test('a period, a person who asked or acted, a machine', async () => {
  await write([
    asked(1),
    asked(2, { actor: aisha }, 'web02'),
    asked(3, { actor: aisha }),
    approved(1, noon + 50),
    approved(2, noon + 60, emma),
    { at: noon + 70, actor: 'bot', request: id(3), fact: { type: 'opening accepted', vm: target().vm } },
  ])
  expect(await ids({})).toEqual([id(3), id(2), id(1)])
  expect(await ids({ from: noon + 2 })).toEqual([id(3), id(2)])
  expect(await ids({ from: noon + 1, to: noon + 2 })).toEqual([id(1)])
  expect(await ids({ person: adam.id, to: noon + 3 })).toEqual([id(1)])
  expect(await ids({ person: emma.id })).toEqual([id(2), id(1)])
  expect(await ids({ vm: target('web02').vm.toUpperCase() })).toEqual([id(2)])
  expect(await ids({ person: adam.id, vm: target('web02').vm })).toEqual([])
  const about = await trail().entries({ vm: target().vm }, { limit: 10 })
  expect(about.entries.map(({ event }) => event.fact.type)).toEqual([
    'opening accepted',
    'request submitted',
    'request submitted',
  ])
  const read: LedgerEntry[] = []
  for await (const entry of trail().read({ vm: target().vm, from: noon + 2 })) read.push(entry)
  expect(idsOf(read)).toEqual([id(3), id(3)])
  expect((await trail().stories([id(1), id(2)])).map(({ event }) => event.at - noon)).toEqual([1, 2, 50, 60])
  expect((await trail().story(id(1), 1)).map(({ event }) => event.at - noon)).toEqual([50])
})

test('what belongs to no request, newest first, of a machine too', async () => {
  const refused = { type: 'request refused', asked: 'vault01', findings: [] } as const
  const window = { policy: target().policy, vm: target().vm, ports: [3389] }
  await write([
    asked(1),
    { at: noon + 2, actor: emma, fact: refused },
    { at: noon + 3, actor: 'bot', fact: { type: 'drift opened', window: window as never } },
    {
      at: noon + 2,
      actor: 'bot',
      fact: { type: 'drift policy', drift: { changes: [{ vm: target('web02').vm }] } as never },
    },
    { at: noon + 4, actor: 'bot', fact: { type: 'source confirmed', source: { prefix: '1.2.3.4/32' } } },
  ])
  await trail().requests({}, { limit: 1 })
  const types = async (filter: AuditFilter) => (await trail().besides(filter, 5)).map(({ event }) => event.fact.type)
  expect(await types({})).toEqual(['drift opened', 'drift policy', 'request refused'])
  expect(await types({ vm: target('web02').vm })).toEqual(['drift policy'])
  expect(await types({ vm: target().vm })).toEqual(['drift opened'])
  expect(await types({ person: emma.id })).toEqual(['request refused'])
})

test('any text, in any case and without wild cards, and how far was looked', async () => {
  await write([asked(1), asked(2, {}, 'web02')])
  const found = await trail().entries({ text: 'WEB02' }, { limit: 10 })
  expect(idsOf(found.entries)).toEqual([id(2)])
  expect(found.lookedAt).toBe(50_000)
  expect((await trail().entries({ text: '%' }, { limit: 10 })).entries).toEqual([])
  expect((await trail().entries({ text: '\0\ud800' }, { limit: 10 })).entries).toEqual([])
})

test('people by name, by a word of it, by id, as they are called now; machines that are gone', async () => {
  const other = {
    id: must(parsePersonId(emma.id.split('/')[0], 'e0000000-0000-4000-8000-00000000000e')),
    name: 'Emma Stone',
  }
  await write([
    asked(1),
    asked(2, { actor: { ...emma, name: 'Emma Lindqvist-Berg' } }),
    asked(3, { actor: other }),
    approved(1, noon + 9),
    asked(4, {}, 'gone01'),
  ])
  await trail().requests({}, { limit: 1 })
  const names = async (name: string, limit = 9) => (await trail().people(name, limit)).map((person) => person.name)
  expect(await names('emma')).toEqual(['Emma Lindqvist', 'Emma Stone'])
  expect(await names('emma', 1)).toHaveLength(1)
  expect(await names('STONE')).toEqual(['Emma Stone'])
  expect(await names('novak')).toEqual(['Adam Novak'])
  expect(await names('mma')).toEqual([])
  expect(await names('%')).toEqual([])
  expect(await names(adam.id.split('/')[1] ?? '')).toEqual(['Adam Novak'])
  expect(await trail().machines('GONE01')).toEqual([target('gone01').vm])
  expect(await trail().machines('one01')).toEqual([])
  expect(await trail().machines('')).toEqual([])
})

test('each question is answered by an index, however long the ledger', async () => {
  await write([asked(0)])
  await trail().requests({}, { limit: 1 })
  await sql`
    insert into ledger (event, seq, previous, hash)
    select jsonb_set(jsonb_set(jsonb_set(event, '{at}', to_jsonb(${noon}::bigint + n)), '{request}', to_jsonb('R' || n)),
      '{fact}', case when n % 20 = 0 then jsonb_set(event -> 'fact', '{targets,0,vm}', to_jsonb('/x/m' || n % 700))
        else '{"type": "notice sent", "endsAt": 1}' end), n + 1, '', ''
    from ledger, generate_series(1, 30000) n`.execute(fresh.database.db)
  await sql`analyze ledger`.execute(fresh.database.db)
  const explained = async (ask: () => Promise<unknown>) => {
    const reads = async () => {
      await sql`select pg_stat_force_next_flush()`.execute(fresh.database.db)
      const { rows } = await sql<{ n: string }>`
        select seq_tup_read as n from pg_stat_user_tables where relname = 'ledger'`.execute(fresh.database.db)
      return Number(must(rows[0]).n)
    }
    const before = await reads()
    await ask()
    return (await reads()) - before
  }
  const from = noon + 29_000
  expect(await explained(() => requests({ from }))).toBe(0)
  expect(await explained(() => requests({ vm: '/x/m20' }))).toBe(0)
  expect(await explained(() => requests({ person: adam.id }))).toBe(0)
  expect(await explained(() => trail().people('emma', 5))).toBe(0)
  expect(await explained(() => trail().machines('m20'))).toBe(0)
  expect(await explained(() => trail().besides({}, 5))).toBe(0)
  expect(await explained(() => trail().stories([id(0)]))).toBe(0)
})

test('an index that was cut short is built anew at the next start', async () => {
  await sql`update pg_index set indisvalid = false where indexrelid = 'ledger_by_machine'::regclass`.execute(
    fresh.database.db,
  )
  await Promise.all([fresh.database.migrate(), fresh.another().migrate()])
  const { rows } = await sql<{ ok: boolean }>`
    select indisvalid as ok from pg_index where indexrelid in ('ledger_by_machine'::regclass, 'ledger_requests_by_time'::regclass)`.execute(
    fresh.database.db,
  )
  expect(rows).toEqual([{ ok: true }, { ok: true }])
})
