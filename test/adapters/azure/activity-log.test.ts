import { type AzureActivityLogParts, azureActivityLog } from '../../../src/adapters/azure/activity-log.ts'
import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { defenderCaller } from '../../../src/domain/activity.ts'
import type { ActivityQuery } from '../../../src/ports/activity-log.ts'
import { AzureError } from '../../../src/ports/jit.ts'
import {
  collect,
  hourMs,
  minuteMs,
  nsgPath,
  openPort,
  policyPath,
  prod,
  type SimulatedAzure,
  startMs,
  startSimulatedAzure,
  vmId,
} from '../../simulator/azure/simulated-azure.ts'
import { recordedLog } from './recorded-log.ts'

const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: '203.0.113.7', minutes: 60 }

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startSimulatedAzure()
})
afterEach(async () => await azure.close())

function log(parts: Partial<AzureActivityLogParts> = {}) {
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport }
  return azureActivityLog({ access, log: recordedLog(), ...parts })
}
const read = (query: Partial<ActivityQuery> = {}, parts?: Partial<AzureActivityLogParts>) =>
  collect(log(parts).read({ subscription: prod, since: startMs, ...query }))

async function failure(promise: Promise<unknown>): Promise<AzureError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AzureError)
  return error as AzureError
}

test('A4 who initiated what, and what Defender did for it', async () => {
  azure.simulator.settings.identity = { upn: 'eva@contoso.example' }
  await openPort(azure, web01)
  azure.clock.nowMs += 2_000
  const events = await read()
  const eva = { at: startMs, caller: 'eva@contoso.example', operation: 'initiate' }
  const policy = policyPath('rg-web').toLowerCase()
  expect(events.toReversed()).toMatchObject([
    { ...eva, resource: policy, status: 'started' },
    { ...eva, resource: policy, status: 'accepted' },
    { ...eva, resource: vmId('rg-web', 'web01').toLowerCase(), status: 'succeeded' },
    {
      at: startMs + 1_000,
      caller: defenderCaller,
      operation: 'write group',
      resource: nsgPath('rg-web', 'nsg-web').toLowerCase(),
      status: 'succeeded',
    },
  ])
  expect(new Set(events.map(({ correlationId }) => correlationId)).size).toBe(1)
  expect(new Set(events.map(({ id }) => id)).size).toBe(4)
  expect(events[0]?.correlationId).toMatch(/^[0-9a-f-]{36}$/)
})

test('policies and rules that somebody wrote and deleted', async () => {
  const policies = azure.security().jitNetworkAccessPolicies
  await policies.createOrUpdate('rg-web', 'westeurope', 'other', { virtualMachines: [] })
  await policies.delete('rg-web', 'westeurope', 'other')
  await azure.arm('DELETE', `${nsgPath('rg-web', 'nsg-web')}/securityRules/allow-https?api-version=2024-05-01`)
  const done = (await read()).filter(({ status }) => status === 'succeeded').map(({ operation }) => operation)
  expect(done.toReversed()).toEqual(['write policy', 'delete policy', 'delete rule'])
})

test('a period, and the narrowings that Azure takes', async () => {
  await openPort(azure, web01)
  azure.clock.nowMs += minuteMs
  await openPort(azure, { ...web01, group: 'rg-data', vm: 'db01', port: 22 })
  azure.clock.nowMs += minuteMs
  const all = await read()
  expect(all).toHaveLength(8)
  expect(await read({ since: startMs + 30_000 })).toHaveLength(4)
  expect(await read({ until: startMs + 30_000 })).toHaveLength(4)
  expect(await read({ only: { resourceGroup: 'RG-data' } })).toHaveLength(4)
  expect(await read({ only: { resource: vmId('rg-web', 'web01') } })).toHaveLength(1)
  expect(await read({ only: { provider: 'Microsoft.Network' } })).toHaveLength(2)
  expect(await read({ only: { correlationId: all[0]?.correlationId ?? '' } })).toHaveLength(4)
})

test.each(["x' or resourceGroupName eq 'y", ''])('what would be another filter is not sent: %j', async (value) => {
  for (const only of [{ resourceGroup: value }, { resource: value }, { provider: value }, { correlationId: value }])
    expect(await failure(read({ only }))).toMatchObject({ outcome: 'refused', code: 'NoSuchFilter' })
  expect(azure.simulator.calls()['activity-log']).toBeUndefined()
})

test('a page is asked for when the one before is used up, and no sooner', async () => {
  azure.simulator.settings.pageSize = 2
  for (let n = 0; n < 4; n++) await openPort(azure, { ...web01, source: `203.0.113.${n}` })
  const pages = () => azure.simulator.calls()['activity-log'] ?? 0
  const seen: number[] = []
  for await (const _ of log().read({ subscription: prod, since: startMs })) {
    seen.push(pages())
    if (seen.length === 3) break
  }
  expect(seen).toEqual([1, 1, 2])
  expect(await read()).toHaveLength(12)
})

test('each page has its own time: many slow pages are read to the end', async () => {
  azure.simulator.settings.pageSize = 1
  await openPort(azure, web01)
  azure.simulator.inject({ operation: 'activity-log', kind: 'slow', delayMs: 120 })
  expect(await read({}, { timeoutMs: 250 })).toHaveLength(3)
})

test('what Azure refuses or does not answer', async () => {
  azure.simulator.inject({ kind: 'status', status: 429, retryAfterSeconds: 9, times: 1 })
  expect(await failure(read())).toMatchObject({ outcome: 'later', retryAfterMs: 9_000 })
  azure.simulator.inject({ kind: 'status', status: 500, times: 1 })
  expect(await failure(read())).toMatchObject({ outcome: 'later', status: 500 })
  azure.simulator.inject({ kind: 'timeout', times: 1 })
  expect(await failure(read({}, { timeoutMs: 100 }))).toMatchObject({ outcome: 'later', code: 'NoAnswer' })
  azure.simulator.inject({ kind: 'garbage', times: 1 })
  expect(await failure(read())).toMatchObject({ outcome: 'later', code: 'UnreadableAnswer' })
  azure.simulator.settings.roles = []
  expect(await failure(read())).toMatchObject({
    outcome: 'refused',
    status: 403,
    message: expect.stringContaining('Microsoft.Insights/eventtypes/values/read'),
  })
})

test('the token is asked for the cloud that it is for', async () => {
  const scopes: unknown[] = []
  const credential = {
    getToken: async (scope: string | string[]) => {
      scopes.push(scope)
      return { token: 'any', expiresOnTimestamp: Date.now() + hourMs }
    },
  }
  const access = { credential, cloud: clouds.usgov, transport: azure.transport }
  await read({}, { access })
  expect(scopes.flat()).toEqual([clouds.usgov.scope])
})
