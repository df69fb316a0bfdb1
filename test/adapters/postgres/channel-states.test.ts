import { bindingStore } from '../../../src/adapters/postgres/bindings.ts'
import { channelStates } from '../../../src/adapters/postgres/channel-states.ts'
import { outbox } from '../../../src/adapters/postgres/outbox.ts'
import { welcomes } from '../../../src/adapters/postgres/welcomes.ts'
import type { LedgerEvent } from '../../../src/domain/ledger-event.ts'
import type { Binding } from '../../../src/ports/store.ts'
import { noon } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { countOf, toRealTime } from './changes.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const nothing = { jobs: [], ledger: [], postings: [] }
const entry = (conversation: string): LedgerEvent => ({
  at: noon,
  actor: 'bot',
  fact: { type: 'channel lost', conversation, names: [], why: 'x' },
})
const lost = { since: noon, how: 'deleted', why: 'the channel was deleted' } as const

test('of two replicas that find a channel lost at once, one tells it', async () => {
  const both = [fresh.database, fresh.another()].map((database) => channelStates({ database, toRealTime }))
  const told = await Promise.all(both.map((one) => one.lose('19:a', lost, { ...nothing, ledger: [entry('19:a')] })))
  expect(told.sort()).toEqual([false, true])
  expect(await countOf(fresh.database, 'ledger')).toBe(1)
  const known = await both[0]?.of(['19:a', '19:none'])
  expect(known?.get('19:a')).toEqual({ lost })
})

test('a message that arrives tells that the channel counted as lost, and leaves that to be said', async () => {
  const states = channelStates({ database: fresh.database, toRealTime })
  expect(await states.delivered('19:b', noon)).toEqual({ wasLost: false })
  await states.lose('19:b', lost, nothing)
  expect(await states.delivered('19:b', noon - 5)).toEqual({ wasLost: true })
  expect((await states.of(['19:b'])).get('19:b')).toEqual({ deliveredAt: noon, lost })
  expect(await states.regain('19:b', nothing)).toBe(true)
  expect(await states.regain('19:b', nothing)).toBe(false)
  expect((await states.of(['19:b'])).get('19:b')).toEqual({ deliveredAt: noon })
})

test('what moves is posted anew where it goes, and only if the channel was not lost before', async () => {
  const states = channelStates({ database: fresh.database, toRealTime })
  const box = outbox({ database: fresh.database })
  const content = { kind: 'admin news', news: { kind: 'policy loaded again', version: '1' } } as const
  await box.add([{ key: 'k', to: { kind: 'conversation', id: '19:c' }, content }], [])
  await box.delivered('k', { conversation: '19:c;messageid=1', messageId: '1', shown: 1 })
  const moves = (id: string) => ({ ...nothing, moves: { keys: ['k'], to: { kind: 'conversation', id } as const } })
  expect(await states.lose('19:c', lost, moves('19:d'))).toBe(true)
  expect(await states.lose('19:c', lost, moves('19:e'))).toBe(false)
  expect(await box.pending('19:d', 5)).toMatchObject([{ key: 'k', shown: 0, to: { id: '19:d' } }])
  expect(await box.placeOf('k')).toBeUndefined()
})

test('bindings are taken away once, and renamed in every binding of the channel', async () => {
  const bindings = bindingStore({ database: fresh.database, toRealTime })
  const ops: Binding = { purpose: 'approvals', name: 'ops', conversation: '19:f', title: '' }
  const digest: Binding = { purpose: 'digest', every: 'daily', hour: 9, minute: 0, conversation: '19:f', title: 'Old' }
  await bindings.bind(ops, [], [])
  await bindings.bind(digest, [], [])
  await bindings.rename('19:f', 'New “name” \u0000\u202e')
  const titles = (await bindings.list()).map(({ title }) => title)
  expect(new Set(titles).size).toBe(1)
  expect(titles[0]).toMatch(/^New “name”/)
  const before = await countOf(fresh.database, 'ledger')
  expect(await bindings.unbind(ops, [entry('19:f')])).toBe(true)
  expect(await bindings.unbind(ops, [entry('19:f')])).toBe(false)
  expect(await countOf(fresh.database, 'ledger')).toBe(before + 1)
  expect(await bindings.list()).toHaveLength(1)
})

test('a welcome is said once, by all replicas, and a month later again', async () => {
  const [one, other] = [fresh.database, fresh.another()].map((database) => welcomes({ database }))
  const said = await Promise.all([one?.first('a:1', noon), other?.first('a:1', noon)])
  expect(said.sort()).toEqual([false, true])
  expect(await one?.first('a:1', noon + 29 * 86_400_000)).toBe(false)
  expect(await one?.first('a:1', noon + 31 * 86_400_000)).toBe(true)
})
