import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { azureCheck } from '../../../src/adapters/azure/ready.ts'
import { type SimulatedAzure, startSimulatedAzure } from '../../simulator/azure/simulated-azure.ts'

let azure: SimulatedAzure
let nowMs = 0
beforeEach(async () => {
  azure = await startSimulatedAzure()
})
afterEach(async () => await azure.close())

function check(timeoutMs?: number) {
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport }
  return azureCheck(access, { elapsedMs: () => nowMs, ...(timeoutMs ? { timeoutMs } : {}) })
}
const calls = () => azure.simulator.calls().subscriptions ?? 0

test('an answer is remembered for half a minute, and shared by all who ask meanwhile', async () => {
  const ready = check()
  await Promise.all([ready(), ready()])
  nowMs += 29_999
  await ready()
  expect(calls()).toBe(1)
  nowMs += 1
  await ready()
  expect(calls()).toBe(2)
})

test('a failure is told, and forgotten sooner', async () => {
  const ready = check()
  azure.simulator.inject({ kind: 'status', status: 403, code: 'AuthorizationFailed', message: 'no right' })
  await expect(ready()).rejects.toMatchObject({ name: 'AzureError', status: 403 })
  azure.simulator.clearFaults()
  nowMs += 4_999
  await expect(ready()).rejects.toMatchObject({ status: 403 })
  nowMs += 1
  await ready()
  expect(calls()).toBe(2)
})

test.each<[string, Parameters<SimulatedAzure['simulator']['inject']>[0]]>([
  ['no answer', { kind: 'timeout' }],
  ['a lost answer', { kind: 'lost' }],
  ['500', { kind: 'status', status: 500 }],
])('%s is not ready', async (_, fault) => {
  azure.simulator.inject(fault)
  await expect(check(50)()).rejects.toMatchObject({ name: 'AzureError' })
})
