import { sql } from 'kysely'
import { addressBook } from '../../../src/adapters/postgres/address-book.ts'
import { adam, emma } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const book = () => addressBook({ database: fresh.database })

describe('addressBook', () => {
  it('knows where people and channels can be reached, as last learnt', async () => {
    await book().learn({ conversation: 'a:emma', kind: 'personal', person: emma.id, reference: { serviceUrl: 'old' } })
    await book().learn({ conversation: 'a:emma', kind: 'personal', person: emma.id, reference: { serviceUrl: 'new' } })
    await book().learn({ conversation: '19:ops', kind: 'channel', person: emma.id, title: 'Ops', reference: { n: 1 } })
    expect(await book().conversation('a:emma')).toEqual({ reference: { serviceUrl: 'new' } })
    expect(await book().conversation('19:ops')).toEqual({ reference: { n: 1 } })
    expect(await book().personal(emma.id)).toEqual({ conversation: 'a:emma', reference: { serviceUrl: 'new' } })
    expect(await book().personal(adam.id)).toBeUndefined()
    expect(await book().conversation('19:other')).toBeUndefined()
  })

  it('keeps the newest of several personal chats', async () => {
    await book().learn({ conversation: 'a:1', kind: 'personal', person: emma.id, reference: 1 })
    await book().learn({ conversation: 'a:2', kind: 'personal', person: emma.id, reference: 2 })
    expect(await book().personal(emma.id)).toEqual({ conversation: 'a:2', reference: 2 })
  })

  it('keeps what a later message does not tell, and writes nothing for what it knows', async () => {
    await book().learn({ conversation: '19:ops', kind: 'channel', title: 'Ops \u0000', reference: { n: 1 } })
    const version = () =>
      sql<{ xmin: string; title: string }>`select xmin::text, title from addresses`.execute(fresh.database.db)
    const { rows: before } = await version()
    await book().learn({ conversation: '19:ops', kind: 'channel', reference: { n: 1 } })
    await book().learn({ conversation: '19:ops', kind: 'channel', title: 'Ops \u0000', reference: { n: 1 } })
    expect((await version()).rows).toEqual(before)
    await book().learn({ conversation: '19:ops', kind: 'channel', reference: { n: 2 } })
    expect((await version()).rows[0]?.title).toBe('Ops \uFFFD')
  })

  it('forgets', async () => {
    await book().learn({ conversation: 'a:emma', kind: 'personal', person: emma.id, reference: 1 })
    await book().forget('a:emma')
    expect(await book().conversation('a:emma')).toBeUndefined()
    expect(await book().personal(emma.id)).toBeUndefined()
  })
})
