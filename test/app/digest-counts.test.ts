import fc from 'fast-check'
import { sql } from 'kysely'
import { breakGlassStore } from '../../src/adapters/postgres/break-glass.ts'
import { postgresLedger } from '../../src/adapters/postgres/ledger.ts'
import { outbox } from '../../src/adapters/postgres/outbox.ts'
import { requestStore } from '../../src/adapters/postgres/request-store.ts'
import { makeDigest } from '../../src/app/make-digest.ts'
import { toRealTime } from '../adapters/postgres/changes.ts'
import { must, noon } from '../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../fresh-database.ts'
import { history } from './history.ts'

const hour = 3_600_000
let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

/** The ledger as it was at first; nobody but the owner of the database can do that. */
async function empty(): Promise<void> {
  const client = await fresh.database.pool.connect()
  await client.query(`
    set session_replication_role = replica; truncate ledger; reset session_replication_role;
    update ledger_head set seq = 0, hash = repeat('0', 64)`)
  client.release()
}

/** The same questions asked of the table itself, by somebody who knows nothing of the digest's code. */
async function countedBySql(from: number, to: number) {
  const { rows } = await sql<Record<string, string | null>>`
    with told as (select at, request, event, event -> 'fact' as fact, event -> 'fact' ->> 'type' as type from ledger),
    period as (select * from told where at >= ${from} and at < ${to}),
    asked as (select request, min(at) as at from told where type = 'request submitted' group by request),
    opened as (select request, fact ->> 'vm' as vm, max(at) as at from told where type = 'opening open' group by 1, 2),
    closing as (select request, min(at) as at from told where type = 'closing asked' group by request)
    select
      count(*) filter (where type = 'request submitted') as submitted,
      count(*) filter (where type = 'request approved' and fact ->> 'unattended' = 'false') as approved,
      count(*) filter (where type = 'request approved' and fact ->> 'unattended' = 'true') as unattended,
      count(*) filter (where type = 'request refused') as refused,
      count(*) filter (where type = 'request denied') as denied,
      count(*) filter (where type = 'request cancelled') as cancelled,
      count(*) filter (where type = 'request lapsed') as lapsed,
      count(*) filter (where type = 'request failed') as failed,
      count(*) filter (where type = 'opening open') as opened,
      count(*) filter (where type = 'opening closed') as closed,
      count(*) filter (where type = 'opening still open') as overdue,
      count(*) filter (where type = 'drift opened') as drift,
      count(*) filter (where type = 'drift rule') as "ruleDrift",
      count(*) filter (where type = 'drift policy') as "policyDrift",
      count(*) filter (where type = 'drift vm gone') as gone,
      count(*) filter (where type = 'opening extended') as extended,
      count(*) filter (where type = 'break-glass used') as "brokenGlass",
      count(*) filter (where type = 'break-glass reviewed') as "signedGlass",
      count(*) filter (where type = 'attempt refused') as attempts,
      count(*) filter (where type = 'jit configured') as configured,
      count(*) filter (where type = 'jit configuration failed') as "notConfigured",
      count(distinct event ->> 'policyVersion') filter (where type = 'policy loaded') as policies,
      count(*) filter (where type = 'policy not loaded') as "policyProblems",
      count(*) filter (where type = 'opening closed' and (
        select closing.at - opened.at from closing join opened using (request)
        where closing.request = period.request and opened.vm = period.fact ->> 'vm') <= 300000) as brief,
      percentile_cont(0.5) within group (order by period.at - asked.at)
        filter (where type = 'request approved' and fact ->> 'unattended' = 'false') as "medianMs",
      max(period.at - asked.at) filter (where type = 'request approved' and fact ->> 'unattended' = 'false') as "longestMs"
    from period left join asked using (request)`.execute(fresh.database.db)
  const { medianMs, longestMs, ...counts } = must(rows[0])
  const numbers = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]))
  const loads = await sql<{ name: string; approved: number; denied: number }>`
    select event -> 'actor' ->> 'name' as name,
      count(*) filter (where event -> 'fact' ->> 'type' = 'approval given')::int as approved,
      count(*) filter (where event -> 'fact' ->> 'type' = 'request denied')::int as denied
    from ledger where at >= ${from} and at < ${to}
      and event -> 'fact' ->> 'type' in ('approval given', 'request denied')
    group by event -> 'actor' ->> 'id', 1 order by 1`.execute(fresh.database.db)
  const days = await sql<{ count: number }>`
    select count(*)::int as count from ledger
    where at >= ${from} and at < ${to} and event -> 'fact' ->> 'type' = 'opening open'
    group by (to_timestamp(at / 1000.0) at time zone 'Europe/Paris')::date order by min(at)`.execute(fresh.database.db)
  const number = (value: string | null | undefined) =>
    value === null || value === undefined ? undefined : Number(value)
  return {
    counts: numbers,
    medianMs: number(medianMs),
    longestMs: number(longestMs),
    loads: loads.rows,
    days: days.rows.map(({ count }) => count),
  }
}

async function digestOf(from: number, to: number) {
  const deps = {
    ledger: postgresLedger({ database: fresh.database }),
    store: requestStore({ database: fresh.database, toRealTime }),
    breakGlass: breakGlassStore({ database: fresh.database }),
    outbox: outbox({ database: fresh.database }),
  }
  const { counts, waits, loads, days } = await makeDigest(deps, { from, to, zone: 'Europe/Paris' })
  return {
    counts,
    medianMs: waits.medianMs,
    longestMs: waits.longestMs,
    loads: loads
      .map(({ person, approved, denied }) => ({ name: person.name, approved, denied }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    days: days.map(({ count }) => count),
  }
}

test('L4 the digest of a period equals an independent count over the ledger, for any history', async () => {
  const ledger = postgresLedger({ database: fresh.database })
  let seen = 0
  await fc.assert(
    fc.asyncProperty(
      history(noon),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      async (events, a, b) => {
        await empty()
        await ledger.append(events)
        const [from, to] = [noon + a * hour, noon + (a + b) * hour]
        const counted = await countedBySql(from, to)
        expect(await digestOf(from, to)).toEqual(counted)
        seen += must(counted.counts.submitted)
      },
    ),
    { numRuns: 25 },
  )
  // Not all periods were empty.
  expect(seen).toBeGreaterThan(20)
}, 60_000)
