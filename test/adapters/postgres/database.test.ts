import { sql } from 'kysely'
import { openDatabase } from '../../../src/adapters/postgres/database.ts'
import { migrations } from '../../../src/adapters/postgres/migrations/all.ts'
import { requestStore } from '../../../src/adapters/postgres/request-store.ts'
import { StoreUnavailable } from '../../../src/ports/store.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, newRequest, toRealTime } from './changes.ts'
import { cuttable } from './cuttable.ts'
import { eventually } from './eventually.ts'
import { recordingLog } from './recording-log.ts'

describe('openDatabase', () => {
  let fresh: FreshDatabase
  beforeEach(async () => {
    fresh = await freshDatabase({ template: 'template0' })
  })
  afterEach(() => fresh.drop())

  it('is migrated once by four replicas that start at the same moment, and once more to no effect', async () => {
    await Promise.all(
      [fresh.database, fresh.another(), fresh.another(), fresh.another()].map((database) => database.migrate()),
    )
    expect(await countOf(fresh.database, 'kysely_migration')).toBe(Object.keys(migrations).length)
    expect(await countOf(fresh.database, 'graphile_worker.migrations')).toBe(18)
    const change = newRequest()
    await requestStore({ database: fresh.database, toRealTime }).submit(change)
    await fresh.another().migrate()
    expect(await countOf(fresh.database, 'requests')).toBe(1)
  })

  it('says StoreUnavailable while the database is away, and works again once it is back', async () => {
    const way = await cuttable(fresh.url)
    const database = openDatabase({ url: way.url, log: recordingLog() })
    const store = requestStore({ database, toRealTime })
    await database.migrate()
    const change = newRequest()
    await store.submit(change)
    const midway = sql`select pg_sleep(20)`.execute(database.db)
    const refused = expect(midway).rejects.toBeInstanceOf(StoreUnavailable)
    await eventually(async () => {
      const { rows } =
        await sql`select from pg_stat_activity where query like 'select pg_sleep%' and state = 'active' and datname = current_database()`.execute(
          fresh.database.db,
        )
      return rows.length > 0
    })
    await way.cut()
    await refused
    await expect(store.find(change.request.id)).rejects.toBeInstanceOf(StoreUnavailable)
    await expect(store.submit(newRequest())).rejects.toBeInstanceOf(StoreUnavailable)
    await expect(store.save(change)).rejects.toBeInstanceOf(StoreUnavailable)
    await expect(database.ping()).rejects.toBeInstanceOf(StoreUnavailable)
    await expect(database.migrate()).rejects.toBeInstanceOf(StoreUnavailable)
    await way.mend()
    expect(await store.find(change.request.id)).toEqual(change.request)
    await database.close()
    await way.cut()
  })

  it('says StoreUnavailable for a wrong password, a full server and a statement that takes too long', async () => {
    const wrong = new URL(fresh.url)
    wrong.password = 'guessed'
    const stranger = openDatabase({ url: wrong.href, log: recordingLog() })
    await expect(stranger.ping()).rejects.toThrow(/does not answer: .*password/)
    await expect(stranger.ping()).rejects.toBeInstanceOf(StoreUnavailable)
    await stranger.close()
    const { db } = fresh.database
    const slow = db.transaction().execute(async (one) => {
      await sql`set local statement_timeout = 50`.execute(one)
      await sql`select pg_sleep(5)`.execute(one)
    })
    await expect(slow).rejects.toBeInstanceOf(StoreUnavailable)
    const full = sql`do $$ begin raise exception 'no space' using errcode = 'disk_full'; end $$`.execute(db)
    await expect(full).rejects.toBeInstanceOf(StoreUnavailable)
    await expect(fresh.database.ping()).resolves.toBeUndefined()
  })

  it('leaves our own mistakes as they are', async () => {
    const mistake = sql`select from nowhere`.execute(fresh.database.db)
    await expect(mistake).rejects.toThrow(/nowhere/)
    await expect(mistake).rejects.not.toBeInstanceOf(StoreUnavailable)
  })
})
