import { sql } from 'kysely'
import { clouds } from '../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../src/adapters/azure/credential.ts'
import { azureJitConfiguration } from '../../src/adapters/azure/jit-configuration.ts'
import { securityClients } from '../../src/adapters/azure/security-clients.ts'
import { configurationStore } from '../../src/adapters/postgres/configurations.ts'
import { jobQueue } from '../../src/adapters/postgres/jobs.ts'
import { postgresLedger } from '../../src/adapters/postgres/ledger.ts'
import { requestStore } from '../../src/adapters/postgres/request-store.ts'
import { startWorker } from '../../src/adapters/postgres/worker.ts'
import { type ConfigureDeps, configureJit } from '../../src/app/configure-jit.ts'
import { configurationIdFrom, parseJitPolicyId, parseVmId, requestIdFrom } from '../../src/domain/ids.ts'
import {
  type Configuration,
  type ConfigurationTarget,
  confirmed,
} from '../../src/domain/jit-configuration/configuration.ts'
import type { Job } from '../../src/domain/job.ts'
import type { LedgerFact } from '../../src/domain/ledger-event.ts'
import type { PortRule } from '../../src/domain/vm.ts'
import { inEnglish } from '../../src/words/text.ts'
import { jobsIn, newRequest, nextVersion, toRealTime } from '../adapters/postgres/changes.ts'
import { eventually } from '../adapters/postgres/eventually.ts'
import { handlersThat } from '../adapters/postgres/handlers.ts'
import { recordingLog } from '../adapters/postgres/recording-log.ts'
import { rule } from '../domain/jit-configuration/samples.ts'
import { adam, emma, must, noon } from '../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../fresh-database.ts'
import {
  hourMs,
  policyPath,
  type SimulatedAzure,
  startSimulatedAzure,
  vmId,
} from '../simulator/azure/simulated-azure.ts'

const policy = must(parseJitPolicyId(policyPath('rg-app', 'northeurope')))
const path = `${policyPath('rg-app', 'northeurope')}?api-version=2020-01-01`
const vm = (name: string) => must(parseVmId(vmId('rg-app', name)))

let azure: SimulatedAzure
let fresh: FreshDatabase
beforeEach(async () => {
  azure = await startSimulatedAzure({ settings: { provisionedAfterMs: 0 } })
  fresh = await freshDatabase()
})
afterEach(async () => {
  await azure.close()
  await fresh.drop()
})

function depsOn(database = fresh.database): ConfigureDeps {
  const clients = securityClients({ credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport })
  const stored = { database, toRealTime }
  const log = recordingLog()
  return {
    configurations: configurationStore(stored),
    jitConfiguration: azureJitConfiguration({ clients, log, timeoutMs: 2_000 }),
    store: requestStore(stored),
    jobs: jobQueue(stored),
    clock: { now: () => noon },
    log,
    zone: 'UTC',
  }
}

let last = 0
/** A change that its author has confirmed: its job waits in the database. */
async function confirmedChange(name: string, before: readonly PortRule[], after: readonly PortRule[]) {
  const id = configurationIdFrom(requestIdFrom(Uint8Array.of(7, 0, 0, 0, ++last)))
  const target: ConfigurationTarget = { vm: vm(name), vmName: name, os: 'linux', policy, before, after, state: 'draft' }
  const draft: Configuration = { id, version: 1, author: adam, verb: 'configure', draftedAt: noon, targets: [target] }
  const { configurations } = depsOn()
  expect(await configurations.save({ configuration: draft, jobs: [], ledger: [], postings: [] })).toBe(true)
  expect(await configurations.save(confirmed(draft, noon, []))).toBe(true)
  return id
}

type Id = Configuration['id']
const run = (id: Id, deps = depsOn(), attempts = 0) =>
  configureJit(deps, { kind: 'configure', configuration: id, policy, attempts })
const targetOf = async (id: Id) => must(must(await depsOn().configurations.find(id)).targets[0])
const rulesIn = async (name: string) => must(await depsOn().jitConfiguration.read(policy)).rules.get(vm(name))
const factsOf = async (type: LedgerFact['type']) =>
  (await postgresLedger({ database: fresh.database }).latest({ text: `"${type}"`, limit: 50 })).map(
    ({ event }) => event,
  )

