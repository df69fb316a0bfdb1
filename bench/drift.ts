import { azureActivityLog } from '../src/adapters/azure/activity-log.ts'
import { clouds } from '../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../src/adapters/azure/credential.ts'
import { startEstate } from '../src/adapters/azure/estate.ts'
import { readEstate } from '../src/adapters/azure/estate-reader.ts'
import { azureGraph } from '../src/adapters/azure/graph.ts'
import { azureJit } from '../src/adapters/azure/jit.ts'
import { jitRecords } from '../src/adapters/azure/jit-records.ts'
import { loopbackTransport } from '../src/adapters/azure/loopback-transport.ts'
import { azureNetwork } from '../src/adapters/azure/network.ts'
import { securityClients } from '../src/adapters/azure/security-clients.ts'
import { azureVmPresence } from '../src/adapters/azure/vm-presence.ts'
import { bindingStore } from '../src/adapters/postgres/bindings.ts'
import { configurationStore } from '../src/adapters/postgres/configurations.ts'
import { openDatabase } from '../src/adapters/postgres/database.ts'
import { driftStore } from '../src/adapters/postgres/drifts.ts'
import { jobQueue } from '../src/adapters/postgres/jobs.ts'
import { requestStore } from '../src/adapters/postgres/request-store.ts'
import { watchDrift } from '../src/app/watch-drift.ts'
import { generatedGroups } from '../src/simulator/azure/generated-vms.ts'
import { startAzureSimulator } from '../src/simulator/azure/start-azure-simulator.ts'

export interface DriftNumbers {
  readonly policies: number
  /** Calls of one look: where nothing happened, and where hundreds of policies changed and hundreds of ports were opened past the bot. */
  readonly quietCalls: number
  readonly busyCalls: number
  readonly quietMs: number
  readonly busyMs: number
}

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const arm = (path: string) => `${path}?api-version=2020-01-01`

/** One look of the watcher over a thousand JIT policies, on a quiet day and on the worst. `databaseUrl`: a database without the bot's tables. */
export async function measureDrift(databaseUrl: string): Promise<DriftNumbers> {
  const azure = await startAzureSimulator({ now: Date.now, vms: 4_000, settings: { provisionedAfterMs: 0 } })
  const transport = loopbackTransport(azure.url)
  const database = openDatabase({ url: databaseUrl, log: quiet })
  try {
    await database.migrate()
    const policies = await makePolicies(azure.url, 1_000)
    const access = { credential: sandboxCredential(), transport, cloud: clouds.public }
    const clients = securityClients(access)
    const sources = { graph: azureGraph(access), clients, log: quiet, now: Date.now }
    const watch = startEstate({
      read: (signal, before) => readEstate(sources, signal, before),
      clock: { now: Date.now },
      log: quiet,
      refreshMs: 3_600_000,
    })
    await watch.refresh()
    const stored = { database, toRealTime: (atMs: number) => new Date(atMs) }
    const deps = {
      store: requestStore(stored),
      drifts: driftStore(stored),
      configurations: configurationStore(stored),
      bindings: bindingStore(stored),
      jobs: jobQueue(stored),
      records: jitRecords({ clients, log: quiet, estate: watch.estate, signal: new AbortController().signal }),
      jit: azureJit({ clients, log: quiet }),
      network: azureNetwork({ access, log: quiet }),
      activityLog: azureActivityLog({ access, log: quiet }),
      presence: azureVmPresence(access),
      estate: watch.estate,
      clock: { now: Date.now },
      log: quiet,
    }
    const look = async () => {
      const before = total(azure.calls())
      const from = performance.now()
      await watchDrift(deps)
      return { calls: total(azure.calls()) - before, ms: performance.now() - from }
    }
    await look()
    const calm = await look()
    await upset(azure.url, policies)
    const busy = await look()
    watch.stop()
    return {
      policies: policies.length,
      quietCalls: calm.calls,
      busyCalls: busy.calls,
      quietMs: calm.ms,
      busyMs: busy.ms,
    }
  } finally {
    await database.close()
    transport.close()
    await azure.close()
  }
}

function total(calls: Readonly<Partial<Record<string, number>>>): number {
  return Object.values(calls).reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

interface Made {
  readonly path: string
  readonly vm: string
}

/** JIT policies of one VM each, besides those that the estate has. */
async function makePolicies(url: string, count: number): Promise<Made[]> {
  const vms = generatedGroups(4_000).flatMap(({ name, subscriptionId, location, subnets }) =>
    subnets.flatMap(({ vms: all }) => all.map((vm) => ({ group: name, subscriptionId, location, name: vm.name }))),
  )
  const made = vms.slice(0, count).map(({ group, subscriptionId, location, name }): Made => {
    const place = `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers`
    return {
      path: `${place}/Microsoft.Security/locations/${location}/jitNetworkAccessPolicies/of-${name}`,
      vm: `${place}/Microsoft.Compute/virtualMachines/${name}`,
    }
  })
  for (const each of made) await put(url, each, 'PT3H')
  return made
}

async function put(url: string, { path, vm }: Made, maximum: string): Promise<void> {
  const ports = [{ number: 8022, protocol: 'TCP', allowedSourceAddressPrefix: '*', maxRequestAccessDuration: maximum }]
  await send(url, 'PUT', arm(path), { kind: 'Basic', properties: { virtualMachines: [{ id: vm, ports }] } })
}

/** Hundreds of policies changed, and hundreds of ports opened by somebody's application, each on another machine. */
async function upset(url: string, policies: readonly Made[]): Promise<void> {
  for (const each of policies.slice(0, 300)) await put(url, each, 'PT4H')
  for (const { path, vm } of policies.slice(300, 600)) {
    const endTimeUtc = new Date(Date.now() + 3_600_000).toISOString()
    const ports = [{ number: 8022, endTimeUtc, allowedSourceAddressPrefix: '203.0.113.7' }]
    await send(url, 'POST', arm(`${path}/initiate`), { virtualMachines: [{ id: vm, ports }] })
  }
}

async function send(url: string, method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' }
  const response = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  await response.arrayBuffer()
}
