import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

export interface Stopped {
  readonly directory: string
  readonly settings: Readonly<Record<string, string>>
}

/** Lets time pass while nothing runs, as a night without the bot would: for the sandbox's clock, and for all that waits for a time. */
export async function passTimeWithout({ directory, settings }: Stopped, ms: number): Promise<void> {
  const file = join(directory, 'sandbox', 'clock.jsonl')
  const kept = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as [string, number])
  const before = kept.findLast(([key]) => key === 'offsetMs')?.[1] ?? 0
  appendFileSync(file, `${JSON.stringify(['offsetMs', before + ms])}\n`)
  const sooner = `- make_interval(secs => ${ms / 1_000})`
  await inDatabase(settings, async (client) => {
    await client.query(
      `select graphile_worker.reschedule_jobs(array[id], run_at := run_at ${sooner}) from graphile_worker.jobs`,
    )
    await client.query(`update timers set due_at = due_at ${sooner}`)
    await client.query(`update postings set held_until = held_until ${sooner}, wanted_at = wanted_at ${sooner}`)
  })
}

/** In the database of a program, whether that runs or not. */
export async function inDatabase(
  { DATABASE_URL }: Stopped['settings'],
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: DATABASE_URL })
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end()
  }
}