/** Somebody in the portal: writes the VMs as `change` makes them out of what is there. */
async function inThePortal(change: (vms: { id: string; ports: object[] }[]) => object[]): Promise<void> {
  const { body } = await azure.arm('GET', path)
  const { virtualMachines } = (body as { properties: { virtualMachines: { id: string; ports: object[] }[] } })
    .properties
  const { status } = await azure.arm('PUT', path, {
    kind: 'Basic',
    properties: { virtualMachines: change(virtualMachines) },
  })
  expect(status).toBe(200)
}
const port = (number: number) => ({
  number,
  protocol: 'TCP',
  allowedSourceAddressPrefix: '*',
  maxRequestAccessDuration: 'PT3H',
})

/** The real adapter, with somebody who acts after the first so many writes. */
function disturbed(after: () => Promise<void>, times = 1): ConfigureDeps & { readonly writes: () => number } {
  const deps = depsOn()
  let writes = 0
  return {
    ...deps,
    writes: () => writes,
    jitConfiguration: {
      read: deps.jitConfiguration.read,
      write: async (...call) => {
        await deps.jitConfiguration.write(...call)
        if (++writes <= times) await after()
      },
    },
  }
}

test('what was confirmed is written and read back, with before and after in the ledger; a second run does nothing', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  const deps = disturbed(async () => undefined)
  await run(id, deps)
  await run(id, deps)
  expect(deps.writes()).toBe(1)
  expect(await rulesIn('app03')).toEqual([rule(22)])
  expect(await targetOf(id)).toMatchObject({ state: 'done' })
  expect(await factsOf('jit configured')).toMatchObject([
    { actor: adam, fact: { vm: vm('app03'), before: [], after: [rule(22)], found: false } },
  ])
})

test('killed after the write and before it was stored: found as done, not written again', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  const deps = disturbed(async () => {
    throw new Error('killed')
  })
  await expect(run(id, deps)).rejects.toThrow('killed')
  expect(await targetOf(id)).toMatchObject({ state: 'waiting' })
  await run(id, deps)
  expect(deps.writes()).toBe(1)
  expect(await targetOf(id)).toMatchObject({ state: 'done' })
  expect(await factsOf('jit configured')).toMatchObject([{ fact: { found: true } }])
})

test('a lost answer is looked for, and nothing is written twice', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  azure.simulator.inject({ operation: 'put', kind: 'lost', times: 1 })
  await run(id)
  expect(await targetOf(id)).toMatchObject({ state: 'done' })
  expect(await rulesIn('app03')).toEqual([rule(22)])
})

test('somebody else writes over it with what they had read before: written again on top of theirs', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  const deps = disturbed(() =>
    inThePortal((vms) =>
      vms
        .filter((each) => each.id.toLowerCase() !== vm('app03'))
        .map((each) => (each.id.toLowerCase() === vm('app01') ? { ...each, ports: [port(8080)] } : each)),
    ),
  )
  await run(id, deps)
  expect(deps.writes()).toBe(2)
  expect(await targetOf(id)).toMatchObject({ state: 'done' })
  expect(await rulesIn('app03')).toEqual([rule(22)])
  expect(await rulesIn('app01')).toEqual([rule(8080)])
  expect(await rulesIn('app02')).toMatchObject([{ number: 22, sources: ['203.0.113.0/24'] }])
})

test('another VM is changed at the same moment: left as they left it, and said', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  const theirs = () =>
    inThePortal((vms) =>
      vms.map((each) => (each.id.toLowerCase() === vm('app01') ? { ...each, ports: [port(8080)] } : each)),
    )
  await run(id, disturbed(theirs))
  expect(await targetOf(id)).toMatchObject({ state: 'done', why: { en: expect.stringMatching(/rules of app01/) } })
  expect(await rulesIn('app01')).toEqual([rule(8080)])
})

