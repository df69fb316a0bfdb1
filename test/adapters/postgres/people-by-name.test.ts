import { addressBook } from '../../../src/adapters/postgres/address-book.ts'
import { peopleStore } from '../../../src/adapters/postgres/people.ts'
import { adam, aisha, emma } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const book = () => addressBook({ database: fresh.database })
const known = () => peopleStore({ database: fresh.database })
const personal = { kind: 'personal', reference: 1 } as const

test('people are called what their newest personal chat is called, and found by it without regard to case', async () => {
  await book().learn({ ...personal, conversation: 'a:old', person: emma.id, title: 'Emma Before' })
  await book().learn({ ...personal, conversation: 'a:emma', person: emma.id, title: 'Emma Lindqvist' })
  await book().learn({ ...personal, conversation: 'a:adam', person: adam.id })
  expect(await known().names([emma.id, emma.id, adam.id, aisha.id])).toEqual(new Map([[emma.id, 'Emma Lindqvist']]))
  expect(await known().named('EMMA lindqvist')).toEqual([{ id: emma.id, name: 'Emma Lindqvist' }])
  expect(await known().names([])).toEqual(new Map())
})

test('whose names have words that begin like what is typed, by name, as many as are wanted', async () => {
  await known().learn([
    { id: emma.id, name: 'Emma van der Berg' },
    { id: adam.id, name: 'Adam Novak' },
  ])
  await book().learn({ ...personal, conversation: 'a:3', person: aisha.id, title: 'Aisha 100%_Khan' })
  const like = async (typed: string, limit = 15) => (await known().like(typed, limit)).map(({ name }) => name)
  expect(await like('')).toEqual(['Adam Novak', 'Aisha 100%_Khan', 'Emma van der Berg'])
  expect(await like('', 2)).toHaveLength(2)
  expect(await like('A')).toEqual(['Adam Novak', 'Aisha 100%_Khan'])
  expect(await like('BERG em')).toEqual(['Emma van der Berg'])
  expect(await like('erg')).toEqual([])
  expect(await like('100%_')).toEqual(['Aisha 100%_Khan'])
  for (const typed of ['%', '_', '\\', "' or 1=1 --", 'x'.repeat(500), '\u0000%']) expect(await like(typed)).toEqual([])
})

test('two people of one name are both found; what a name holds is never a pattern', async () => {
  await book().learn({ ...personal, conversation: 'a:1', person: emma.id, title: 'Sam' })
  await book().learn({ ...personal, conversation: 'a:2', person: adam.id, title: 'Sam' })
  await book().learn({ kind: 'channel', reference: 1, conversation: '19:x', title: 'Sam', person: aisha.id })
  expect((await known().named('sam')).map(({ id }) => id).sort()).toEqual([adam.id, emma.id].sort())
  for (const text of ['%', 'S%', "' or 1=1 --", '', '\\', 'S_m']) expect(await known().named(text)).toEqual([])
})
