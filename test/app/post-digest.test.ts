import { sql } from 'kysely'
import { bindingStore } from '../../src/adapters/postgres/bindings.ts'
import { digests } from '../../src/adapters/postgres/digests.ts'
import { jobQueue } from '../../src/adapters/postgres/jobs.ts'
import { postgresLedger } from '../../src/adapters/postgres/ledger.ts'
import { bindChannel } from '../../src/app/bind-channel.ts'
import { postDigest } from '../../src/app/post-digest.ts'
import type { LedgerFact } from '../../src/domain/ledger-event.ts'
import type { Schedule } from '../../src/domain/next-time.ts'
import { jobsIn, toRealTime } from '../adapters/postgres/changes.ts'
import { adam } from '../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../fresh-database.ts'

const conversation = '19:audit@thread.tacv2'
const at = (text: string) => Date.parse(text)
const daily: Schedule = { every: 'daily', hour: 9, minute: 0 }

let fresh: FreshDatabase
let now = 0
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

function deps() {
  const stored = { database: fresh.database, toRealTime }
  return {
    bindings: bindingStore(stored),
    digests: digests(stored),
    ledger: postgresLedger(stored),
    jobs: jobQueue(stored),
    clock: { now: () => now },
    zone: 'Europe/Paris',
  }
}

const bind = (schedule: Schedule, zone?: string) =>
  bindChannel(deps(), adam, {
    purpose: 'digest',
    conversation,
    title: 'Audit',
    ...schedule,
    ...(zone === undefined ? {} : { zone }),
  })

/** The next job, performed when it is due; the bot was down until `notBefore`. */
async function perform(notBefore = 0): Promise<void> {
  now = Math.max((await nextJob()) ?? 0, notBefore)
  await postDigest(deps(), { conversation })
}

const nextJob = async () => (await jobsIn(fresh.database)).get(`digest:${conversation}`)?.runAt.getTime()

/** The periods that were posted, as the ledger has them and as the outbox has them. */
async function posted(): Promise<string[]> {
  const ledger = await sql<{ fact: Extract<LedgerFact, { type: 'digest posted' }> }>`
    select event -> 'fact' as fact from ledger where event -> 'fact' ->> 'type' = 'digest posted' order by id`.execute(
    fresh.database.db,
  )
  const shown = await sql<{ content: { from: number; to: number } }>`select content from postings order by id`.execute(
    fresh.database.db,
  )
  const text = ({ from, to }: { from: number; to: number }) =>
    `${new Date(from).toISOString().slice(0, 16)} ${new Date(to).toISOString().slice(0, 16)}`
  expect(ledger.rows.map(({ fact }) => text(fact))).toEqual(shown.rows.map(({ content }) => text(content)))
  return shown.rows.map(({ content }) => text(content))
}

test('periods follow each other without a gap, also where a day has 25 hours', async () => {
  now = at('2026-10-23T12:00:00Z')
  expect(await bind(daily)).toEqual({ firstAt: at('2026-10-24T07:00:00Z') })
  for (let i = 0; i < 3; i++) await perform()
  expect(await posted()).toEqual([
    '2026-10-23T07:00 2026-10-24T07:00',
    '2026-10-24T07:00 2026-10-25T08:00',
    '2026-10-25T08:00 2026-10-26T08:00',
  ])
})

test('what was missed while the bot was down is posted once, as one period, the very first one too', async () => {
  now = at('2026-11-02T12:00:00Z')
  await bind(daily)
  await perform(at('2026-11-05T15:00:00Z'))
  await perform()
  await perform(at('2026-11-30T03:00:00Z'))
  expect(await posted()).toEqual([
    '2026-11-02T08:00 2026-11-05T08:00',
    '2026-11-05T08:00 2026-11-06T08:00',
    '2026-11-06T08:00 2026-11-29T08:00',
  ])
  expect(await nextJob()).toBe(at('2026-11-30T08:00:05Z'))
})

test('a job that runs again, or twice at once, posts nothing more', async () => {
  now = at('2026-11-02T12:00:00Z')
  await bind(daily)
  now = at('2026-11-03T08:00:05Z')
  await Promise.all(Array.from({ length: 6 }, () => postDigest(deps(), { conversation })))
  now += 60_000
  await postDigest(deps(), { conversation })
  expect(await posted()).toEqual(['2026-11-02T08:00 2026-11-03T08:00'])
  expect(await nextJob()).toBe(at('2026-11-04T08:00:05Z'))
})

test('a job that fires early posts nothing and comes again', async () => {
  now = at('2026-11-02T12:00:00Z')
  await bind(daily)
  now = at('2026-11-03T08:00:04Z')
  await postDigest(deps(), { conversation })
  expect(await posted()).toEqual(['2026-11-02T08:00 2026-11-03T08:00'].slice(1))
  expect(await nextJob()).toBe(at('2026-11-03T08:00:05Z'))
})

test('another day, hour or zone moves the job and leaves no gap', async () => {
  now = at('2026-11-02T12:00:00Z')
  await bind(daily)
  await perform()
  now = at('2026-11-03T12:00:00Z')
  await bind({ every: 'weekly', day: 'fri', hour: 17, minute: 30 }, 'America/New_York')
  expect(await nextJob()).toBe(at('2026-11-06T22:30:05Z'))
  await perform()
  now = at('2026-11-07T12:00:00Z')
  await bind(daily, 'Asia/Tokyo')
  await perform()
  expect(await posted()).toEqual([
    '2026-11-02T08:00 2026-11-03T08:00',
    '2026-11-03T08:00 2026-11-06T22:30',
    '2026-11-06T22:30 2026-11-08T00:00',
  ])
})

test('a channel that is bound to something else by now gets none', async () => {
  await postDigest(deps(), { conversation })
  expect(await posted()).toEqual([])
  expect(await nextJob()).toBeUndefined()
})
