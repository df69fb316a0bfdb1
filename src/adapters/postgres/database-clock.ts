import { sql } from 'kysely'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Database } from './database.ts'
import type { ToRealTime } from './job-specs.ts'

/** By so much the clocks of two machines may differ without a word. */
const toldMs = 2_000

export interface DatabaseClock {
  /** When the database, which keeps the jobs, is to run what is due at a moment of the bot's clock. */
  readonly toRealTime: ToRealTime
  /** How far this machine's clock is ahead of the database's, milliseconds. */
  skewMs(): number
  /** Looks at the database's clock again. Rejects when it does not answer. */
  look(): Promise<void>
}

/**
 * The database's clock as it is now. Between two looks it goes on by time that has passed, which does not jump when somebody sets this
 * machine's clock: what is to happen in two seconds happens in two seconds, whichever of the clocks is wrong.
 */
export async function databaseClock(deps: {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  /** Time that passes, and the machine's clock; milliseconds. */
  readonly elapsedMs?: () => number
  readonly wallMs?: () => number
}): Promise<DatabaseClock> {
  const { database, clock, log, elapsedMs = () => performance.now(), wallMs = Date.now } = deps
  let seen = await read()
  let toldSkewMs = 0

  async function read() {
    const before = elapsedMs()
    const { rows } = await sql<{
      now: number
    }>`select extract(epoch from clock_timestamp())::float8 * 1000 as now`.execute(database.db)
    return { now: rows[0]?.now ?? wallMs(), at: (before + elapsedMs()) / 2 }
  }

  const databaseNow = () => seen.now + elapsedMs() - seen.at
  const skewMs = () => wallMs() - databaseNow()

  function tell(): void {
    const skew = Math.round(skewMs())
    if (Math.abs(skew - toldSkewMs) < toldMs) return
    toldSkewMs = skew
    const differ = Math.abs(skew) >= toldMs
    log[differ ? 'warn' : 'info'](
      { skewMs: skew },
      differ
        ? 'the clocks of this machine and of the database differ: set them by the same time server'
        : 'the clocks of this machine and of the database agree again',
    )
  }

  tell()
  return {
    toRealTime: (atMs) => new Date(databaseNow() + atMs - clock.now()),
    skewMs,
    async look() {
      seen = await read()
      tell()
    },
  }
}
