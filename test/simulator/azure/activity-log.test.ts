import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MonitorClient } from '@azure/arm-monitor'
import {
  collect,
  dev,
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
} from './simulated-azure.ts'

const emma = '203.0.113.7'
const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: emma, minutes: 60 }
const app = 'b07b07b0-0000-4000-8000-0000000000b0'
const defender = '8edd93e1-2103-40b4-bd70-6e34e586362d'
const jit = 'Microsoft.Security/locations/jitNetworkAccessPolicies'
const logPath = (subscription = prod) =>
  `/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`
const since = (ms = startMs) => `eventTimestamp ge '${new Date(ms).toISOString()}'`

describe('the activity log', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const credential = { getToken: async () => ({ token: 'any', expiresOnTimestamp: Date.now() + hourMs }) }
  const list = (filter = since(), subscription = prod) => {
    const options = { httpClient: azure.transport, retryOptions: { maxRetries: 0 } }
    return collect(new MonitorClient(credential, subscription, options).activityLogs.list(filter))
  }
  const told = async (filter?: string) =>
    (await list(filter))
      .map((event) => [event.operationName?.value, event.resourceId, event.status?.value, event.caller])
      .reverse()
  const raw = (filter: string, more = '') =>
    azure.arm('GET', `${logPath()}?api-version=2015-04-01&$filter=${encodeURIComponent(filter)}${more}`)

  test('one initiate leaves four events with the correlation id of its answer', async () => {
    const path = `${policyPath('rg-web')}/initiate?api-version=2020-01-01`
    const endTimeUtc = new Date(startMs + hourMs).toISOString()
    const ports = [{ number: 3389, endTimeUtc, allowedSourceAddressPrefix: emma }]
    const { headers } = await azure.arm('POST', path, { virtualMachines: [{ id: vmId('rg-web', 'web01'), ports }] })
    azure.clock.nowMs += 1_000
    expect(await told()).toEqual([
      [`${jit}/initiate/action`, policyPath('rg-web'), 'Started', app],
      [`${jit}/initiate/action`, policyPath('rg-web'), 'Accepted', app],
      [`${jit}/initiate/action`, vmId('rg-web', 'web01'), 'Succeeded', app],
      ['Microsoft.Network/networkSecurityGroups/write', nsgPath('rg-web', 'nsg-web'), 'Succeeded', defender],
    ])
    const events = await list()
    const correlation = headers.get('x-ms-correlation-request-id')
    expect(new Set(events.map((event) => event.correlationId))).toEqual(new Set([correlation]))
    expect(new Set(events.map((event) => event.eventDataId)).size).toBe(4)
    expect(events[0]).toMatchObject({
      category: { value: 'Administrative' },
      eventTimestamp: new Date(startMs + 1_000),
      resourceGroupName: 'rg-web',
      resourceProviderName: { value: 'Microsoft.Network' },
      resourceType: { value: 'Microsoft.Network/networkSecurityGroups' },
      subscriptionId: prod,
    })
    expect(await list(since(), dev)).toEqual([])
  })

  test('every group is written, one that Defender never opens is not, and what is refused leaves nothing', async () => {
    await openPort(azure, { ...web01, group: 'rg-app', vm: 'app01', port: 22, location: 'northeurope' })
    azure.simulator.inject({ kind: 'never-initiated', times: 1 })
    await openPort(azure, web01)
    await openPort(azure, { ...web01, port: 22 }).catch(() => undefined)
    azure.clock.nowMs += minuteMs
    const writes = (await told()).filter(([operation]) => operation?.endsWith('networkSecurityGroups/write'))
    expect(writes.map(([, id]) => id)).toEqual(['nsg-app', 'app01-nsg'].map((name) => nsgPath('rg-app', name)))
    expect((await told()).filter(([operation]) => operation?.endsWith('initiate/action'))).toHaveLength(6)
  })

  test('writing and deleting a policy, and deleting a rule, leave their events; a person is named by UPN', async () => {
    azure.simulator.settings.identity = { upn: 'petra@contoso.example' }
    const policies = azure.security().jitNetworkAccessPolicies
    await policies.createOrUpdate('rg-web', 'westeurope', 'other', { virtualMachines: [] })
    await policies.delete('rg-web', 'westeurope', 'other')
    await policies.delete('rg-web', 'westeurope', 'other')
    const rule = `${nsgPath('rg-web', 'nsg-web')}/securityRules/allow-https`
    await azure.arm('DELETE', `${rule}?api-version=2024-05-01`)
    const other = policyPath('rg-web', 'westeurope', prod, 'other')
    const petra = 'petra@contoso.example'
    expect(await told()).toEqual([
      [`${jit}/write`, other, 'Started', petra],
      [`${jit}/write`, other, 'Succeeded', petra],
      [`${jit}/delete`, other, 'Started', petra],
      [`${jit}/delete`, other, 'Succeeded', petra],
      ['Microsoft.Network/networkSecurityGroups/securityRules/delete', rule, 'Started', petra],
      ['Microsoft.Network/networkSecurityGroups/securityRules/delete', rule, 'Succeeded', petra],
    ])
  })

  test('time alone, or time and one of four conditions', async () => {
    await openPort(azure, web01)
    azure.clock.nowMs += minuteMs
    await openPort(azure, { ...web01, group: 'rg-data', vm: 'db01', port: 22 })
    azure.clock.nowMs += minuteMs
    const all = await list()
    expect(all).toHaveLength(8)
    const count = async (filter: string) => (await list(filter)).length
    expect(await count(since(startMs + 30_000))).toBe(4)
    expect(await count(`${since()} and eventTimestamp le '${new Date(startMs + 30_000).toISOString()}'`)).toBe(4)
    expect(await count(`${since()} and resourceGroupName eq 'RG-WEB'`)).toBe(4)
    expect(await count(`${since()} and resourceUri eq '${vmId('rg-web', 'web01').toLowerCase()}'`)).toBe(1)
    expect(await count(`${since()} and resourceProvider eq 'microsoft.network'`)).toBe(2)
    expect(await count(`${since()} and correlationId eq '${all[0]?.correlationId}'`)).toBe(4)
    expect(await count(`${since()} AND resourceProvider EQ 'Microsoft.Compute'`)).toBe(2)
  })

  test.each([
    '',
    ' ',
    "resourceGroupName eq 'rg-web'",
    "eventTimestamp le '2024-05-06T09:00:00Z'",
    `${since()} and`,
    `${since()} and operationName eq 'x'`,
    `${since()} and resourceGroupName ne 'rg-web'`,
    `${since()} and resourceGroupName eq rg-web`,
    `${since()} and resourceGroupName eq ''`,
    `${since()} and resourceGroupName eq 'a' and correlationId eq 'b'`,
    `${since()} and ${since()}`,
    `${since()} or resourceGroupName eq 'rg-web'`,
    "eventTimestamp ge 'yesterday'",
    'eventTimestamp ge 2024-05-06T09:00:00Z',
    "eventTimestamp gt '2024-05-06T09:00:00Z'",
    `${since()} and eventTimestamp le '2020-01-01T00:00:00Z'`,
  ])('any other filter is refused with a sentence: %s', async (filter) => {
    expect(await raw(filter)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest', message: expect.stringMatching(/filter .* is invalid\. .* allows/) } },
    })
  })

  test('the filter is required, its key may be escaped, and columns may be chosen', async () => {
    await openPort(azure, web01)
    const path = `${logPath()}?api-version=2015-04-01`
    expect((await azure.arm('GET', path)).status).toBe(400)
    const escaped = await azure.arm('GET', `${path}&%24filter=${encodeURIComponent(since())}`)
    expect((escaped.body as { value: unknown[] }).value).toHaveLength(3)
    const chosen = (await raw(since(), '&$select=caller,%20correlationId')).body as { value: object[] }
    expect(Object.keys(chosen.value[0] ?? {}).sort()).toEqual(['caller', 'correlationId'])
    expect((await azure.arm('GET', `${logPath()}?api-version=2020-01-01&$filter=x`)).status).toBe(400)
  })

  test('pages are followed by absolute links, newest first', async () => {
    azure.simulator.settings.pageSize = 3
    for (let n = 0; n < 3; n++) {
      await openPort(azure, { ...web01, source: `203.0.113.${n}` })
      azure.clock.nowMs += minuteMs
    }
    const { body } = await raw(since())
    expect((body as { nextLink: string }).nextLink).toMatch(new RegExp(`^${azure.simulator.url}/subscriptions/`))
    const before = azure.simulator.calls()['activity-log'] ?? 0
    const events = await list()
    expect(azure.simulator.calls()['activity-log']).toBe(before + 4)
    expect(new Set(events.map((event) => event.eventDataId)).size).toBe(12)
    const times = events.map((event) => event.eventTimestamp?.getTime() ?? 0)
    expect(times).toEqual([...times].sort((a, b) => b - a))
  })

  test('an event is told after a delay, and for 90 days', async () => {
    azure.simulator.settings.activityLogDelayMs = 120_000
    await openPort(azure, web01)
    azure.clock.nowMs += 119_999
    expect(await list()).toEqual([])
    azure.clock.nowMs += 1
    expect(await list()).toHaveLength(3)
    azure.clock.nowMs += 1_000
    expect(await list()).toHaveLength(4)
    azure.clock.nowMs = startMs + 90 * 24 * hourMs - 1
    expect(await list()).toHaveLength(4)
    azure.clock.nowMs += 1
    expect(await list()).toEqual([])
  })

  test('needs its own right', async () => {
    azure.simulator.settings.roles = ['Microsoft.Security/*', 'Microsoft.Insights/eventtypes/*/write']
    expect(await raw(since())).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining("'Microsoft.Insights/eventtypes/values/read'") } },
    })
    azure.simulator.settings.roles = ['Microsoft.Insights/eventtypes/values/read']
    expect((await raw(since())).status).toBe(200)
  })

  test('outlives the process, and stays bounded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'azure-'))
    try {
      await azure.close()
      azure = await startSimulatedAzure({ journalFile: join(folder, 'azure.jsonl') })
      await openPort(azure, web01)
      azure.clock.nowMs += minuteMs
      const before = await list()
      await azure.close()
      azure = await startSimulatedAzure({ journalFile: join(folder, 'azure.jsonl') })
      azure.clock.nowMs = startMs + minuteMs
      expect(await list()).toEqual(before)
      const policies = azure.security().jitNetworkAccessPolicies
      await policies.createOrUpdate('rg-web', 'westeurope', 'other', { virtualMachines: [] })
      const events = await list()
      expect(events).toHaveLength(6)
      expect(new Set(events.map((event) => event.eventDataId)).size).toBe(6)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
