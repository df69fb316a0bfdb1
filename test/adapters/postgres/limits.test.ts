import { requestStore } from '../../../src/adapters/postgres/request-store.ts'
import { submit } from '../../../src/domain/life-cycle/submit.ts'
import { adam, emma, noon, requirement, target } from '../../fixtures.ts'
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

const limited = (limit: { openPerPerson?: number; unattendedPerPersonPerDay?: number }, vm: string, requester = emma) =>
  newRequest({
    requester,
    targets: [target(vm)],
    requirement: requirement({ rules: ['dev'], approvals: [], limits: [{ rule: 'dev', ...limit }] }),
  })

test.each([
  ['unattended ones of a day', { unattendedPerPersonPerDay: 2 }],
  ['machines open at once', { openPerPerson: 2 }],
])('P15 ten requests at the same moment on two replicas: no more than two pass (%s)', async (_what, limit) => {
  const stores = [here(), replica()]
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => stores[i % 2]?.submit(limited(limit, `vm${i}`))),
  )
  expect(answers.filter((answer) => answer?.stored)).toHaveLength(2)
  for (const answer of answers) if (!answer?.stored) expect(answer).toEqual({ stored: false })
  // Of somebody else nothing is counted.
  expect(await here().submit(limited(limit, 'vm99', adam))).toEqual({ stored: true })
})

test('what somebody has by a rule: machines that are alive, and unattended requests of the day', async () => {
  const store = here()
  const rules = ['dev', 'other']
  const first = limited({}, 'vm1')
  const two = newRequest({
    targets: [target('vm2'), target('vm3')],
    requirement: requirement({ rules: ['dev', 'more'] }),
  })
  const old = submit(
    {
      ...first.request,
      dayBegan: 0,
      approvalDestinations: [],
      sourceTyped: false,
      id: limited({}, 'x').request.id,
      targets: [target('vm4')],
    },
    noon - 2 * day,
  )
  for (const change of [first, two, old]) expect(await store.submit(change)).toEqual({ stored: true })
  expect(await store.save(nextVersion(old.request, { state: 'closed' }))).toBe(true)
  expect(await store.usage(emma.id, rules, noon - day / 2)).toEqual({ open: { dev: 3 }, unattended: { dev: 1 } })
  expect(await store.usage(emma.id, rules, noon - 3 * day)).toEqual({ open: { dev: 3 }, unattended: { dev: 2 } })
  expect(await store.usage(adam.id, rules, 0)).toEqual({ open: {}, unattended: {} })
})

test('a failed request that is tried again is counted like a new one', async () => {
  const store = here()
  const failed = limited({ openPerPerson: 1 }, 'vm1')
  await store.submit(failed)
  const over = nextVersion(failed.request, { state: 'failed' })
  await store.save(over)
  await store.submit(limited({ openPerPerson: 1 }, 'vm2'))
  const guard = {
    requester: emma.id,
    machines: 1,
    unattended: false,
    since: noon,
    limits: [{ rule: 'dev', openPerPerson: 1 }],
  }
  expect(await store.save(nextVersion(over.request, { state: 'approved' }, { guard }))).toBe(false)
})

test('an extension is one window with what it extends: it passes at the limit, and nothing else does; alone it counts', async () => {
  const store = here()
  const limit = { openPerPerson: 1 }
  const older = limited(limit, 'vm1')
  expect(await store.submit(older)).toEqual({ stored: true })
  const made = limited(limit, 'vm1')
  const extension = submit(
    {
      ...made.request,
      dayBegan: noon,
      approvalDestinations: [],
      sourceTyped: false,
      extends: { request: older.request.id, since: noon, until: noon + 1 },
    },
    noon,
  )
  expect(await store.submit(extension)).toEqual({ stored: true })
  expect((await store.usage(emma.id, ['dev'], noon)).open).toEqual({ dev: 1 })
  expect(await store.submit(limited(limit, 'vm2'))).toEqual({ stored: false })
  await store.save(nextVersion(older.request, { state: 'closed' }))
  expect((await store.usage(emma.id, ['dev'], noon)).open).toEqual({ dev: 1 })
  expect(await store.submit(limited(limit, 'vm2'))).toEqual({ stored: false })
})
