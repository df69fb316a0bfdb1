import { sourceStore } from '../../../src/adapters/postgres/sources.ts'
import { sameSourceForMs } from '../../../src/domain/confirmed-source.ts'
import { adam, aisha, emma, noon } from '../../fixtures.ts'
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
    expect(await sources.recall(emma.id)).toBeUndefined()
    await sources.remember({ person: emma, source: home, at: noon })
    await sources.remember({ person: adam, source: home, at: noon })
    await sources.remember({ person: emma, source: vpn, at: noon + 1 })
    expect(await sources.recall(emma.id)).toEqual({ source: vpn, confirmedAt: noon + 1 })
    expect(await sources.recall(adam.id)).toEqual({ source: home, confirmedAt: noon })
    expect(await countOf(fresh.database, 'ledger')).toBe(3)
  })

  it('remembers the same source anew, and tells the ledger, only after a while', async () => {
    const sources = sourceStore({ database: fresh.database })
    const office = { prefix: '203.0.113.0/24', network: 'office' }
    await sources.remember({ person: aisha, source: office, at: noon })
    const before = await countOf(fresh.database, 'ledger')
    await sources.remember({ person: aisha, source: office, at: noon + sameSourceForMs - 1 })
    expect(await countOf(fresh.database, 'ledger')).toBe(before)
    await sources.remember({ person: aisha, source: office, at: noon + sameSourceForMs })
    expect(await sources.recall(aisha.id)).toEqual({ source: office, confirmedAt: noon + sameSourceForMs })
    expect(await countOf(fresh.database, 'ledger')).toBe(before + 1)
  })
  it('counts the other people who confirmed the same address since then, also as one of several', async () => {
    const sources = sourceStore({ database: fresh.database })
    const shared = { prefix: '192.0.2.1/32' }
    await sources.remember({ person: emma, source: shared, at: noon + 10 * sameSourceForMs })
    await sources.remember({
      ...{ person: adam, at: noon + 10 * sameSourceForMs },
      source: { prefix: '203.0.113.99/32', others: [shared] },
    })
    await sources.remember({ person: aisha, source: shared, at: noon + 9 * sameSourceForMs })
    expect(await sources.othersAt(shared.prefix, emma.id, noon)).toBe(2)
    expect(await sources.othersAt(shared.prefix, emma.id, noon + 10 * sameSourceForMs)).toBe(1)
    expect(await sources.othersAt('192.0.2.2/32', emma.id, noon)).toBe(0)
  })
})
