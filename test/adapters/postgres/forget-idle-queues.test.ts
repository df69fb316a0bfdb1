import { sql } from 'kysely'
import { forgetIdleQueues } from '../../../src/adapters/postgres/forget-idle-queues.ts'
import { jobSpecs } from '../../../src/adapters/postgres/job-specs.ts'
import { jobQueue } from '../../../src/adapters/postgres/jobs.ts'
import { startWorker } from '../../../src/adapters/postgres/worker.ts'
import type { Job } from '../../../src/domain/job.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, toRealTime } from './changes.ts'
import { eventually } from './eventually.ts'
import { handlersThat } from './handlers.ts'
import { recordingLog } from './recording-log.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const deliveries = (count: number, name = 'c', at?: number): Job[] =>
  Array.from({ length: count }, (_, n) => ({
    kind: 'deliver',
    conversation: `${name}${n}`,
    ...(at === undefined ? {} : { at }),
  }))
const queue = () => jobQueue({ database: fresh.database, toRealTime })
const start = (perform: (job: Job) => Promise<void>) =>
  startWorker({ database: fresh.database, log: recordingLog(), handlers: handlersThat(perform) })
/** Jobs that wait in graphile-worker's own table, as those do that are tried again. */
const keepWaiting = async (count: number) => {
  const specs = JSON.stringify(jobSpecs(deliveries(count, 'later', Date.now() + 3_600_000), toRealTime))
  await sql`select start_jobs(${specs}::jsonb)`.execute(fresh.database.db)
}

describe('forgetIdleQueues', () => {
  it('removes queues without jobs, and leaves a few alone', async () => {
    const worker = await start(async () => undefined)
    await queue().enqueue(deliveries(100))
    await eventually(async () => (await countOf(fresh.database, 'graphile_worker.jobs')) === 0)
    expect(await forgetIdleQueues(fresh.database)).toBe(0)
    await keepWaiting(3)
    expect(await forgetIdleQueues(fresh.database)).toBe(100)
    await worker.stop()
    expect(await countOf(fresh.database, 'graphile_worker._private_job_queues')).toBe(3)
  })

  it('loses no job and no order while jobs are added and performed', async () => {
    const running = new Map<string, number>()
    const done = new Map<string, number>()
    let overlaps = 0
    const worker = await start(async (job) => {
      const name = job.kind === 'deliver' ? job.conversation : ''
      running.set(name, (running.get(name) ?? 0) + 1)
      if ((running.get(name) ?? 0) > 1) overlaps++
      await new Promise((resolve) => setImmediate(resolve))
      running.set(name, (running.get(name) ?? 0) - 1)
      done.set(name, (done.get(name) ?? 0) + 1)
    })
    // Enough of them that there is something to remove, and something that stays.
    await keepWaiting(101)
    let adding = true
    let removed = 0
    const removing = (async () => {
      while (adding) removed += await forgetIdleQueues(fresh.database).catch(() => 0)
    })()
    await Promise.all(
      Array.from({ length: 8 }, async (_, lane) => {
        for (let n = 0; n < 20; n++) await queue().enqueue([{ kind: 'deliver', conversation: `${lane}-${n % 5}` }])
      }),
    )
    adding = false
    await removing
    await eventually(async () => (await countOf(fresh.database, 'graphile_worker.jobs')) === 101)
    await worker.stop()
    expect(removed).toBeGreaterThan(0)
    expect(done.size).toBe(40)
    expect(overlaps).toBe(0)
  })
})
