import { sql } from 'kysely'
import { requestStore } from '../../../src/adapters/postgres/request-store.ts'
import { parseRequestId } from '../../../src/domain/ids.ts'
import { type Job, jobKey, jobQueue } from '../../../src/domain/job.ts'
import type { LedgerEvent } from '../../../src/domain/ledger-event.ts'
import type { Request } from '../../../src/domain/request.ts'
import { adam, aisha, emma, must, noon, target } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, dropJobsIn, jobsIn, newRequest, nextVersion, toRealTime } from './changes.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const here = () => requestStore({ database: fresh.database, toRealTime })
const replica = () => requestStore({ database: fresh.another(), toRealTime })

describe('requestStore', () => {
  it('gives back what was stored, whatever people typed', async () => {
    const change = newRequest({ reason: 'INC123456 "quotes" \\ ${x} <b> \u202e émoji 🙂' })
    expect(await here().submit(change)).toEqual({ stored: true })
    expect(await here().find(change.request.id)).toEqual(JSON.parse(JSON.stringify(change.request)))
    expect(await here().find(must(parseRequestId('ZZZZZZZZ')))).toBeUndefined()
  })

  it('stores what PostgreSQL would refuse, with a sign in its place', async () => {
    const change = newRequest({ reason: 'a\u0000b\ud800c' })
    await here().submit(change)
    expect((await here().find(change.request.id))?.reason).toBe('a\uFFFDb\uFFFDc')
  })

  it('stores ledger entries, postings and jobs with the request', async () => {
    const change = newRequest()
    expect(change.ledger.length).toBeGreaterThan(0)
    expect(change.postings.length).toBe(2)
    await here().submit(change)
    expect(await countOf(fresh.database, 'ledger')).toBe(change.ledger.length)
    expect(await countOf(fresh.database, 'postings')).toBe(2)
    const jobs = await jobsIn(fresh.database)
    const deliveries: Job[] = [
      { kind: 'deliver', conversation: 'a:emma' },
      { kind: 'deliver', conversation: '19:ops@thread.tacv2' },
    ]
    expect([...jobs.keys()].sort()).toEqual([...change.jobs, ...deliveries].map(jobKey).sort())
    for (const job of deliveries) expect(jobs.get(jobKey(job))?.queue).toBe(jobQueue(job))
    expect(jobs.get(`lapse:${change.request.id}`)?.runAt.getTime()).toBe(change.request.lapsesAt)
  })

  it('S3 accepts one of two identical requests at once, and points the other at it', async () => {
    const [first, second] = [newRequest(), newRequest()]
    const answers = await Promise.all([here().submit(first), replica().submit(second)])
    const stored = answers.findIndex((answer) => answer.stored)
    const refused = must(answers[1 - stored])
    expect(refused).toEqual({ stored: false, holder: must([first, second][stored]).request })
    expect(await countOf(fresh.database, 'requests')).toBe(1)
    expect(await countOf(fresh.database, 'postings')).toBe(2)
    expect(await countOf(fresh.database, 'ledger')).toBe(first.ledger.length)
  })

  it('claims each port for each person by itself', async () => {
    const store = here()
    await store.submit(newRequest({ targets: [target('web01', [22, 3389])] }))
    expect(await store.submit(newRequest({ targets: [target('web01', [443])] }))).toEqual({ stored: true })
    expect(await store.submit(newRequest({ targets: [target('web02', [22])] }))).toEqual({ stored: true })
    expect(await store.submit(newRequest({ requester: adam }))).toEqual({ stored: true })
    expect(await store.submit(newRequest({ targets: [target('app01', [22]), target('web01', [22])] }))).toMatchObject({
      stored: false,
    })
    expect(await store.submit(newRequest({ targets: [target('app01', [22])] }))).toEqual({ stored: true })
  })

  it('lets the same ports be asked for now and for later; twice for the same time it does not', async () => {
    const store = here()
    const tonight = newRequest({ startsAt: noon + 3_600_000 })
    expect(await store.submit(tonight)).toEqual({ stored: true })
    expect(await store.submit(newRequest())).toEqual({ stored: true })
    expect(await store.submit(newRequest({ startsAt: noon + 7_200_000 }))).toEqual({ stored: true })
    expect(await store.submit(newRequest({ startsAt: noon + 3_600_000 }))).toEqual({
      stored: false,
      holder: tonight.request,
    })
    expect(await store.submit(newRequest())).toMatchObject({ stored: false })
  })

  it('claims the ports of a request that waited for its start once it opens', async () => {
    const store = here()
    const tonight = newRequest({ startsAt: noon + 3_600_000 })
    await store.submit(tonight)
    const opening = { ...tonight.request, state: 'opening', version: tonight.request.version + 1 } as const
    expect(await store.save({ ...tonight, request: opening })).toBe(true)
    expect(await store.submit(newRequest())).toEqual({ stored: false, holder: opening })
  })

  it('settles many overlapping requests at once without a deadlock', async () => {
    const [one, two] = [here(), replica()]
    const vms = ['a', 'b', 'c', 'd', 'e'].map((name) => target(name, [22, 3389]))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const targets = n % 2 === 0 ? vms : vms.toReversed()
        return (n % 3 === 0 ? one : two).submit(newRequest({ targets }))
      }),
    )
    expect(answers.filter((answer) => answer.stored).length).toBe(1)
  })

  it.each(['closed', 'denied', 'cancelled', 'lapsed', 'failed'] as const)(
    'frees the ports of a request that is %s',
    async (state) => {
      const store = here()
      const { request } = newRequest()
      await store.submit({ ...newRequest(), request })
      await store.save(nextVersion(request, { state }))
      expect(await store.submit(newRequest())).toEqual({ stored: true })
    },
  )

  it('claims the ports again when a failed request is retried, unless a newer one has them', async () => {
    const store = here()
    const first = newRequest()
    await store.submit(first)
    const failed = nextVersion(first.request, { state: 'failed' })
    await store.save(failed)
    const retried = nextVersion(failed.request, { state: 'approved' })
    await store.save(retried)
    expect(await store.submit(newRequest())).toEqual({ stored: false, holder: retried.request })
    const again = nextVersion(retried.request, { state: 'failed' })
    await store.save(again)
    const newer = newRequest()
    await store.submit(newer)
    expect(await store.save(nextVersion(again.request, { state: 'approved' }))).toBe(true)
    expect(await store.submit(newRequest())).toEqual({ stored: false, holder: newer.request })
  })

  describe('an extension', () => {
    const extensionOf = (older: Request) => newRequest({ extends: { request: older.id, since: noon, until: noon + 1 } })

    it('is asked for beside what it extends, one at a time', async () => {
      const store = here()
      const older = newRequest()
      await store.submit(older)
      const answers = await Promise.all([
        store.submit(extensionOf(older.request)),
        replica().submit(extensionOf(older.request)),
      ])
      expect(answers.filter(({ stored }) => stored)).toHaveLength(1)
      expect(answers.find(({ stored }) => !stored)).toMatchObject({
        holder: { extends: { request: older.request.id } },
      })
      expect(await store.submit(newRequest())).toMatchObject({ stored: false, holder: { id: older.request.id } })
    })

    it('has the ports once what it extends has ended, and frees them at its own end', async () => {
      const store = here()
      const older = newRequest()
      const extension = extensionOf(older.request)
      await store.submit(older)
      await store.submit(extension)
      await store.save(nextVersion(older.request, { state: 'closed' }))
      expect(await store.submit(newRequest())).toMatchObject({ stored: false, holder: { id: extension.request.id } })
      const next = extensionOf(extension.request)
      expect(await store.submit(next)).toEqual({ stored: true })
      await store.save(nextVersion(extension.request, { state: 'closed' }))
      expect(await store.submit(newRequest())).toMatchObject({ stored: false, holder: { id: next.request.id } })
      await store.save(nextVersion(next.request, { state: 'closed' }))
      expect(await countOf(fresh.database, 'claims')).toBe(0)
    })

    it('leaves the ports to what it extends when it is denied, and can be asked for again', async () => {
      const store = here()
      const older = newRequest()
      const extension = extensionOf(older.request)
      await store.submit(older)
      await store.submit(extension)
      await store.save(nextVersion(extension.request, { state: 'denied' }))
      expect(await store.submit(newRequest())).toMatchObject({ stored: false, holder: { id: older.request.id } })
      expect(await store.submit(extensionOf(older.request))).toEqual({ stored: true })
    })

    it('leaves nothing claimed by a request that ended while it inherited', async () => {
      const store = here()
      const older = newRequest()
      await store.submit(older)
      await sql`update requests set state = 'closed' where id = ${older.request.id}`.execute(fresh.database.db)
      expect(await store.submit(newRequest())).toEqual({ stored: true })
    })
  })

  it('S2 lets one of two changes at once win, and stores nothing of the other', async () => {
    const submitted = newRequest()
    await here().submit(submitted)
    const { request } = submitted
    const byAdam: LedgerEvent = {
      at: noon,
      actor: adam,
      request: request.id,
      fact: { type: 'request denied', reason: 'no' },
    }
    const byAisha: LedgerEvent = { at: noon, actor: aisha, request: request.id, fact: { type: 'request cancelled' } }
    const before = await countOf(fresh.database, 'ledger')
    const saved = await Promise.all([
      here().save(nextVersion(request, { state: 'denied' }, { ledger: [byAdam] })),
      replica().save(
        nextVersion(
          request,
          { state: 'cancelled' },
          { ledger: [byAisha], jobs: [{ kind: 'warn', request: request.id }] },
        ),
      ),
    ])
    expect(saved.filter(Boolean).length).toBe(1)
    const [denied] = saved
    expect((await here().find(request.id))?.state).toBe(denied ? 'denied' : 'cancelled')
    const { rows } = await sql<{ event: LedgerEvent }>`select event from ledger order by id offset ${before}`.execute(
      fresh.database.db,
    )
    expect(rows.map((row) => row.event)).toEqual([denied ? byAdam : byAisha])
    expect((await jobsIn(fresh.database)).has(`warn:${request.id}`)).toBe(!denied)
  })

  it('refuses a change of a version that is not the stored one, and of a request that is not there', async () => {
    const { request } = newRequest()
    const store = here()
    await store.submit({ ...newRequest(), request })
    expect(await store.save(nextVersion({ ...request, version: 2 }))).toBe(false)
    expect(await store.save(nextVersion({ ...request, version: 0 }))).toBe(false)
    expect(await store.save(nextVersion(newRequest().request))).toBe(false)
    expect((await store.find(request.id))?.version).toBe(1)
  })

  it('queues a delivery for every card of a request that changed', async () => {
    const store = here()
    const change = newRequest()
    await store.submit(change)
    await dropJobsIn(fresh.database)
    await store.save(nextVersion(change.request))
    expect([...(await jobsIn(fresh.database)).keys()].sort()).toEqual(['deliver:19:ops@thread.tacv2', 'deliver:a:emma'])
  })

  it('stores nothing at all when one part of a change cannot be stored', async () => {
    await sql`alter table ledger add constraint refused check (event ->> 'at' <> '13')`.execute(fresh.database.db)
    const change = newRequest()
    const broken = {
      ...change,
      ledger: [...change.ledger, { at: 13, actor: 'bot', fact: { type: 'request cancelled' } } as const],
    }
    await expect(here().submit(broken)).rejects.toThrow(/refused/)
    for (const table of ['requests', 'claims', 'postings', 'ledger', 'graphile_worker.jobs']) {
      expect(`${table} ${await countOf(fresh.database, table)}`).toBe(`${table} 0`)
    }
    await here().submit(change)
    await expect(here().save({ ...nextVersion(change.request), ledger: broken.ledger })).rejects.toThrow(/refused/)
    expect(await here().find(change.request.id)).toEqual(change.request)
  })

  it('lists the newest first, by requester and by state', async () => {
    const store = here()
    const changes = [
      newRequest({}, noon),
      newRequest({ requester: adam }, noon + 1000),
      newRequest({ targets: [target('web02')] }, noon + 2000),
      newRequest({ requester: adam, targets: [target('web02')] }, noon + 3000),
    ]
    for (const change of changes) await store.submit(change)
    const [first, second, third, fourth] = changes.map((change) => change.request)
    await store.save(nextVersion(must(third), { state: 'open' }))
    const idsOf = async (filter: Parameters<typeof store.list>[0]) =>
      (await store.list(filter)).map((request) => request.id)
    expect(await idsOf({ limit: 3 })).toEqual([fourth?.id, third?.id, second?.id])
    expect(await idsOf({ requester: emma.id, limit: 10 })).toEqual([third?.id, first?.id])
    expect(await idsOf({ states: ['pending'], limit: 10 })).toEqual([fourth?.id, second?.id, first?.id])
    expect(await idsOf({ requester: emma.id, states: ['open', 'closing'], limit: 10 })).toEqual([third?.id])
    expect(await idsOf({ requester: aisha.id, limit: 10 })).toEqual([])
  })

  it('finds the windows that stand open or may on one VM', async () => {
    const store = here()
    const vm = target('web01').vm
    const open = newRequest({ targets: [target('app01'), target('web01')] })
    const opening = newRequest({ requester: adam }, noon + 1)
    const elsewhere = newRequest({ requester: adam, targets: [target('web02')] })
    const pending = newRequest({ requester: aisha })
    for (const change of [open, opening, elsewhere, pending]) await store.submit(change)
    await store.save(nextVersion(open.request, { state: 'open' }))
    await store.save(nextVersion(opening.request, { state: 'opening' }))
    await store.save(nextVersion(elsewhere.request, { state: 'open' }))
    expect((await store.openOn(vm)).map((request) => request.id)).toEqual([open.request.id, opening.request.id])
    await store.save(nextVersion({ ...open.request, version: 2 }, { state: 'closed' }))
    expect((await store.openOn(vm)).map((request) => request.id)).toEqual([opening.request.id])
  })
})
