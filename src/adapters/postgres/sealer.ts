import type { Log } from '../../ports/log.ts'
import type { Database } from './database.ts'
import { isAnythingUnsealed, seal } from './seal.ts'

export interface Sealer {
  /** Chains everything written so far. */
  sealNow(): Promise<void>
  /** Waits for the round that runs. */
  stop(): Promise<void>
}

/** Chains new ledger entries every `intervalMs`. While the database is away it waits for it. */
export function startSealer({
  database,
  log,
  intervalMs = 500,
}: {
  readonly database: Database
  readonly log: Log
  readonly intervalMs?: number
}): Sealer {
  let stopped = false
  let failing = false
  let round: Promise<void> = Promise.resolve()
  const seals = async () => {
    try {
      if (await isAnythingUnsealed(database)) await seal(database)
      failing = false
    } catch (error) {
      if (!failing) log.warn({ why: (error as Error).message }, 'the ledger cannot be chained for now')
      failing = true
    }
  }
  const next = () => {
    if (stopped) return
    round = seals().finally(() => {
      timer = setTimeout(next, intervalMs)
    })
  }
  let timer = setTimeout(next, intervalMs)
  return {
    sealNow: async () => {
      await seal(database)
    },
    stop: async () => {
      stopped = true
      await round
      clearTimeout(timer)
    },
  }
}
