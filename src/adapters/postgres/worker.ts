import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Runner, run, type WorkerEvents } from 'graphile-worker'
import type { JobHandlers } from '../../ports/jobs.ts'
import type { Log } from '../../ports/log.ts'
import type { Database } from './database.ts'
import { forgetIdleQueues } from './forget-idle-queues.ts'
import { reason } from './reason.ts'
import { taskList } from './task-list.ts'
import { ringTimers } from './timers.ts'
import { workerLogger } from './worker-logger.ts'
import { announce, findAbsent, freeJobsOf } from './worker-presence.ts'

export interface Worker {
  /** Takes no more jobs and waits for those that run, ten seconds at most: what is not done by then is done again elsewhere. */
  stop(): Promise<void>
  /** Whether jobs are being looked for right now. */
  healthy(): boolean
  /** Resolves the next time that no job runs here and none is found. */
  rested(): Promise<void>
}

/** A set of graphile-worker's workers, and the ids under which they hold jobs. */
interface Runners {
  readonly runner: Runner
  readonly workerIds: readonly string[]
}

export interface WorkerDeps {
  readonly database: Database
  readonly handlers: JobHandlers
  readonly log: Log
  /** How many jobs at once. */
  readonly concurrency?: number
}

const pollEveryMs = 1_000
const ringEveryMs = 1_000
const sweepEveryMs = 2_000
const tidyEveryMs = 30_000
const patienceMs = 10_000

/** Performs jobs as they become due. Jobs of processes that died are freed at the start and every few seconds. */
export async function startWorker({ database, handlers, log, concurrency = 8 }: WorkerDeps): Promise<Worker> {
  const presence = await announce({ database, log, onReturn: () => mendSoon(true) })
  const broken = new Set<string>()
  const ending = new Set<Promise<void>>()
  let stopped = false
  let seeking = true
  let mending: Promise<void> | undefined
  let running = 0
  let rest = nextRest()
  // A database that crashed may have forgotten that a job is done, which no worker does again as long as the one that did it lives.
  let forgetful = false
  const mendSoon = (everybody: boolean): void => {
    forgetful ||= everybody
    mending ??= mend().finally(() => {
      mending = undefined
    })
  }

  const begin = async (): Promise<Runners> => {
    const workerIds: string[] = []
    const events: WorkerEvents = new EventEmitter()
    events.on('worker:getJob:error', () => {
      seeking = false
    })
    events.on('worker:getJob:empty', () => {
      seeking = true
      if (running > 0) return
      rest.come()
      rest = nextRest()
    })
    events.on('job:start', () => {
      seeking = true
      running++
    })
    events.on('job:complete', () => {
      running--
    })
    events.on('job:error', ({ job, error }) => {
      const fields = { kind: job.task_identifier, key: job.key, attempt: job.attempts, why: reason(error) }
      if (job.attempts < job.max_attempts) log.warn(fields, 'a job failed; it is tried again')
      else log.error(fields, 'a job failed for the last time')
    })
    // A worker that cannot tell the database that its job is done breaks down for good, and graphile-worker puts none in its place.
    events.on('worker:fatalError', ({ worker, error }) => {
      running--
      log.warn({ worker: worker.workerId, why: reason(error) }, 'a worker broke down; another takes its place')
      broken.add(worker.workerId)
      mendSoon(false)
    })
    const registering: GraphileConfig.Plugin = {
      name: 'RegisterWorkers',
      version: '1.0.0',
      worker: {
        hooks: {
          startWorker: (_context, { worker }) => {
            workerIds.push(worker.workerId)
            return presence.register(worker.workerId)
          },
        },
      },
    }
    const runner = await run({
      pgPool: database.pool,
      taskList: taskList(handlers),
      concurrency,
      pollInterval: pollEveryMs,
      noHandleSignals: true,
      logger: workerLogger(log),
      events,
      preset: { plugins: [registering] },
    })
    runner.promise.catch((error: unknown) => log.error({ why: reason(error) }, 'the job runner ended'))
    return { runner, workerIds }
  }

  /** Once the database is back: frees what the broken workers hold and starts anew; the others of the old set finish what they do. */
  const mend = async (): Promise<void> => {
    while (!stopped && (broken.size > 0 || forgetful)) {
      await pause(250, undefined, { ref: false })
      const ids = [...broken]
      try {
        const old = current
        if (ids.length > 0) await presence.forget(ids)
        current = await begin()
        forgetful = false
        for (const id of ids) broken.delete(id)
        end(old)
      } catch (error) {
        log.debug({ why: reason(error) }, 'the workers cannot be replaced yet')
      }
    }
  }

  const end = ({ runner, workerIds }: Runners): void => {
    const ended = runner
      .stop()
      .then(() => presence.forget(workerIds))
      .catch((error: unknown) => log.debug({ why: reason(error) }, 'a job runner did not end well'))
    ending.add(ended)
    void ended.finally(() => ending.delete(ended))
  }

  let suspects: readonly number[] = []
  const sweep = async (): Promise<void> => {
    try {
      // Twice in a row: a process whose connection broke for a moment lives.
      const absent = await findAbsent(database)
      await freeJobsOf(
        database,
        absent.filter((process) => suspects.includes(process)),
      )
      suspects = absent
    } catch (error) {
      log.debug({ why: reason(error) }, 'jobs of dead processes cannot be looked for now')
    }
  }

  const ring = async (): Promise<void> => {
    await ringTimers(database).catch((error: unknown) =>
      log.debug({ why: reason(error) }, 'what is due can not be looked for now'),
    )
  }

  const tidy = async (): Promise<void> => {
    // Somebody is busy adding jobs: next time.
    await forgetIdleQueues(database).catch((error: unknown) =>
      log.debug({ why: reason(error) }, 'no queue was removed'),
    )
  }

  let current: Runners
  try {
    await freeJobsOf(database, await findAbsent(database))
    current = await begin()
  } catch (error) {
    await presence.release()
    throw error
  }
  let sweeping = Promise.resolve()
  const sweeper = setInterval(() => {
    sweeping = sweeping.then(sweep)
  }, sweepEveryMs)
  let ringing = Promise.resolve()
  const ringer = setInterval(() => {
    ringing = ringing.then(ring)
  }, ringEveryMs)
  const tidier = setInterval(() => {
    sweeping = sweeping.then(tidy)
  }, tidyEveryMs)

  return {
    healthy: () => !stopped && seeking && broken.size === 0 && presence.isSeen(),
    rested: () => rest.promise,
    stop: async () => {
      if (stopped) return
      stopped = true
      clearInterval(sweeper)
      clearInterval(ringer)
      clearInterval(tidier)
      await Promise.all([sweeping, ringing, mending])
      end(current)
      const late = new AbortController()
      const patience = pause(patienceMs, 'late', { signal: late.signal }).catch(() => 'done')
      const outcome = await Promise.race([Promise.all(ending).then(() => 'done'), patience])
      late.abort()
      if (outcome === 'late') log.warn({}, 'jobs are still running; they are done again after the next start')
      await presence.release()
    },
  }
}

function nextRest(): { readonly promise: Promise<void>; come(): void } {
  let come = () => {}
  const promise = new Promise<void>((resolve) => {
    come = resolve
  })
  return { promise, come }
}
