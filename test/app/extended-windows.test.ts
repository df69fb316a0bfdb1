import { jobQueue } from '../../src/adapters/postgres/jobs.ts'
import { requestStore } from '../../src/adapters/postgres/request-store.ts'
import { changeRequest } from '../../src/app/change-request.ts'
import { handOver } from '../../src/app/extended-windows.ts'
import type { LookDeps } from '../../src/app/look-open.ts'
import { verifyClosed } from '../../src/app/verify-closed.ts'
import { verifyOpen } from '../../src/app/verify-open.ts'
import type { RequestEvent } from '../../src/domain/life-cycle/event.ts'
import type { Connection, Request } from '../../src/domain/request.ts'
import { countOf, newRequest, toRealTime } from '../adapters/postgres/changes.ts'
import { adam, must, noon, requirement, target } from '../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../fresh-database.ts'

const hour = 3_600_000
const connection: Connection = { kind: 'public', address: '20.1.2.3', os: 'linux', ports: [] }
const now = { policyVersion: 'v1', requirement: requirement() }
const approve: RequestEvent = { kind: 'approve', by: adam, groups: ['sre-leads'], now, sufficient: true }
const call = (endsAt: number): RequestEvent => ({ kind: 'call', target: 0, endsAt })
const accepted = (endsAt: number): RequestEvent => ({ kind: 'accepted', target: 0, endsAt })
const seenOpen = (endsAt: number): RequestEvent => ({ kind: 'seen open', target: 0, endsAt, connection, found: false })

let fresh: FreshDatabase
let at = noon
beforeEach(async () => {
  fresh = await freshDatabase()
  at = noon
})
afterEach(() => fresh.drop())

/** Without Azure: whoever asks it here has missed that the window goes on. */
function deps() {
  const stored = { database: fresh.database, toRealTime }
  const parts = { store: requestStore(stored), jobs: jobQueue(stored), clock: { now: () => at } }
  return { ...parts, verifyTimeoutMs: 180_000 } as unknown as LookDeps & { verifyTimeoutMs: number }
}

async function play(request: Request, ...events: readonly RequestEvent[]): Promise<Request> {
  for (const event of events) await changeRequest(deps(), request.id, () => event)
  return must(await deps().store.find(request.id))
}

/** Open from noon for an hour, and an extension for one more, as far as `events` bring it. */
async function extendedBy(...events: readonly RequestEvent[]) {
  const older = newRequest()
  await deps().store.submit(older)
  await play(older.request, approve, call(noon + hour), seenOpen(noon + hour))
  const newer = newRequest({ extends: { request: older.request.id, since: noon, until: noon + hour } })
  await deps().store.submit(newer)
  await play(newer.request, approve, ...events)
  return { older: older.request.id, newer: newer.request.id }
}

const job = (request: Request['id'], kind: 'verify open' | 'verify closed') =>
  ({ kind, request, target: 0, policy: target().policy }) as const
const stateOf = async (id: Request['id']) => must(await deps().store.find(id))

test('the end timer of what was extended hands it over and tells nobody, though the process died before it could', async () => {
  const { older, newer } = await extendedBy(call(noon + 2 * hour), seenOpen(noon + 2 * hour))
  expect((await stateOf(older)).state).toBe('open')
  const postings = await countOf(fresh.database, 'postings')
  at = noon + hour
  await verifyClosed(deps(), job(older, 'verify closed') as never)
  expect(await stateOf(older)).toMatchObject({ state: 'closed', openings: [{ extendedBy: newer }] })
  expect(await stateOf(newer)).toMatchObject({ state: 'open', openings: [{ endsAt: noon + 2 * hour }] })
  expect(await countOf(fresh.database, 'postings')).toBe(postings)
})

test('the look at the extension, done again after the process died, hands over too', async () => {
  const { older, newer } = await extendedBy(call(noon + 2 * hour), seenOpen(noon + 2 * hour))
  await verifyOpen(deps(), job(newer, 'verify open') as never)
  await verifyOpen(deps(), job(newer, 'verify open') as never)
  expect(await stateOf(older)).toMatchObject({ state: 'closed', openings: [{ extendedBy: newer }] })
})

test('an extension that Azure was asked for in the last second is waited for: neither open nor closed is said', async () => {
  const { older } = await extendedBy(call(noon + 2 * hour), accepted(noon + 2 * hour))
  const postings = await countOf(fresh.database, 'postings')
  at = noon + hour + 5_000
  await verifyClosed(deps(), job(older, 'verify closed') as never)
  expect((await stateOf(older)).state).toBe('closing')
  expect(await countOf(fresh.database, 'postings')).toBe(postings)
})

test('an extension that is open from some of its sources alone: the older window is not given up before its end', async () => {
  const why = 'Azure ended it'
  const partly = { ...seenOpen(noon + 2 * hour), notFrom: { sources: ['198.51.100.0/24'], why } } as RequestEvent
  const { older, newer } = await extendedBy(call(noon + 2 * hour), partly)
  at = noon + 10_000
  await handOver(deps(), newer, 0)
  expect((await stateOf(older)).state).toBe('open')
  at = noon + hour
  await verifyClosed(deps(), job(older, 'verify closed') as never)
  expect(await stateOf(older)).toMatchObject({ state: 'closed', openings: [{ extendedBy: newer }] })
})
