import { configurationStore } from '../../../src/adapters/postgres/configurations.ts'
import { driftStore } from '../../../src/adapters/postgres/drifts.ts'
import { configurationIdFrom, requestIdFrom } from '../../../src/domain/ids.ts'
import type { Configuration } from '../../../src/domain/jit-configuration/configuration.ts'
import type { DriftStore } from '../../../src/ports/drift.ts'
import { adam, must, noon, target } from '../../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'
import { toRealTime } from './changes.ts'

let fresh: FreshDatabase
let drifts: DriftStore
beforeAll(async () => {
  fresh = await freshDatabase()
  drifts = driftStore({ database: fresh.database, toRealTime })
})
afterAll(() => fresh.drop())

const { vm, policy } = target()
const rules = { [vm]: [{ number: 22, protocol: 'TCP' as const, sources: ['*'], maxDurationMs: 3_600_000 }] }

test('a finding that lasts is known since when, and told anew when it was over in between', async () => {
  const found = [{ key: 'no deny|web01', subject: 'rules|web01' }]
  expect((await drifts.standing(['rules|web01'], found, 1)).get('no deny|web01')).toBe(1)
  expect((await drifts.standing(['rules|web01'], found, 2)).get('no deny|web01')).toBe(1)
  expect(await drifts.note('no deny|web01', 2, [], [])).toBe(true)
  expect(await drifts.note('no deny|web01', 2, [], [])).toBe(false)
  // Another machine was looked at: nothing is known of this one.
  await drifts.standing(['rules|web02'], [], 3)
  expect(await drifts.isNoted('no deny|web01')).toBe(true)
  await drifts.standing(['rules|web01'], [], 4)
  expect(await drifts.isNoted('no deny|web01')).toBe(false)
  expect((await drifts.standing(['rules|web01'], found, 5)).get('no deny|web01')).toBe(5)
  expect(await drifts.note('no deny|web01', 5, [], [])).toBe(true)
})

test('a JIT policy is compared with what is known of it, whatever the order of the properties', async () => {
  expect(await drifts.changed([{ policy, rules }])).toEqual(new Map([[policy, undefined]]))
  await drifts.remember([{ policy, rules }])
  expect([...(await drifts.knownPolicies())]).toEqual([policy])
  const [same] = must(rules[vm])
  const { number, ...others } = must(same)
  expect(await drifts.changed([{ policy, rules: { [vm]: [{ ...others, number }] } }])).toEqual(new Map())
  expect(await drifts.changed([{ policy, rules: {} }])).toEqual(new Map([[policy, rules]]))
  await drifts.remember([{ policy }])
  expect([...(await drifts.knownPolicies())]).toEqual([])
})

test('what is told of a policy and what is known of it are stored together, or neither', async () => {
  expect(await drifts.note('policy|1', 1, [], [], { policy, rules })).toBe(true)
  expect(await drifts.changed([{ policy, rules }])).toEqual(new Map())
  expect(await drifts.note('policy|1', 1, [], [], { policy, rules: {} })).toBe(false)
  expect(await drifts.changed([{ policy, rules }])).toEqual(new Map())
  expect(await drifts.note('policy|2', 1, [], [], { policy })).toBe(true)
  expect([...(await drifts.knownPolicies())]).toEqual([])
})

test('the changes of port rules of one JIT policy are found by it, the newest first', async () => {
  const store = configurationStore({ database: fresh.database, toRealTime })
  const other = must(target('db01').policy.replace('rg-web', 'rg-data')) as typeof policy
  const draft = (i: number, of: typeof policy): Configuration => ({
    ...{ id: configurationIdFrom(requestIdFrom(Uint8Array.of(1, 2, 3, 4, i))), version: 1, author: adam },
    ...{ verb: 'configure', draftedAt: noon + i },
    targets: [{ vm, vmName: 'web01', os: 'linux', policy: of, before: [], after: [], state: 'draft' }],
  })
  for (const each of [draft(1, policy), draft(2, other), draft(3, policy)])
    await store.save({ configuration: each, jobs: [], ledger: [], postings: [] })
  expect((await store.on(policy)).map(({ draftedAt }) => draftedAt)).toEqual([noon + 3, noon + 1])
})
