import { MonitorClient } from '@azure/arm-monitor'
import type { AzureSimulatorSettings } from '../../../src/simulator/azure/simulator-settings.ts'
import { must } from '../../fixtures.ts'
import {
  collect,
  hourMs,
  minuteMs,
  openPort,
  prod,
  type SimulatedAzure,
  startMs,
  startSimulatedAzure,
} from './simulated-azure.ts'

const emma = '203.0.113.7'
const adam = '203.0.113.21'
const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: emma, minutes: 60 }
const app02 = { ...web01, group: 'rg-app', vm: 'app02', port: 22, location: 'northeurope' }
const credential = { getToken: async () => ({ token: 'any', expiresOnTimestamp: Date.now() + hourMs }) }

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startSimulatedAzure()
})
afterEach(() => azure.close())

const policies = () => azure.security().jitNetworkAccessPolicies
const web = () => policies().get('rg-web', 'westeurope', 'default')
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { statusCode?: number }) => error.statusCode,
  )
const pass = (ms: number) => {
  azure.clock.nowMs += ms
}
const open = (from: string) => azure.simulator.reachable('web01', 3389, from).reachable

/** What is seen, through Azure's own clients, of one reading of a switch. */
type Seen = () => Promise<unknown>
type Reading = readonly [value: unknown, seen: unknown]

async function statusAfter(ms: number) {
  await openPort(azure, web01)
  pass(ms)
  return (await web()).requests?.[0]?.virtualMachines[0]?.ports[0]?.status
}

async function twoWindows() {
  await openPort(azure, web01)
  pass(minuteMs)
  await openPort(azure, { ...web01, source: adam })
  await openPort(azure, { ...web01, minutes: 10 })
  pass(20 * minuteMs)
  return [open(emma), open(adam)]
}

async function twoSources() {
  const endTimeUtc = new Date(azure.clock.nowMs + hourMs)
  const ports = [emma, adam].map((source) => ({ number: 3389, endTimeUtc, allowedSourceAddressPrefix: source }))
  const { virtualMachines } = await web()
  const [vm] = virtualMachines
  const asked = { virtualMachines: [{ id: must(vm).id, ports }] }
  const done = await outcome(policies().initiate('rg-web', 'westeurope', 'default', asked))
  pass(minuteMs)
  return [done, open(emma), open(adam)]
}

/** For every switch what shows it, with one reading and with another; values are given as flags give them. */
const switches: Readonly<Record<keyof AzureSimulatorSettings, readonly [Seen, ...Reading[]]>> = {
  initiatedAfterMs: [() => statusAfter(2_000), ['2000', 'Initiated'], ['2001', 'Initiating']],
  effectiveAfterMs: [
    async () => {
      await statusAfter(31_000)
      return open(emma)
    },
    ['30000', true],
    ['30001', false],
  ],
  provisionedAfterMs: [
    async () => {
      await policies().createOrUpdate('rg-web', 'westeurope', 'default', await web())
      pass(5_000)
      return (await web()).provisioningState
    },
    ['5000', 'Succeeded'],
    ['5001', 'Updating'],
  ],
  newerReplaces: [twoWindows, ['never', [true, true]], ['vm-port', [false, false]], ['vm-port-source', [false, true]]],
  samePortAgain: [
    twoSources,
    ['accepted', ['done', true, true]],
    ['merged', ['done', true, true]],
    ['last', ['done', false, true]],
    ['refused', [400, false, false]],
  ],
  denyPlacement: [
    async () => azure.simulator.reachable('web02', 3389, emma).rule?.access,
    ['inserted', 'Deny'],
    ['last', 'Allow'],
  ],
  rulePrefix: [
    async () => azure.simulator.reachable('web01', 3389, emma).rule?.name.split('_')[0],
    ['MicrosoftDefenderForCloud-JITRule', 'MicrosoftDefenderForCloud-JITRule'],
    ['SecurityCenter-JITRule', 'SecurityCenter-JITRule'],
  ],
  callerAddress: [
    async () => {
      const { source: _, ...unsourced } = web01
      await openPort(azure, unsourced)
      pass(minuteMs)
      return [open(emma), open(adam)]
    },
    [emma, [true, false]],
    [adam, [false, true]],
  ],
  roles: [
    async () => [await outcome(web()), await outcome(openPort(azure, web01))],
    ['*', ['done', 'done']],
    ['Microsoft.Security/*/read, Microsoft.Compute/*', ['done', 403]],
    ['', [403, 403]],
  ],
  rolesIn: [
    async () => {
      azure.simulator.configure({ roles: '' })
      return [await outcome(web()), await outcome(openPort(azure, web01))]
    },
    ['', [403, 403]],
    [`/subscriptions/${prod}/resourceGroups/rg-web=Microsoft.Security/*/read|Microsoft.Compute/*`, ['done', 403]],
    [`/subscriptions/${prod}/resourceGroups/rg-web=*`, ['done', 'done']],
    [`/subscriptions/${prod}/resourceGroups/rg-data=*`, [403, 403]],
  ],
  plan: [
    async () => [
      await outcome(openPort(azure, web01)),
      (await azure.security().pricings.get('VirtualMachines')).pricingTier,
    ],
    [`${prod.toUpperCase()}=P2`, ['done', 'Standard']],
    [`${prod}=free`, [403, 'Free']],
  ],
  activityLogDelayMs: [
    async () => {
      await openPort(azure, web01)
      pass(minuteMs)
      const options = { httpClient: azure.transport, retryOptions: { maxRetries: 0 } }
      const filter = `eventTimestamp ge '${new Date(startMs).toISOString()}'`
      return (await collect(new MonitorClient(credential, prod, options).activityLogs.list(filter))).length
    },
    ['0', 4],
    ['60001', 0],
  ],
  identity: [
    async () => (await openPort(azure, web01)).requestor,
    ['app', ''],
    ['eva@contoso.example', 'eva@contoso.example'],
  ],
  minimumMs: [() => outcome(openPort(azure, { ...web01, minutes: 5 })), ['300000', 'done'], ['300001', 400]],
  sourceInsidePrefix: [() => outcome(openPort(azure, app02)), ['accepted', 'done'], ['refused', 400]],
  listOmits: [
    async () => {
      const listed = async () => (await collect(policies().list())).length
      const chosen = azure.simulator.settings.listOmits
      const some = await listed()
      azure.simulator.configure({ listOmits: 'nothing' })
      const all = await listed()
      azure.simulator.configure({ listOmits: chosen })
      return some < all
    },
    ['nothing', false],
    ['every third policy', true],
  ],
  pageSize: [
    async () => {
      await collect(policies().list())
      return azure.simulator.calls().list
    },
    ['9', 1],
    ['1', 9],
  ],
}

