import { azureActivityLog } from '../../src/adapters/azure/activity-log.ts'
import { clouds } from '../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../src/adapters/azure/credential.ts'
import { startEstate } from '../../src/adapters/azure/estate.ts'
import { readEstate } from '../../src/adapters/azure/estate-reader.ts'
import { azureGraph } from '../../src/adapters/azure/graph.ts'
import { azureJit } from '../../src/adapters/azure/jit.ts'
import { jitRecords } from '../../src/adapters/azure/jit-records.ts'
import { azureNetwork } from '../../src/adapters/azure/network.ts'
import { securityClients } from '../../src/adapters/azure/security-clients.ts'
import { azureVmPresence } from '../../src/adapters/azure/vm-presence.ts'
import { bindingStore } from '../../src/adapters/postgres/bindings.ts'
import { configurationStore } from '../../src/adapters/postgres/configurations.ts'
import { driftStore } from '../../src/adapters/postgres/drifts.ts'
import { jobQueue } from '../../src/adapters/postgres/jobs.ts'
import { requestStore } from '../../src/adapters/postgres/request-store.ts'
import { watchDrift } from '../../src/app/watch-drift.ts'
import { parseJitPolicyId, parseVmId } from '../../src/domain/ids.ts'
import type { LedgerEvent, LedgerFact } from '../../src/domain/ledger-event.ts'
import type { PortalAct } from '../../src/simulator/azure/portal-act.ts'
import { jobsIn, newRequest, nextVersion, toRealTime } from '../adapters/postgres/changes.ts'
import { recordingLog } from '../adapters/postgres/recording-log.ts'
import { must } from '../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../fresh-database.ts'
import {
  hourMs,
  minuteMs,
  openPort,
  policyPath,
  type SimulatedAzure,
  startSimulatedAzure,
  vmId,
} from '../simulator/azure/simulated-azure.ts'

const mallory = 'mallory@contoso.example'
const webPolicy = must(parseJitPolicyId(policyPath('rg-web')))
const web = (name: string) => must(parseVmId(vmId('rg-web', name)))

let azure: SimulatedAzure
let fresh: FreshDatabase
let log: ReturnType<typeof recordingLog>
let look: () => Promise<LedgerFact[]>
let reread: () => Promise<void>
let stop: () => void

beforeEach(async () => {
  azure = await startSimulatedAzure({ settings: { provisionedAfterMs: 0 } })
  fresh = await freshDatabase()
  log = recordingLog()
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport }
  const clock = { now: () => azure.clock.nowMs }
  const clients = securityClients(access)
  const sources = { graph: azureGraph(access), clients, log, now: clock.now }
  const read = (signal: AbortSignal, before: Parameters<typeof readEstate>[2]) => readEstate(sources, signal, before)
  const watch = startEstate({ read, clock, log, refreshMs: hourMs })
  await watch.refresh()
  reread = watch.refresh
  stop = watch.stop
  const { estate } = watch
  const stored = { database: fresh.database, toRealTime }
  const deps = {
    store: requestStore(stored),
    drifts: driftStore(stored),
    configurations: configurationStore(stored),
    bindings: bindingStore(stored),
    jobs: jobQueue(stored),
    records: jitRecords({ clients, log, estate, signal: new AbortController().signal }),
    jit: azureJit({ clients, log }),
    network: azureNetwork({ access, log }),
    activityLog: azureActivityLog({ access, log }),
    presence: azureVmPresence(access),
    estate,
    clock,
    log,
  }
  let told = 0
  look = async () => {
    await watchDrift(deps)
    const rows = await fresh.database.db.selectFrom('ledger').select('event').orderBy('id').execute()
    const facts = rows.map(({ event }) => (event as LedgerEvent).fact).slice(told)
    told = rows.length
    return facts.filter(({ type }) => type.startsWith('drift'))
  }
})
afterEach(async () => {
  stop()
  await azure.close()
  await fresh.drop()
})

const act = (given: PortalAct) => azure.simulator.act(given)
const later = (ms: number) => {
  azure.clock.nowMs += ms
}
/** A window in the record, so that the rules of the machine are looked at. */
async function opened() {
  await openPort(azure, { group: 'rg-web', vm: 'web02', port: 3389, source: '203.0.113.7', minutes: 60 })
  later(2_000)
}
const denyRule = () => must(azure.simulator.rules('web02').find(({ name }) => /JITRule_/.test(name))).name
async function put(): Promise<void> {
  const path = `${policyPath('rg-web')}?api-version=2020-01-01`
  const { body } = await azure.arm('GET', path)
  const { virtualMachines } = (body as { properties: { virtualMachines: unknown } }).properties
  await azure.arm('PUT', path, { kind: 'Basic', properties: { virtualMachines } })
}
async function nextLookInMs(): Promise<number> {
  return must((await jobsIn(fresh.database)).get('watch drift')).runAt.getTime() - azure.clock.nowMs
}

