import { sourceStore } from '../../../src/adapters/postgres/sources.ts'
import { adam, emma, noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf } from './changes.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

describe('sourceStore', () => {
  it('recalls what each person last confirmed', async () => {
    const sources = sourceStore({ database: fresh.database })
    const home = { prefix: '203.0.113.7/32' }
    const vpn = { prefix: '198.51.100.7/32', network: 'vpn' }
    const confirmed = { at: noon, actor: emma, fact: { type: 'source confirmed', source: vpn } } as const
    expect(await sources.recall(emma.id)).toBeUndefined()
    await sources.remember(emma.id, home, noon, [])
    await sources.remember(adam.id, home, noon, [])
    await sources.remember(emma.id, vpn, noon + 1, [confirmed])
    expect(await sources.recall(emma.id)).toEqual({ source: vpn, confirmedAt: noon + 1 })
    expect(await sources.recall(adam.id)).toEqual({ source: home, confirmedAt: noon })
    expect(await countOf(fresh.database, 'ledger')).toBe(1)
  })
})