test('somebody else changed this VM after it was shown: nothing is written, and it is a draft with what is there now', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  await inThePortal((vms) => [...vms, { id: vmId('rg-app', 'app03'), ports: [port(443)] }])
  const deps = disturbed(async () => undefined)
  await run(id, deps)
  expect(deps.writes()).toBe(0)
  expect(await targetOf(id)).toMatchObject({ state: 'draft', before: [rule(443)], after: [rule(22)] })
  expect(await rulesIn('app03')).toEqual([rule(443)])
})

test('somebody else never stops: given up after some rounds, and said', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  const without = () => inThePortal((vms) => vms.filter((each) => each.id.toLowerCase() !== vm('app03')))
  const deps = disturbed(without, 100)
  await run(id, deps)
  expect(deps.writes()).toBe(5)
  expect(await targetOf(id)).toMatchObject({ state: 'failed', why: { en: expect.stringMatching(/kept writing/) } })
})

test('Azure is too busy: tried again later, in the queue of the JIT policy, and given up after some times', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  await sql`delete from graphile_worker._private_jobs`.execute(fresh.database.db)
  azure.simulator.inject({ operation: 'put', kind: 'status', status: 429, retryAfterSeconds: 40 })
  await run(id)
  const [job] = (await jobsIn(fresh.database)).values()
  expect(job).toMatchObject({
    kind: 'configure',
    queue: expect.stringMatching(/^jit:/),
    runAt: new Date(noon + 40_000),
  })
  expect(await targetOf(id)).toMatchObject({ state: 'waiting' })
  await run(id, depsOn(), 8)
  expect(await targetOf(id)).toMatchObject({ state: 'failed', why: { en: expect.stringMatching(/given up/) } })
})

test('what Azure refuses fails with the missing action and its scope, in the ledger too', async () => {
  const id = await confirmedChange('app03', [], [rule(22)])
  azure.simulator.settings.roles = ['*/read']
  await run(id)
  const why = expect.stringMatching(
    /may not do Microsoft\.Security\/locations\/jitNetworkAccessPolicies\/write on \/subscriptions/,
  )
  expect(await targetOf(id)).toMatchObject({ state: 'failed', why: { en: why } })
  expect(await factsOf('jit configuration failed')).toMatchObject([{ actor: 'bot', fact: { vms: [vm('app03')], why } }])
})

test('a window that was opened since it was confirmed: the rule of its port stays', async () => {
  const change = newRequest({
    targets: [{ vm: vm('app01'), vmName: 'app01', policy, ports: [{ number: 22, protocol: 'TCP' }] }],
  })
  const { store } = depsOn()
  await store.submit(change)
  const openings = [{ state: 'open', attempts: 1, round: 0, endsAt: noon + hourMs } as const]
  await store.save(nextVersion(change.request, { state: 'open', openings }))
  const id = await confirmedChange('app01', [rule(22)], [])
  await run(id)
  const failed = await targetOf(id)
  expect(failed.state).toBe('failed')
  expect(inEnglish(failed.why ?? '')).toMatch(`window of ${emma.name} is open on app01 port 22 until 13:00`)
  expect(await rulesIn('app01')).toEqual([rule(22)])
})

test('two admins at once, on two replicas, for two VMs of one JIT policy: neither change is lost', async () => {
  // Were they done side by side, the first would land last, with what it had read before the second.
  azure.simulator.inject({ operation: 'put', kind: 'slow', delayMs: 1_500, times: 1 })
  const ids = [await confirmedChange('app03', [], [rule(22)]), await confirmedChange('app01', [rule(22)], [rule(443)])]
  const replicas = [fresh.database, fresh.another()]
  const workers = await Promise.all(
    replicas.map((database) => {
      const deps = depsOn(database)
      const handlers = handlersThat((job: Job) => configureJit(deps, job as Extract<Job, { kind: 'configure' }>))
      return startWorker({ database, log: recordingLog(), handlers })
    }),
  )
  try {
    await eventually(async () => (await Promise.all(ids.map(targetOf))).every(({ state }) => state === 'done'))
    expect([await rulesIn('app03'), await rulesIn('app01')]).toEqual([[rule(22)], [rule(443)]])
    expect(await rulesIn('app02')).toMatchObject([{ number: 22, sources: ['203.0.113.0/24'] }])
  } finally {
    for (const worker of workers) await worker.stop()
  }
})
