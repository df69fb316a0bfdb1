import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import {
  type AzureJitConfigurationParts,
  azureJitConfiguration,
} from '../../../src/adapters/azure/jit-configuration.ts'
import { type LoopbackTransport, loopbackTransport } from '../../../src/adapters/azure/loopback-transport.ts'
import { securityClients } from '../../../src/adapters/azure/security-clients.ts'
import { parseJitPolicyId, parseVmId, type VmId } from '../../../src/domain/ids.ts'
import type { JitPolicy } from '../../../src/domain/jit-policy.ts'
import type { PortRule } from '../../../src/domain/vm.ts'
import { AzureError } from '../../../src/ports/jit.ts'
import { rule } from '../../domain/jit-configuration/samples.ts'
import { must } from '../../fixtures.ts'
import {
  openPort,
  policyPath,
  type SimulatedAzure,
  startSimulatedAzure,
  vmId,
} from '../../simulator/azure/simulated-azure.ts'
import { recordedLog } from './recorded-log.ts'

const apps = must(parseJitPolicyId(policyPath('rg-app', 'northeurope')))
const vm = (group: string, name: string) => must(parseVmId(vmId(group, name)))
const changes = (id: VmId, rules: readonly PortRule[]) => new Map([[id, rules]])

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startSimulatedAzure()
})
afterEach(() => azure.close())

function configuration(
  parts: Partial<AzureJitConfigurationParts> = {},
  transport: LoopbackTransport = azure.transport,
) {
  const clients = securityClients({ credential: sandboxCredential(), cloud: clouds.public, transport })
  return azureJitConfiguration({ clients, log: recordedLog(), lookEveryMs: 10, settlesWithinMs: 200, ...parts })
}

async function failure(promise: Promise<unknown>): Promise<AzureError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AzureError)
  return error as AzureError
}

const settle = () => {
  azure.clock.nowMs += 5_000
}

test('a VM is added, changed and taken out; every other VM stays word for word', async () => {
  const jit = configuration()
  const before = must(await jit.read(apps))
  const app03 = vm('rg-app', 'app03')
  for (const rules of [
    [rule(22), rule(53, { protocol: 'UDP', sources: ['10.0.0.0/8', '203.0.113.7'] })],
    [rule(22)],
    [],
  ]) {
    await jit.write(apps, await jit.read(apps), changes(app03, rules))
    settle()
    const after = must(await jit.read(apps))
    expect(after.rules.get(app03) ?? []).toEqual(rules)
    expect([...after.entries].filter(([id]) => id !== app03)).toEqual([...before.entries])
  }
})

test('a policy that is not there is undefined, and is made with its first VM', async () => {
  const jit = configuration()
  const policy = must(parseJitPolicyId(policyPath('rg-app', 'northeurope', undefined, 'jit')))
  expect(await jit.read(policy)).toBeUndefined()
  await jit.write(policy, undefined, changes(vm('rg-app', 'app03'), [rule(22)]))
  settle()
  expect([...must(await jit.read(policy)).rules.values()]).toEqual([[rule(22)]])
})

test('the requests that Azure keeps survive, also when the last VM is taken out', async () => {
  const edge = must(parseJitPolicyId(policyPath('rg-edge')))
  await openPort(azure, { group: 'rg-edge', vm: 'jump01', port: 3389, source: '203.0.113.7', minutes: 60 })
  settle()
  const jit = configuration()
  await jit.write(edge, await jit.read(edge), changes(vm('rg-edge', 'jump01'), []))
  settle()
  const { body } = await azure.arm('GET', `${policyPath('rg-edge')}?api-version=2020-01-01`)
  expect(body).toMatchObject({ properties: { virtualMachines: [], requests: [{ virtualMachines: [{}] }] } })
})

