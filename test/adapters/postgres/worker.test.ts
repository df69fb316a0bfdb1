import { sql } from 'kysely'
import { openDatabase } from '../../../src/adapters/postgres/database.ts'
import { jobQueue } from '../../../src/adapters/postgres/jobs.ts'
import { startWorker, type Worker } from '../../../src/adapters/postgres/worker.ts'
import { findAbsent } from '../../../src/adapters/postgres/worker-presence.ts'
import type { Job } from '../../../src/domain/job.ts'
import { must } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, jobsIn, newRequest, toRealTime } from './changes.ts'
import { runChild } from './child/run-child.ts'
import { cuttable } from './cuttable.ts'
import { eventually } from './eventually.ts'
import { handlersThat } from './handlers.ts'
import { recordingLog } from './recording-log.ts'

let fresh: FreshDatabase
const workers: Worker[] = []
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop()
  await fresh.drop()
})

const queue = () => jobQueue({ database: fresh.database, toRealTime })
const { id } = newRequest().request
const deliver = (conversation: string): Job => ({ kind: 'deliver', conversation })

async function work(perform: (job: Job) => Promise<void>, database = fresh.database, log = recordingLog()) {
  const worker = await startWorker({ database, log, handlers: handlersThat(perform) })
  workers.push(worker)
  return worker
}

