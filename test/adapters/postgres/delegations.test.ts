import { delegationStore } from '../../../src/adapters/postgres/delegations.ts'
import { adam, aisha, emma, noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, toRealTime } from './changes.ts'

const hour = 3_600_000
let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const store = () => delegationStore({ database: fresh.database, toRealTime })
const from = (by: typeof adam, to: typeof adam, until = noon + hour) => ({ by, to, since: noon, until })
const entry = { at: noon, actor: adam, fact: { type: 'delegation stopped', to: aisha } } as const

test('each has one at a time, until its end; whoever stands in is found', async () => {
  await store().give(from(adam, emma), [], [])
  await store().give(from(adam, aisha), [], [])
  await store().give(from(emma, aisha, noon + hour / 2), [], [])
  expect(await store().active(noon)).toEqual([from(emma, aisha, noon + hour / 2), from(adam, aisha)])
  expect(await store().to(aisha.id, noon + hour / 2)).toEqual([from(adam, aisha)])
  expect(await store().to(emma.id, noon)).toEqual([])
  expect(await store().active(noon + hour)).toEqual([])
})

test('it is stopped once, with its entry in the ledger; where there is none nothing is written', async () => {
  await store().give(from(adam, aisha), [], [])
  expect(await store().stop(adam.id, [entry])).toBe(true)
  expect(await store().stop(adam.id, [entry])).toBe(false)
  expect(await countOf(fresh.database, 'ledger')).toBe(1)
  expect(await store().active(noon)).toEqual([])
})
