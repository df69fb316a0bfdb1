import { addressPages } from '../../../src/adapters/postgres/address-pages.ts'
import { postgresLedger } from '../../../src/adapters/postgres/ledger.ts'
import { sourceStore } from '../../../src/adapters/postgres/sources.ts'
import type { AddressPage } from '../../../src/domain/address-page.ts'
import { adam, emma, noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const minute = 60_000
const page: AddressPage = {
  person: emma,
  purpose: { kind: 'form', data: { vm: 'x', reason: '${a} \\u0000' }, goOn: true },
  messageId: '1',
  expiresAt: noon + 10 * minute,
}
const source = { prefix: '203.0.113.8/32' }
const confirmed = { person: emma, source, at: noon, seen: '203.0.113.8' }
const store = () => addressPages({ database: fresh.database })
const ledger = () => postgresLedger({ database: fresh.database }).latest({ limit: 9 })

test('what is confirmed is kept with the page, is the person’s address from then on, and the ledger has it', async () => {
  await store().add('a', page)
  expect(await store().find('a')).toEqual(page)
  expect(await store().confirm('a', confirmed)).toBe(true)
  expect(await store().find('a')).toEqual({ ...page, confirmed: source })
  expect(await sourceStore({ database: fresh.database }).recall(emma.id)).toEqual({ source, confirmedAt: noon })
  expect((await ledger()).map(({ event }) => event.fact)).toEqual([
    { type: 'source confirmed', source, seen: '203.0.113.8' },
  ])
})

test('of many who hand it back at once one has it', async () => {
  await store().add('a', page)
  await store().confirm('a', confirmed)
  const stores = [store(), addressPages({ database: fresh.another() })]
  const used = await Promise.all(Array.from({ length: 20 }, (_, n) => stores[n % 2]?.use('a', emma.id, noon + minute)))
  expect(used.filter(Boolean)).toEqual([{ ...page, confirmed: source, usedAt: noon + minute }])
  expect(await store().confirm('a', { ...confirmed, source: { prefix: '198.51.100.1/32' } })).toBe(false)
  expect((await sourceStore({ database: fresh.database }).recall(emma.id))?.source).toEqual(source)
})

test('not by somebody else, not unconfirmed, not late, not one that never was', async () => {
  await store().add('a', page)
  expect(await store().use('a', emma.id, noon)).toBeUndefined()
  expect(await store().confirm('a', { ...confirmed, person: adam })).toBe(false)
  expect(await store().confirm('a', { ...confirmed, at: noon + 10 * minute })).toBe(false)
  expect(await ledger()).toEqual([])
  await store().confirm('a', confirmed)
  expect(await store().use('a', adam.id, noon)).toBeUndefined()
  expect(await store().use('a', emma.id, noon + 10 * minute)).toBeUndefined()
  expect(await store().use('b', emma.id, noon)).toBeUndefined()
  expect(await store().confirm('b', confirmed)).toBe(false)
  expect(await store().use('a', emma.id, noon + 10 * minute - 1)).toBeDefined()
})

test('a page, and the address in it, is forgotten after a day', async () => {
  await store().add('a', page)
  await store().add('b', { ...page, expiresAt: noon + 10 * minute + 86_400_001 })
  expect(await store().find('a')).toBeUndefined()
})
