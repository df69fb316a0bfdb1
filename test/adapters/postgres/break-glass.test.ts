import { breakGlassStore } from '../../../src/adapters/postgres/break-glass.ts'
import { requestStore } from '../../../src/adapters/postgres/request-store.ts'
import type { Change } from '../../../src/domain/change.ts'
import { breakTheGlass } from '../../../src/domain/life-cycle/break-glass.ts'
import { adam, emma, noon, requirement, submission, target } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { newRequest, nextVersion, toRealTime } from './changes.ts'

const day = 86_400_000
let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const here = () => requestStore({ database: fresh.database, toRealTime })
const replica = () => requestStore({ database: fresh.another(), toRealTime })
const glass = () => breakGlassStore({ database: fresh.database })

function use(vm: string, at = noon, requester = emma): Change {
  const { id } = newRequest().request
  const rules = requirement({ approvals: [], rules: ['break-glass'] })
  return breakTheGlass(
    submission({ id, requester, targets: [target(vm)], requirement: rules }),
    { skipped: [], reviewers: ['security'], coolDownMs: day },
    at,
  )
}

test('ten uses at the same moment on two replicas: one passes; somebody else is not kept from theirs', async () => {
  const stores = [here(), replica()]
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => stores[i % 2]?.submit(use(`vm${i}`))))
  expect(answers.filter((answer) => answer?.stored)).toHaveLength(1)
  for (const answer of answers) if (!answer?.stored) expect(answer).toEqual({ stored: false })
  expect(await here().submit(use('vm99', noon, adam))).toEqual({ stored: true })
})

test('the cool-down counts from the use; a window that stands longer holds it; what came to nothing does not count', async () => {
  const store = here()
  const first = use('vm1')
  await store.submit(first)
  expect(await glass().last(emma.id)).toEqual({ request: first.request.id, at: noon, lasts: true })
  expect(await store.submit(use('vm2', noon + 2 * day))).toEqual({ stored: false })
  const closed = nextVersion(first.request, { state: 'closed' })
  await store.save(closed)
  expect(await store.submit(use('vm2', noon + day - 1))).toEqual({ stored: false })
  const second = use('vm2', noon + day)
  expect(await store.submit(second)).toEqual({ stored: true })
  await store.save(nextVersion(second.request, { state: 'failed' }))
  expect(await store.submit(use('vm3', noon + day + 1))).toEqual({ stored: true })
})

test('a failed one that is tried again waits for another that came since', async () => {
  const store = here()
  const failed = use('vm1')
  await store.submit(failed)
  const over = nextVersion(failed.request, { state: 'failed' })
  await store.save(over)
  const again = nextVersion(over.request, { state: 'approved' }, { coolDownSince: noon - day })
  const other = use('vm2')
  await store.submit(other)
  expect(await store.save(again)).toBe(false)
  await store.save(nextVersion(other.request, { state: 'failed' }))
  expect(await store.save(again)).toBe(true)
})

test('what is not signed for is found, oldest first, until it is; other requests never are', async () => {
  const store = here()
  const [old, young] = [use('vm1', noon - 2 * day), use('vm2', noon, adam)]
  for (const change of [young, old, newRequest({ targets: [target('vm9')] })]) await store.submit(change)
  expect((await glass().unsigned(9)).map(({ id }) => id)).toEqual([old.request.id, young.request.id])
  const { breakGlass } = old.request
  if (!breakGlass) throw new Error('it is a break-glass')
  const review = { by: adam, at: noon, verdict: 'justified', comment: '' } as const
  await store.save(nextVersion(old.request, { breakGlass: { ...breakGlass, review } }))
  expect((await glass().unsigned(9)).map(({ id }) => id)).toEqual([young.request.id])
})

test('a draft is kept for a day after its end', async () => {
  const draft = {
    ...{ id: use('vm1').request.id, person: emma, targets: [], durationMs: 1, source: { prefix: '203.0.113.7/32' } },
    ...{ sourceTyped: true, reason: 'a \0 b', expiresAt: noon },
  }
  await glass().keep(draft)
  expect(await glass().drafted(draft.id)).toMatchObject({ person: emma, expiresAt: noon })
  await glass().keep({ ...draft, id: use('vm1').request.id, expiresAt: noon + 2 * day })
  expect(await glass().drafted(draft.id)).toBeUndefined()
})