test('a deny rule that is away for a moment is no finding; one that is missed twice is, with who took it away', async () => {
  await opened()
  await look()
  act({ do: 'delete rule', vm: 'web02', rule: denyRule(), as: mallory })
  expect(await look()).toEqual([])
  expect(await nextLookInMs()).toBeLessThanOrEqual(minuteMs)
  await put()
  later(minuteMs)
  expect(await look()).toEqual([])
  expect(await nextLookInMs()).toBeGreaterThan(minuteMs)
  const missing = {
    type: 'drift rule',
    drift: expect.objectContaining({ kind: 'no deny', log: { callers: [mallory] } }),
  }
  act({ do: 'delete rule', vm: 'web02', rule: denyRule(), as: mallory })
  expect(await look()).toEqual([])
  later(minuteMs)
  expect(await look()).toEqual([missing])
  later(minuteMs)
  expect(await look()).toEqual([])
  // It was mended, and is missed again: that is another finding.
  await put()
  later(5 * minuteMs)
  expect(await look()).toEqual([])
  act({ do: 'delete rule', vm: 'web02', rule: denyRule(), as: mallory })
  await look()
  later(minuteMs)
  expect(await look()).toEqual([missing])
})

test('while Azure is busy with the JIT policy nothing is said of it nor of its machines', async () => {
  await opened()
  await look()
  azure.simulator.settings.provisionedAfterMs = 2 * minuteMs
  await put()
  act({ do: 'add rule', vm: 'web02', name: 'mine', priority: 150, source: '*', ports: '3389', as: mallory })
  expect(await look()).toEqual([])
  later(2 * minuteMs)
  expect(await look()).toMatchObject([{ type: 'drift rule', drift: { kind: 'outranks', log: { callers: [mallory] } } }])
})

test('who did it is waited for as long as the activity log may be behind, and not for ever', async () => {
  azure.simulator.settings.activityLogDelayMs = 3 * minuteMs
  await look()
  act({ do: 'disable', vm: 'web01', as: mallory })
  expect(await look()).toEqual([])
  later(minuteMs)
  expect(await look()).toEqual([])
  later(3 * minuteMs)
  expect(await look()).toMatchObject([
    { type: 'drift policy', drift: { policy: webPolicy, what: 'changed', log: { callers: [mallory] } } },
  ])
  azure.simulator.settings.activityLogDelayMs = 20 * minuteMs
  act({ do: 'disable', vm: 'web02', as: mallory })
  expect(await look()).toEqual([])
  later(6 * minuteMs)
  expect(await look()).toMatchObject([
    { type: 'drift policy', drift: { what: 'deleted', log: { unknown: expect.stringMatching(/minutes behind/) } } },
  ])
})

test('a policy that Azure’s list leaves out is not gone', async () => {
  await look()
  azure.simulator.settings.listOmits = 'every third policy'
  for (let i = 0; i < 3; i++) {
    later(5 * minuteMs)
    expect(await look()).toEqual([])
  }
})

test('a machine that is deleted under an open window is told with both; one that the bot may no longer see is not', async () => {
  await look()
  const store = requestStore({ database: fresh.database, toRealTime })
  const target = {
    vm: web('web01'),
    vmName: 'web01',
    policy: webPolicy,
    ports: [{ number: 3389, protocol: 'TCP' as const }],
  }
  const { request, ...more } = newRequest({ targets: [target] }, azure.clock.nowMs)
  await store.submit({ request, ...more })
  const openings = [{ state: 'open' as const, attempts: 1, round: 0, endsAt: azure.clock.nowMs + hourMs }]
  await store.save(nextVersion(request, { state: 'open', openings }))
  act({ do: 'delete vm', vm: 'web01', as: mallory })
  azure.simulator.settings.roles = ['Microsoft.Security/*', 'Microsoft.Resource*', 'Microsoft.Network/*']
  await reread()
  await look()
  expect(await look()).toEqual([])
  azure.simulator.settings.roles = ['*']
  await reread()
  later(5 * minuteMs)
  const found = await look()
  expect(found).toEqual([
    { type: 'drift vm gone', gone: { vm: web('web01'), policies: [webPolicy], requests: [request.id] } },
  ])
  later(5 * minuteMs)
  expect(await look()).toEqual([])
})

test('without the activity log a window with our mark is judged by what was approved; the operator is told once', async () => {
  azure.simulator.settings.roles = [
    'Microsoft.Security/*',
    'Microsoft.Compute/*',
    'Microsoft.Network/*',
    'Microsoft.Resource*',
  ]
  await look()
  const store = requestStore({ database: fresh.database, toRealTime })
  const target = {
    vm: web('web01'),
    vmName: 'web01',
    policy: webPolicy,
    ports: [{ number: 3389, protocol: 'TCP' as const }],
  }
  const { request, ...more } = newRequest({ targets: [target] }, azure.clock.nowMs)
  await store.submit({ request, ...more })
  const { nowMs } = azure.clock
  const openings = [
    { state: 'open' as const, attempts: 1, round: 0, calledAt: nowMs, endsAt: nowMs + hourMs, correlationId: 'c1' },
  ]
  await store.save(nextVersion(request, { state: 'open', openings }))
  const app = 'deadbeef-0000-4000-8000-000000000001'
  const justification = `jit-access-bot:${request.id}/0.0; by Emma`
  const asked = { do: 'initiate', vm: 'web01', port: 3389, app, justification } as const
  act({ ...asked, source: '203.0.113.7', minutes: 60 })
  expect(await look()).toEqual([])
  act({ ...asked, source: '198.51.100.66', minutes: 60 })
  expect(await look()).toMatchObject([
    { type: 'drift opened', window: { forged: request.id, log: { unknown: expect.stringMatching(/eventtypes/) } } },
  ])
  act({ do: 'disable', vm: 'web02', as: mallory })
  later(minuteMs)
  await look()
  expect(log.lines.filter(({ message }) => /activity log cannot be read/.test(message))).toHaveLength(1)
})
