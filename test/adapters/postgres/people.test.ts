import { peopleStore } from '../../../src/adapters/postgres/people.ts'
import { adam, aisha, emma } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

test('names are kept across processes, follow what Teams tells last, and nobody is known who was not learnt', async () => {
  let now = 0
  const store = () => peopleStore({ database: fresh.database, now: () => now })
  const [one, other] = [store(), store()]
  expect(await one.names([emma.id, adam.id])).toEqual(new Map())
  await other.learn([emma, adam, { ...adam, name: 'Adam N.' }])
  // Asked for a moment ago: looked for again after a minute.
  expect(await one.names([emma.id])).toEqual(new Map())
  now += 61_000
  expect(await one.names([emma.id, adam.id, aisha.id])).toEqual(
    new Map([
      [emma.id, emma.name],
      [adam.id, 'Adam N.'],
    ]),
  )
  await one.learn([adam])
  expect(await store().names([adam.id])).toEqual(new Map([[adam.id, adam.name]]))
})

test('a name with a null character is kept without it, and many learn the same people at once', async () => {
  const stores = Array.from({ length: 6 }, () => peopleStore({ database: fresh.database }))
  const odd = { ...aisha, name: 'Ai\u0000sha' }
  await Promise.all(stores.map((store, i) => store.learn(i % 2 ? [emma, odd, adam] : [adam, emma, odd])))
  expect([...(await peopleStore({ database: fresh.database }).names([aisha.id])).values()][0]).not.toContain('\u0000')
})
