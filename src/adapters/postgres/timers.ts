import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Makes jobs of all that waits for its time and is due. Any replica may; each timer rings once. */
export async function ringTimers({ db }: Database): Promise<void> {
  for (let rung = most; rung >= most; ) {
    const { rows } = await sql<{ rung: number }>`select ring_timers() as rung`.execute(db)
    rung = rows[0]?.rung ?? 0
  }
}

/** As many as `ring_timers` takes at once. */
const most = 1000
