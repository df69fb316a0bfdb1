import { sql } from 'kysely'
import { jobQueue } from '../../../src/adapters/postgres/jobs.ts'
import { outbox } from '../../../src/adapters/postgres/outbox.ts'
import { type Job, jobQueue as queueOf } from '../../../src/domain/job.ts'
import { noon, target } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { jobsIn, newRequest, toRealTime } from './changes.ts'
import { eventually } from './eventually.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const queue = () => jobQueue({ database: fresh.database, toRealTime })
const { id } = newRequest().request

describe('jobQueue', () => {
  it('replaces the job that waits under the same key', async () => {
    await queue().enqueue([{ kind: 'warn', request: id, at: noon }])
    await queue().enqueue([
      { kind: 'warn', request: id, at: noon + 60_000 },
      { kind: 'lapse', request: id, at: noon },
    ])
    const jobs = await jobsIn(fresh.database)
    expect([...jobs.keys()].sort()).toEqual([`lapse:${id}`, `warn:${id}`])
    expect(jobs.get(`warn:${id}`)?.runAt.getTime()).toBe(noon + 60_000)
  })

  it('keeps the last of two jobs with one key in one call', async () => {
    await queue().enqueue([
      { kind: 'warn', request: id, at: noon },
      { kind: 'warn', request: id, at: noon + 1000 },
    ])
    expect([...(await jobsIn(fresh.database)).values()].map((job) => job.runAt.getTime())).toEqual([noon + 1000])
  })

  it('reckons with the time of the world', async () => {
    const shifted = jobQueue({ database: fresh.database, toRealTime: (atMs) => new Date(atMs - 5000) })
    await shifted.enqueue([{ kind: 'warn', request: id, at: noon }])
    expect((await jobsIn(fresh.database)).get(`warn:${id}`)?.runAt.getTime()).toBe(noon - 5000)
  })

  it('takes names of any length, and calls deliveries as the domain does', async () => {
    const conversation = 'a:1'.padEnd(700, 'é')
    const policy = `${target().policy}${'x'.repeat(200)}` as ReturnType<typeof target>['policy']
    const open: Job = { kind: 'open target', request: id, target: 0, policy }
    const deliver: Job = { kind: 'deliver', conversation }
    await queue().enqueue([open])
    await outbox({ database: fresh.database }).add(
      [{ key: 'd', to: { kind: 'conversation', id: conversation }, content: { kind: 'digest', from: 1, to: 2 } }],
      [],
    )
    const before = [...(await jobsIn(fresh.database)).values()]
    await queue().enqueue([deliver])
    const after = [...(await jobsIn(fresh.database)).values()]
    expect(after.map((job) => job.key)).toEqual(before.map((job) => job.key))
    expect(after.map((job) => job.queue).sort()).toEqual([queueOf(deliver), queueOf(open)].sort())
    expect(before.map((job) => job.queue).sort()).toEqual([queueOf(deliver), queueOf(open)].sort())
  })

  it('does not lose a job whose key a worker locks at that very moment', async () => {
    await queue().enqueue([{ kind: 'deliver', conversation: 'c' }])
    const worker = await fresh.database.pool.connect()
    await worker.query('begin')
    await worker.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w', attempts = 1`)
    // Its first statement sees the job unlocked, its second waits for us.
    const enqueued = queue().enqueue([
      { kind: 'deliver', conversation: 'c' },
      { kind: 'deliver', conversation: 'd' },
    ])
    await eventually(async () => {
      const { rows } =
        await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          fresh.database.db,
        )
      return rows.length > 0
    })
    await worker.query('commit')
    worker.release()
    await enqueued
    const { rows } = await sql<{ key: string | null; locked: boolean }>`
      select key, locked_at is not null as locked from graphile_worker.jobs order by id`.execute(fresh.database.db)
    expect(rows.filter((row) => row.locked)).toEqual([{ key: null, locked: true }])
    expect(
      rows
        .filter((row) => !row.locked)
        .map((row) => row.key)
        .sort(),
    ).toEqual(['deliver:c', 'deliver:d'])
  })
})
