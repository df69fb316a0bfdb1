import { sql } from 'kysely'
import { jobQueue } from '../../../src/adapters/postgres/jobs.ts'
import { outbox } from '../../../src/adapters/postgres/outbox.ts'
import { requestStore } from '../../../src/adapters/postgres/request-store.ts'
import { noticeOf } from '../../../src/domain/notice.ts'
import type { Posting } from '../../../src/domain/posting.ts'
import { emma, must, noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, dropJobsIn, heldRequest, jobsIn, newRequest, nextVersion, toRealTime } from './changes.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const box = () => outbox({ database: fresh.database })
const store = () => requestStore({ database: fresh.database, toRealTime })
const channel = '19:ops@thread.tacv2'
const dropJobs = () => dropJobsIn(fresh.database)

const digest = (key: string, conversation = channel): Posting => ({
  key,
  to: { kind: 'conversation', id: conversation },
  content: { kind: 'digest', from: 1, to: 2 },
})

describe('outbox', () => {
  it('holds what is new until it is delivered', async () => {
    const change = newRequest()
    await store().submit(change)
    const [card] = await box().pending(channel, 10)
    expect(card).toEqual({
      key: must(change.postings.find((posting) => posting.to.kind === 'conversation' && posting.to.id === channel)).key,
      to: { kind: 'conversation', id: channel },
      content: { kind: 'request card', request: change.request.id, audience: 'approvers' },
      shown: 0,
      attempts: 0,
    })
    await box().delivered(must(card).key, { conversation: channel, messageId: 'm1', shown: 1 })
    expect(await box().pending(channel, 10)).toEqual([])
  })

  it('brings a card back whenever its request has a newer version, and never a notice', async () => {
    const change = newRequest()
    await store().submit(change)
    const [card] = await box().pending(channel, 10)
    await box().delivered(must(card).key, { conversation: channel, messageId: 'm1', shown: 1 })
    await store().save(nextVersion(change.request, {}, { postings: [noticeOf(change.request, 'denied')] }))
    expect(await box().pending(channel, 10)).toEqual([{ ...card, conversation: channel, messageId: 'm1', shown: 1 }])
    const personal = await box().pending('a:emma', 10)
    expect(personal.map((posting) => posting.content.kind)).toEqual(['request card', 'notice'])
    for (const { key } of personal) await box().delivered(key, { conversation: 'a:emma', messageId: key, shown: 2 })
    await store().save(nextVersion({ ...change.request, version: 2 }))
    expect((await box().pending('a:emma', 10)).map((posting) => posting.content.kind)).toEqual(['request card'])
  })

  it('shows an older version than wanted as pending still', async () => {
    const change = newRequest()
    await store().submit(change)
    await store().save(nextVersion(change.request))
    const [card] = await box().pending(channel, 10)
    await box().delivered(must(card).key, { conversation: channel, messageId: 'm1', shown: 1 })
    expect((await box().pending(channel, 10)).map((posting) => posting.shown)).toEqual([1])
  })

  it('takes over a message that is there already', async () => {
    await store().submit(newRequest({ takesOver: { conversation: 'a:emma', messageId: 'form' } }))
    expect(await box().pending('a:emma', 10)).toMatchObject([{ conversation: 'a:emma', messageId: 'form', shown: 0 }])
  })

  it('keeps the first of two postings with one key, oldest first, no more than asked for', async () => {
    await box().add([digest('d1'), digest('d2')], [{ at: noon, actor: 'bot', fact: { type: 'request cancelled' } }])
    await box().add([digest('d1', 'elsewhere'), digest('d3')], [])
    expect((await box().pending(channel, 2)).map((posting) => posting.key)).toEqual(['d1', 'd2'])
    expect((await box().pending(channel, 10)).map((posting) => posting.key)).toEqual(['d1', 'd2', 'd3'])
    expect(await box().pending('elsewhere', 10)).toEqual([])
    expect(await countOf(fresh.database, 'ledger')).toBe(1)
    expect([...(await jobsIn(fresh.database)).keys()]).toEqual([`deliver:${channel}`])
  })

  it('counts failed attempts, and starts anew after a success', async () => {
    await box().add([digest('d1')], [])
    await box().attempted('d1', 'throttled \u0000')
    await box().attempted('d1', 'throttled')
    expect(await box().pending(channel, 1)).toMatchObject([{ attempts: 2 }])
    await box().delivered('d1', { conversation: channel, messageId: 'm', shown: 0 })
    expect(await box().pending(channel, 1)).toMatchObject([{ attempts: 0 }])
  })

  it('leaves alone what was abandoned, even when its request changes', async () => {
    const change = newRequest()
    await store().submit(change)
    const [card] = await box().pending(channel, 10)
    await box().abandon(must(card).key, 'too large')
    await dropJobs()
    await store().save(nextVersion(change.request))
    expect(await box().pending(channel, 10)).toEqual([])
    expect([...(await jobsIn(fresh.database)).keys()]).toEqual(['deliver:a:emma'])
  })

  it('posts anew what is gone, elsewhere too: that counts as an attempt, and its delivery is queued there', async () => {
    await box().add([digest('d1')], [])
    await box().delivered('d1', { conversation: channel, messageId: 'm1', shown: 1 })
    await dropJobs()
    await box().repost('d1', { kind: 'person', person: emma.id })
    expect(await box().pending(channel, 10)).toEqual([])
    expect(await box().pending(`person:${emma.id}`, 10)).toEqual([
      {
        key: 'd1',
        to: { kind: 'person', person: emma.id },
        content: { kind: 'digest', from: 1, to: 2 },
        shown: 0,
        attempts: 1,
      },
    ])
    expect([...(await jobsIn(fresh.database)).keys()]).toEqual([`deliver:person:${emma.id}`])
  })

  it('keeps the queue away from a card that whoever stored it shows', async () => {
    const change = heldRequest()
    await store().submit(change)
    const { id } = change.request
    expect([...(await jobsIn(fresh.database)).keys()].sort()).toEqual([`lapse:${id}`, `remind:${id}`])
    expect(await box().pending(channel, 10)).toEqual([])
    expect(await box().repair(0)).toBe(0)
    const [card] = change.postings
    await box().delivered(must(card).key, { conversation: 'a:emma', messageId: 'm1', shown: 1 })
    expect((await jobsIn(fresh.database)).has('deliver:a:emma')).toBe(false)
  })

  it('queues a held card that was shown when a newer version is wanted by then', async () => {
    const change = heldRequest()
    await store().submit(change)
    await store().save(nextVersion(change.request))
    await dropJobs()
    expect(await box().pending('a:emma', 10)).toEqual([])
    const [card] = change.postings
    await box().delivered(must(card).key, { conversation: 'a:emma', messageId: 'm1', shown: 1 })
    expect([...(await jobsIn(fresh.database)).keys()]).toEqual(['deliver:a:emma'])
    expect(await box().pending('a:emma', 10)).toMatchObject([{ messageId: 'm1', shown: 1 }])
  })

  it('tells where the message of a posting is, and nothing where it is not there', async () => {
    const change = heldRequest()
    await store().submit(change)
    const { key } = must(change.postings[0])
    expect(await box().placeOf(key)).toBeUndefined()
    expect(await box().placeOf('no such')).toBeUndefined()
    await box().delivered(key, { conversation: 'a:emma', messageId: 'm1', shown: 1 })
    expect(await box().placeOf(key)).toEqual({ conversation: 'a:emma', messageId: 'm1' })
  })

  it('queues a held card that could not be shown', async () => {
    const change = heldRequest()
    await store().submit(change)
    await dropJobs()
    await box().letGo(must(change.postings[0]).key)
    expect([...(await jobsIn(fresh.database)).keys()]).toEqual(['deliver:a:emma'])
    expect(await box().pending('a:emma', 10)).toMatchObject([{ shown: 0 }])
  })

  it('queues a held card of a process that died, once its time is over', async () => {
    const change = heldRequest()
    await store().submit(change)
    await dropJobs()
    await sql`update postings set held_until = held_until - interval '30 seconds'`.execute(fresh.database.db)
    expect(await box().repair(0)).toBe(2)
    expect(await box().pending('a:emma', 10)).toHaveLength(1)
  })

  it('notes many deliveries at once', async () => {
    const keys = Array.from({ length: 30 }, (_, n) => `d${n}`)
    const one = box()
    await one.add(
      keys.map((key) => digest(key)),
      [],
    )
    await Promise.all(keys.map((key) => one.delivered(key, { conversation: channel, messageId: `m-${key}`, shown: 1 })))
    expect(await one.pending(channel, 100)).toEqual([])
    const rows = await fresh.database.db.selectFrom('postings').select(['key', 'message_id']).execute()
    expect(rows.every(({ key, message_id }) => message_id === `m-${key}`)).toBe(true)
  })

  it('repairs a queue whose job was lost, and leaves those alone that have one', async () => {
    await box().add([digest('d1'), digest('d2', 'other'), digest('d3', 'waits'), digest('d4', 'done')], [])
    await box().delivered('d4', { conversation: 'done', messageId: 'm', shown: 1 })
    expect(await box().repair(0)).toBe(0)
    await dropJobs()
    const later = Date.now() + 3_600_000
    await jobQueue({ database: fresh.database, toRealTime }).enqueue([
      { kind: 'deliver', conversation: 'waits', at: later },
    ])
    expect(await box().repair(60_000)).toBe(0)
    expect(await box().repair(0)).toBe(2)
    const jobs = await jobsIn(fresh.database)
    expect([...jobs.keys()].sort()).toEqual([`deliver:${channel}`, 'deliver:other', 'deliver:waits'])
    expect(jobs.get('deliver:waits')?.runAt.getTime()).toBe(later)
  })
})
