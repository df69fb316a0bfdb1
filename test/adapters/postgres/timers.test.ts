import { sql } from 'kysely'
import { jobQueue } from '../../../src/adapters/postgres/jobs.ts'
import { ringTimers } from '../../../src/adapters/postgres/timers.ts'
import type { Job } from '../../../src/domain/job.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, jobsIn, newRequest, toRealTime } from './changes.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const { id } = newRequest().request
const enqueue = (jobs: readonly Job[]) => jobQueue({ database: fresh.database, toRealTime }).enqueue(jobs)
const lapse = (inMs: number): Job => ({ kind: 'lapse', request: id, at: Date.now() + inMs })
const jobs = () => countOf(fresh.database, 'graphile_worker.jobs')
const timers = () => countOf(fresh.database, 'timers')
const timePasses = () => sql`update timers set due_at = due_at - interval '1 day'`.execute(fresh.database.db)

describe('timers', () => {
  it('keep what is due later away from the workers until then', async () => {
    await enqueue([lapse(3_600_000)])
    await ringTimers(fresh.database)
    expect([await jobs(), await timers()]).toEqual([0, 1])
    await timePasses()
    await ringTimers(fresh.database)
    expect([await jobs(), await timers()]).toEqual([1, 0])
    expect((await jobsIn(fresh.database)).get(`lapse:${id}`)?.kind).toBe('lapse')
  })

  it('lose nothing of one call that has both', async () => {
    await enqueue([{ kind: 'warn', request: id }, lapse(3_600_000), { kind: 'deliver', conversation: 'a:x' }])
    expect([...(await jobsIn(fresh.database)).keys()].sort()).toEqual(['deliver:a:x', `lapse:${id}`, `warn:${id}`])
  })

  it('give way to a job under their key that is wanted now', async () => {
    await enqueue([lapse(3_600_000)])
    await enqueue([lapse(0)])
    expect([await jobs(), await timers()]).toEqual([1, 0])
  })

  it('ring once each, whoever rings, and all of them', async () => {
    const conversations = Array.from({ length: 2_500 }, (_, n) => `c${n}`)
    const at = Date.now() + 3_600_000
    await enqueue(conversations.map((conversation) => ({ kind: 'deliver', conversation, at })))
    expect(await timers()).toBe(2_500)
    await timePasses()
    await Promise.all(Array.from({ length: 4 }, () => ringTimers(fresh.database)))
    expect([await jobs(), await timers()]).toEqual([2_500, 0])
  })
})