describe.each(Object.entries(switches))('the switch %s', (name, [seen, ...readings]) => {
  test.each(readings)('%j', async (value, expected) => {
    azure.simulator.configure({ [name]: value })
    expect(await seen()).toEqual(expected)
  })
})

test('JSON gives numbers, lists and objects', () => {
  azure.simulator.configure({ pageSize: 7, roles: ['a/b'], plan: { [prod]: 'free' }, identity: { upn: 'e@c.example' } })
  expect(azure.simulator.settings).toMatchObject({
    pageSize: 7,
    roles: ['a/b'],
    plan: { [prod]: 'free' },
    identity: { upn: 'e@c.example' },
  })
  azure.simulator.configure({ plan: '' })
  expect(azure.simulator.settings.plan).toEqual({})
})

test('several are set together or not at all, and who listens is told', () => {
  let told = 0
  azure.simulator.onChange(() => told++)
  expect(() => azure.simulator.configure({ pageSize: 7, minimumMs: -1 })).toThrow(RangeError)
  expect(azure.simulator.settings.pageSize).toBe(100)
  azure.simulator.configure({ pageSize: 7, minimumMs: 0 })
  expect(azure.simulator.settings).toMatchObject({ pageSize: 7, minimumMs: 0 })
  expect(told).toBe(1)
})

test.each<[object, RegExp]>([
  [{ nothing: 1 }, /"nothing" is not a switch of the simulated Azure; there are initiatedAfterMs, /],
  [{ constructor: 1 }, /not a switch/],
  [{ pageSize: 0 }, /"pageSize" must be a whole number from 1 to 1000/],
  [{ pageSize: '1e2' }, /"pageSize" must be/],
  [{ initiatedAfterMs: 1.5 }, /"initiatedAfterMs" must be milliseconds/],
  [{ initiatedAfterMs: Number.NaN }, /"initiatedAfterMs" must be/],
  [{ initiatedAfterMs: null }, /"initiatedAfterMs" must be/],
  [{ newerReplaces: 'always' }, /must be never or vm-port or vm-port-source/],
  [{ denyPlacement: true }, /must be last or inserted/],
  [{ callerAddress: '*' }, /must be an IPv4 address/],
  [{ callerAddress: '2001:db8::1' }, /must be an IPv4 address/],
  [{ roles: [1] }, /"roles" must be actions/],
  [{ roles: { 0: '*' } }, /"roles" must be actions/],
  [{ plan: `${prod}=P1` }, /"plan" must be pairs/],
  [{ plan: { prod: 'P2' } }, /"plan" must be pairs/],
  [{ plan: 7 }, /"plan" must be pairs/],
  [{ identity: 'Eva' }, /"identity" must be app, or the UPN/],
  [{ identity: { upn: 'app' } }, /"identity" must be app, or the UPN/],
  [{ identity: {} }, /"identity" must be app, or the UPN/],
])('%j is refused with what is allowed', (changes, sentence) => {
  const before = structuredClone(must(azure.simulator.settings))
  expect(() => azure.simulator.configure(changes)).toThrow(sentence)
  expect(azure.simulator.settings).toEqual(before)
})