test('ids keep the case in which Azure has them, and the firewall’s address stays', async () => {
  const data = must(parseJitPolicyId(policyPath('rg-data')))
  const edge = must(parseJitPolicyId(policyPath('rg-edge')))
  const jit = configuration()
  await jit.write(data, await jit.read(data), changes(vm('rg-data', 'db01'), [rule(22), rule(80)]))
  await jit.write(edge, await jit.read(edge), changes(vm('rg-edge', 'jump01'), [rule(3389), rule(22)]))
  settle()
  expect([...must(await jit.read(data)).entries.values()].filter((entry) => /RG-DATA/.test(entry))).toHaveLength(2)
  expect(must(await jit.read(edge)).entries.get(vm('rg-edge', 'jump01'))).toMatch(/20\.61\.5\.100/)
})

test('a policy that Azure is still busy with is waited for, but not for ever', async () => {
  const reads: JitPolicy[] = []
  const jit = configuration({ onRead: (read) => reads.push(read) })
  await jit.write(apps, await jit.read(apps), changes(vm('rg-app', 'app03'), [rule(22)]))
  expect(await failure(jit.read(apps))).toMatchObject({ outcome: 'later', code: 'StillUpdating' })
  expect(reads).toHaveLength(1)
  setTimeout(settle, 50)
  expect(must(await jit.read(apps)).rules.get(vm('rg-app', 'app03'))).toEqual([rule(22)])
  expect(reads).toHaveLength(2)
})

test('what Azure refuses, does not answer or is too busy for is told apart', async () => {
  const jit = configuration({ timeoutMs: 300 })
  const onto = await jit.read(apps)
  const write = () => jit.write(apps, onto, changes(vm('rg-app', 'app03'), [rule(22)]))
  azure.simulator.settings.roles = ['Microsoft.Security/locations/jitNetworkAccessPolicies/*']
  expect(await failure(write())).toMatchObject({ outcome: 'refused', code: 'LinkedAuthorizationFailed', status: 403 })
  azure.simulator.settings.roles = ['*/read']
  expect(await failure(write())).toMatchObject({ outcome: 'refused', code: 'AuthorizationFailed' })
  azure.simulator.settings.roles = ['*']
  azure.simulator.inject({ operation: 'put', kind: 'status', status: 429, retryAfterSeconds: 7, times: 1 })
  expect(await failure(write())).toMatchObject({ outcome: 'later', retryAfterMs: 7_000 })
  for (const kind of ['lost', 'timeout', 'status'] as const) {
    azure.simulator.inject({ operation: 'put', kind, times: 1 })
    expect(await failure(write())).toMatchObject({ outcome: 'unknown' })
  }
  const strange = vm('rg-web', 'web01')
  expect(await failure(jit.write(apps, onto, changes(strange, [rule(22)])))).toMatchObject({
    outcome: 'refused',
    message: expect.stringMatching(/different cloud, subscription, location or resource group/),
  })
})

test('settings that the SDK would drop are noticed, and nothing is sent', async () => {
  const bodies: string[] = []
  const port = { number: 22, protocol: 'TCP', maxRequestAccessDuration: 'PT1H', onlyFor: 'bob' }
  const virtualMachines = [{ id: vmId('rg-app', 'app01'), ports: [port] }]
  const policy = { id: apps, name: 'default', properties: { virtualMachines, provisioningState: 'Succeeded' } }
  const server = createServer((request, response) => {
    bodies.push(String(request.method))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(policy))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const transport = loopbackTransport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  try {
    const jit = configuration({}, transport)
    const read = must(await jit.read(apps))
    expect(read.unkept).toEqual(['onlyFor'])
    const error = await failure(jit.write(apps, read, changes(vm('rg-app', 'app03'), [rule(22)])))
    expect(error).toMatchObject({ outcome: 'refused', code: 'CannotKeep', message: expect.stringMatching(/onlyFor/) })
    expect(bodies).toEqual(['GET'])
  } finally {
    transport.close()
    await new Promise((resolve) => server.close(resolve))
  }
})