/** A handler that waits at a gate, and says what passed it. */
function gated() {
  const begun: Job[] = []
  const waiting: (() => void)[] = []
  return {
    begun,
    open: () => waiting.shift()?.(),
    perform: (job: Job) => {
      begun.push(job)
      return new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}

describe('startWorker', () => {
  it('performs what was enqueued, when it is due, and is done with it', async () => {
    const done: Job[] = []
    const worker = await work(async (job) => {
      done.push(job)
    })
    await queue().enqueue([
      { kind: 'warn', request: id, at: Date.now() + 3_600_000 },
      { kind: 'lapse', request: id },
    ])
    await eventually(async () => (await jobsIn(fresh.database)).size === 1)
    expect(done).toEqual([{ kind: 'lapse', request: id }])
    expect(worker.healthy()).toBe(true)
    await worker.stop()
    expect(worker.healthy()).toBe(false)
    expect([...(await jobsIn(fresh.database)).keys()]).toEqual([`warn:${id}`])
  })

  it('performs the jobs of one queue one after the other, others beside them', async () => {
    const { begun, open, perform } = gated()
    await work(perform)
    await queue().enqueue([deliver('a'), { kind: 'digest', conversation: 'a' }, deliver('b')])
    await eventually(() => begun.length === 2)
    const names = () => begun.map((job) => ('conversation' in job ? job.conversation : ''))
    expect(names().sort()).toEqual(['a', 'b'])
    open()
    open()
    await eventually(() => begun.length === 3)
    open()
    await eventually(async () => (await countOf(fresh.database, 'graphile_worker.jobs')) === 0)
  })

  it('performs once more what is enqueued under the key of a running job', async () => {
    const { begun, open, perform } = gated()
    await work(perform)
    await queue().enqueue([deliver('a')])
    await eventually(() => begun.length === 1)
    await queue().enqueue([deliver('a')])
    await queue().enqueue([deliver('a')])
    open()
    await eventually(() => begun.length === 2)
    open()
    await eventually(async () => (await countOf(fresh.database, 'graphile_worker.jobs')) === 0)
    expect(begun.length).toBe(2)
  })

  it('tries again with back-off what failed, and says so', async () => {
    const log = recordingLog()
    await work(() => Promise.reject(new Error('Azure is closed')), fresh.database, log)
    await queue().enqueue([{ kind: 'lapse', request: id }])
    const { rows } = await eventually(async () => {
      const found = await sql<{ attempts: number; most: number; waits: number; why: string }>`
        select attempts, max_attempts as most, extract(epoch from run_at - now())::float8 as waits, last_error as why
        from graphile_worker.jobs where attempts = 1 and locked_at is null`.execute(fresh.database.db)
      return found.rows.length === 1 && found
    })
    expect(rows[0]).toMatchObject({ most: 25, why: 'Azure is closed' })
    expect(must(rows[0]).waits).toBeGreaterThan(1)
    expect(log.lines.filter((line) => line.level === 'warn')).toEqual([
      {
        level: 'warn',
        message: 'a job failed; it is tried again',
        fields: { kind: 'lapse', key: `lapse:${id}`, attempt: 1, why: 'Azure is closed' },
      },
    ])
  })

  it('H4 performs at once, after a start, the job that a killed process held', async () => {
    await queue().enqueue([deliver('a')])
    const child = runChild('hold-job.ts', [fresh.url])
    expect(await child.said()).toBe('holds deliver')
    await child.kill()
    const began = performance.now()
    const done: Job[] = []
    await work(async (job) => {
      done.push(job)
    })
    await eventually(() => done.length === 1, 4_000)
    process.stderr.write(
      `a killed process's job was performed ${Math.round(performance.now() - began)} ms after the start\n`,
    )
    await eventually(async () => (await countOf(fresh.database, 'graphile_worker.jobs')) === 0)
  })

  it('H4 performs within seconds what another replica held that was killed, and nothing while it lives', async () => {
    await queue().enqueue([deliver('a')])
    const child = runChild('hold-job.ts', [fresh.url])
    expect(await child.said()).toBe('holds deliver')
    const done: Job[] = []
    await work(async (job) => {
      done.push(job)
    })
    expect(await findAbsent(fresh.database)).toEqual([])
    expect(done).toEqual([])
    await child.kill()
    await eventually(() => done.length === 1, 8_000)
    expect(done).toEqual([deliver('a')])
  })

  it('shows itself again when its connection broke, and then holds its jobs as before', async () => {
    const { begun, open, perform } = gated()
    const worker = await work(perform)
    await queue().enqueue([deliver('a')])
    await eventually(() => begun.length === 1)
    const before = await sql`select process from workers limit 1`.execute(fresh.database.db)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '%presence'`.execute(fresh.database.db)
    await eventually(async () => {
      const { rows } = await sql`select process from workers limit 1`.execute(fresh.database.db)
      return JSON.stringify(rows) !== JSON.stringify(before.rows)
    })
    expect(await findAbsent(fresh.database)).toEqual([])
    await eventually(() => worker.healthy())
    open()
    await eventually(async () => (await countOf(fresh.database, 'graphile_worker.jobs')) === 0)
    expect(begun.length).toBe(1)
  })

  it('performs again what the database, when it crashed, forgot to be done', async () => {
    const { db } = fresh.database
    const done: Job[] = []
    await work(async (job) => {
      done.push(job)
    })
    await queue().enqueue([{ kind: 'warn', request: id, at: Date.now() + 8_000 }])
    // Locked by a worker that lives and knows nothing of it, and the queue with it: what is behind it would wait for hours.
    await sql`update graphile_worker._private_jobs set run_at = now(), locked_at = now(), locked_by = (select min(id) from workers)`.execute(
      db,
    )
    await sql`update graphile_worker._private_job_queues set locked_at = now(), locked_by = (select min(id) from workers)`.execute(
      db,
    )
    await queue().enqueue([{ kind: 'lapse', request: id }])
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '%presence'`.execute(db)
    await eventually(() => done.length === 2)
    expect(done.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['warn', 'lapse']))
  })

  it('mends itself when the database was away while a job ran, and performs that job again', async () => {
    const way = await cuttable(fresh.url)
    const log = recordingLog()
    const database = openDatabase({ url: way.url, log })
    const { begun, open, perform } = gated()
    const worker = await work(perform, database, log)
    await queue().enqueue([deliver('a')])
    await eventually(() => begun.length === 1)
    await way.cut()
    open()
    await eventually(() => !worker.healthy())
    await way.mend()
    await eventually(() => begun.length === 2)
    open()
    await eventually(async () => (await countOf(fresh.database, 'graphile_worker.jobs')) === 0)
    await eventually(() => worker.healthy())
    const names = Array.from({ length: 8 }, (_, n) => deliver(`c${n}`))
    await queue().enqueue(names)
    // All eight workers are there again: none waits for another.
    await eventually(() => begun.length === 10)
    for (const _ of names) open()
    await eventually(async () => (await countOf(fresh.database, 'graphile_worker.jobs')) === 0)
    await eventually(async () => (await countOf(fresh.database, 'workers')) === 8)
    for (const each of workers.splice(0)) await each.stop()
    await database.close()
    await way.cut()
  }, 60_000)

  it('leaves no trace of itself', async () => {
    const worker = await work(async () => undefined)
    await eventually(async () => (await countOf(fresh.database, 'workers')) === 8)
    await worker.stop()
    expect(await countOf(fresh.database, 'workers')).toBe(0)
  })
})
