import { sql } from 'kysely'
import type { Database } from '../../../src/adapters/postgres/database.ts'
import type { Change } from '../../../src/domain/change.ts'
import { requestIdFrom } from '../../../src/domain/ids.ts'
import { type Submission, submit } from '../../../src/domain/life-cycle/submit.ts'
import type { Request } from '../../../src/domain/request.ts'
import { noon, submission } from '../../fixtures.ts'

let last = 0

/** A request that was never there before, as `submit` makes it. */
export function newRequest(changes: Partial<Submission> = {}, at = noon): Change {
  last++
  const id = requestIdFrom(Uint8Array.of(9, 0, last >> 16, (last >> 8) & 255, last & 255))
  const change = submit(submission({ id, ...changes }), at)
  return { ...change, postings: change.postings.map(({ held: _none, ...posting }) => posting) }
}

/** The same, its cards held by whoever stores it, as the bot submits it. */
export function heldRequest(): Change {
  const change = newRequest()
  return { ...change, postings: change.postings.map((posting) => ({ ...posting, held: true as const })) }
}

/** The next version of a stored request. */
export function nextVersion(request: Request, changes: Partial<Request> = {}, causes: Partial<Change> = {}): Change {
  return {
    request: { ...request, version: request.version + 1, ...changes },
    jobs: [],
    ledger: [],
    postings: [],
    ...causes,
  }
}

interface WaitingJob {
  readonly key: string | null
  readonly queue: string | null
  readonly runAt: Date
  readonly kind: string
}

/** What waits to be performed, by key. */
export async function jobsIn({ db }: Database): Promise<Map<string | null, WaitingJob>> {
  const { rows } = await sql<WaitingJob>`
    select key, queue_name as queue, run_at as "runAt", task_identifier as kind from graphile_worker.jobs
    union all select key, job ->> 'queue', due_at, job ->> 'kind' from timers`.execute(db)
  return new Map(rows.map((row) => [row.key, row]))
}

/** As if all that waits had been performed. */
export async function dropJobsIn({ db }: Database): Promise<void> {
  await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(db)
  await sql`delete from timers`.execute(db)
}

export async function countOf({ db }: Database, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)
  return rows[0]?.n ?? 0
}

export const toRealTime = (atMs: number) => new Date(atMs)
