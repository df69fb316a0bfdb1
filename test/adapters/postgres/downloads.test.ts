import { downloadStore } from '../../../src/adapters/postgres/downloads.ts'
import { postgresLedger } from '../../../src/adapters/postgres/ledger.ts'
import { sharedSecret } from '../../../src/adapters/postgres/secrets.ts'
import type { Download } from '../../../src/ports/downloads.ts'
import { emma, noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { toRealTime } from './changes.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const download: Download = { kind: 'audit csv', person: emma, filter: { from: 1, to: 2 }, expiresAt: noon + 600_000 }
const told = { at: noon, actor: emma, fact: { type: 'ledger exported', to: 2 } } as const
const store = () => downloadStore({ database: fresh.database, toRealTime })

test('a link is used by one of many who come at once, with one ledger entry', async () => {
  await store().add('a', download)
  expect(await store().find('a')).toEqual(download)
  const stores = [store(), downloadStore({ database: fresh.another(), toRealTime })]
  const used = await Promise.all(Array.from({ length: 20 }, (_, n) => stores[n % 2]?.use('a', noon, [told])))
  expect(used.filter(Boolean)).toHaveLength(1)
  expect(await store().find('a')).toEqual({ ...download, usedAt: noon })
  expect(await postgresLedger({ database: fresh.database }).latest({ limit: 9 })).toHaveLength(1)
})

test('none is used late, or that was never made; the old are forgotten after a day', async () => {
  await store().add('a', download)
  expect(await store().use('a', noon + 600_000, [told])).toBe(false)
  expect(await store().use('b', noon, [told])).toBe(false)
  expect(await postgresLedger({ database: fresh.database }).latest({ limit: 9 })).toEqual([])
  await store().add('c', { ...download, expiresAt: noon + 600_000 + 86_400_000 })
  expect(await store().find('a')).toBeDefined()
  await store().add('d', { ...download, expiresAt: noon + 600_001 + 86_400_000 })
  expect(await store().find('a')).toBeUndefined()
  expect(await store().find('c')).toBeDefined()
})

test('replicas share one secret', async () => {
  const all = await Promise.all(['x', 'y', 'z'].map((fresh_) => sharedSecret(fresh.another(), 'links', fresh_)))
  expect(new Set(all).size).toBe(1)
})
