import { fastForward } from '../../../src/adapters/postgres/fast-forward.ts'
import { jobQueue } from '../../../src/adapters/postgres/jobs.ts'
import { startWorker, type Worker } from '../../../src/adapters/postgres/worker.ts'
import type { Job } from '../../../src/domain/job.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, jobsIn, newRequest } from './changes.ts'
import { handlersThat } from './handlers.ts'
import { recordingLog } from './recording-log.ts'

let fresh: FreshDatabase
let worker: Worker
let offsetMs: number
let seen: { kind: string; afterMs: number }[]
let began: number
let perform: (job: Job) => Promise<void>

const now = () => Date.now() + offsetMs
const toRealTime = (atMs: number) => new Date(atMs - offsetMs)
const queue = () => jobQueue({ database: fresh.database, toRealTime })
const rested = () => worker.rested()
const pass = (seconds: number) =>
  fastForward({ database: fresh.database, log: recordingLog(), moveClock, rested }, seconds)
const moveClock = (ms: number) => {
  offsetMs += ms
}
const { id } = newRequest().request
const minute = 60_000

beforeEach(async () => {
  fresh = await freshDatabase()
  offsetMs = 0
  began = Date.now()
  seen = []
  perform = async () => undefined
  const handlers = handlersThat(async (job) => {
    seen.push({ kind: job.kind, afterMs: now() - began })
    await perform(job)
  })
  worker = await startWorker({ database: fresh.database, log: recordingLog(), handlers })
})
afterEach(async () => {
  await worker.stop()
  await fresh.drop()
})

/** On time: not before, and no later than what the machine needs. */
const around = (ms: number) => ({ asymmetricMatch: (actual: number) => actual >= ms - 1 && actual < ms + 5_000 })

describe('fastForward', () => {
  it('performs each job at its time, the notice before the end, those that jobs cause too', async () => {
    perform = async (job) => {
      if (job.kind === 'warn') await queue().enqueue([{ kind: 'digest', conversation: 'c', at: now() + 2 * minute }])
    }
    await queue().enqueue([
      { kind: 'lapse', request: id, at: began + 60 * minute },
      { kind: 'warn', request: id, at: began + 55 * minute },
      { kind: 'deliver', conversation: 'late', at: began + 90 * minute },
    ])
    await pass(65 * 60)
    expect(seen).toEqual([
      { kind: 'warn', afterMs: around(55 * minute) },
      { kind: 'digest', afterMs: around(57 * minute) },
      { kind: 'lapse', afterMs: around(60 * minute) },
    ])
    expect(offsetMs).toBe(65 * minute)
    await pass(25 * 60)
    expect(seen.at(-1)).toEqual({ kind: 'deliver', afterMs: around(90 * minute) })
    expect(await countOf(fresh.database, 'graphile_worker.jobs')).toBe(0)
  })

  it('performs what is due already before it moves on', async () => {
    await queue().enqueue([{ kind: 'lapse', request: id }])
    await pass(3600)
    expect(seen).toEqual([{ kind: 'lapse', afterMs: around(0) }])
    expect(offsetMs).toBe(60 * minute)
  })

  it('is not held up by a job that waits for its retry, which gets its turn as time passes', async () => {
    let failures = 0
    perform = async (job) => {
      if (job.kind === 'warn' && ++failures === 1) throw new Error('not yet')
    }
    await queue().enqueue([
      { kind: 'warn', request: id },
      { kind: 'lapse', request: id, at: began + 10 * minute },
    ])
    await pass(15 * 60)
    expect(seen.map((each) => each.kind)).toEqual(['warn', 'warn', 'lapse'])
    expect(seen.at(-1)?.afterMs).toEqual(around(10 * minute))
  })

  it('looks at first, once an hour, whatever happens meanwhile, and at the end', async () => {
    const watch = (afterMs: number) => queue().enqueue([{ kind: 'watch drift', at: now() + afterMs }])
    perform = async (job) => {
      if (job.kind === 'watch drift') await watch(5 * minute)
    }
    await watch(5 * minute)
    await queue().enqueue([{ kind: 'lapse', request: id, at: began + 90 * minute }])
    await pass(3.5 * 3600)
    const minutesOf = (wanted: string) =>
      seen.filter(({ kind }) => kind === wanted).map(({ afterMs }) => Math.floor(afterMs / minute))
    expect(minutesOf('lapse')).toEqual([90])
    expect(minutesOf('watch drift')).toEqual([5, 65, 125, 185, 210])
  })

  it('looks again soon where a look has found something', async () => {
    let looks = 0
    perform = async (job) => {
      if (job.kind === 'watch drift')
        await queue().enqueue([{ kind: 'watch drift', at: now() + (++looks < 4 ? 1 : 5) * minute }])
    }
    await queue().enqueue([{ kind: 'watch drift', at: began + 5 * minute }])
    await pass(60 * 60)
    expect(seen.map(({ afterMs }) => Math.floor(afterMs / minute))).toEqual([5, 6, 7, 8, 60])
  })

  it('takes one call after the other', async () => {
    await queue().enqueue([{ kind: 'lapse', request: id, at: began + 15 * minute }])
    await Promise.all([pass(10 * 60), pass(10 * 60)])
    expect(offsetMs).toBe(20 * minute)
    expect(seen).toEqual([{ kind: 'lapse', afterMs: around(15 * minute) }])
  })

  it('leaves the clock and the jobs alone for no time at all', async () => {
    await queue().enqueue([{ kind: 'lapse', request: id, at: began + minute }])
    await pass(0)
    expect(offsetMs).toBe(0)
    expect((await jobsIn(fresh.database)).get(`lapse:${id}`)?.runAt.getTime()).toBe(began + minute)
  })
})
