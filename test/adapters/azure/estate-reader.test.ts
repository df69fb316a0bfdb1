import { createHttpHeaders } from '@azure/core-rest-pipeline'
import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { type Before, type EstateReading, readEstate } from '../../../src/adapters/azure/estate-reader.ts'
import { azureGraph } from '../../../src/adapters/azure/graph.ts'
import { readMissingPolicies } from '../../../src/adapters/azure/missing-policies.ts'
import { securityClients } from '../../../src/adapters/azure/security-clients.ts'
import { readSubscriptionJit } from '../../../src/adapters/azure/subscription-jit.ts'
import { useOf } from '../../../src/domain/jit-use.ts'
import { AzureError } from '../../../src/ports/jit.ts'
import {
  dev,
  hourMs,
  nsgPath,
  openPort,
  policyPath,
  prod,
  type SimulatedAzure,
  startSimulatedAzure,
} from '../../simulator/azure/simulated-azure.ts'
import { recordedLog } from './recorded-log.ts'

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startSimulatedAzure()
})
afterEach(async () => await azure.close())

async function read(
  subscriptions?: string[],
  signal = new AbortController().signal,
  before?: Before,
): Promise<EstateReading> {
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport }
  const scope = subscriptions ? { subscriptions } : {}
  return await readEstate(
    {
      graph: azureGraph(access),
      clients: securityClients(access),
      log: recordedLog(),
      now: () => azure.clock.nowMs,
      ...scope,
    },
    signal,
    before,
  )
}
const named = ({ vms }: EstateReading, name: string) => vms.filter((vm) => vm.name === name)

test('every VM with its place, system, tags, power and addresses', async () => {
  const reading = await read()
  expect(reading.unread.size).toBe(0)
  expect(reading.vms.map((vm) => vm.name).sort()).toEqual(
    azure.simulator
      .estate()
      .map((vm) => vm.name)
      .sort(),
  )
  expect(named(reading, 'web01')).toEqual([
    {
      id: `/subscriptions/${prod}/resourcegroups/rg-web/providers/microsoft.compute/virtualmachines/web01`,
      name: 'web01',
      subscription: prod,
      resourceGroup: 'rg-web',
      location: 'westeurope',
      os: 'windows',
      tags: { env: 'prod' },
      running: true,
      privateAddress: '10.1.1.4',
      publicAddress: '20.61.1.4',
      interfaces: [{ address: '10.1.1.4', securityGroups: [nsgPath('rg-web', 'nsg-web').toLowerCase()] }],
      jit: {
        kind: 'configured',
        covers: [
          {
            policy: policyPath('rg-web').toLowerCase(),
            rules: [3389, 5986].map((number) => ({
              number,
              protocol: 'TCP',
              sources: ['*'],
              maxDurationMs: 3 * hourMs,
            })),
          },
        ],
      },
    },
  ])
  expect(named(reading, 'report01')[0]).toMatchObject({ running: false, location: 'northeurope' })
  expect(named(reading, 'db01')[0]?.publicAddress).toBeUndefined()
  expect(named(reading, 'dev01')[0]).toMatchObject({ os: 'linux', subscription: dev, tags: { env: 'dev' } })
  expect(
    named(reading, 'api01')
      .map((vm) => vm.resourceGroup)
      .sort(),
  ).toEqual(['rg-api-blue', 'rg-api-green'])
})

test('A1 configured, not configured or unsupported, and why: as the simulated Azure has it', async () => {
  const reading = await read()
  expect(new Map(reading.vms.map((vm) => [vm.id as string, vm.jit.kind]))).toEqual(
    new Map(azure.simulator.estate().map((vm) => [vm.id.toLowerCase(), vm.jit])),
  )
  expect(named(reading, 'app03')[0]?.jit).toEqual({ kind: 'not configured' })
  expect(named(reading, 'legacy01')[0]?.jit).toEqual({
    kind: 'unsupported',
    why: expect.objectContaining({ en: 'no network security group and no Azure Firewall protects it' }),
  })
})

test('A3 a VM behind a firewall knows the address of the firewall', async () => {
  const all = await read()
  expect(named(all, 'jump01')[0]?.jit).toMatchObject({ covers: [{ firewallAddress: '20.61.5.100' }] })
  expect(named(all, 'jump01')[0]).not.toHaveProperty('firewallElsewhere')
  expect(named(all, 'jump02')[0]).toMatchObject({ firewallElsewhere: true, jit: { kind: 'configured' } })
})

test('a subscription without the paid plan supports no JIT; one whose plan cannot be read is not blamed', async () => {
  azure.simulator.settings.plan[dev] = 'free'
  const free = await read()
  expect(named(free, 'dev01')[0]?.jit).toEqual({
    kind: 'unsupported',
    why: expect.objectContaining({ en: 'Defender for Servers Plan 2 is off in its subscription' }),
  })
  expect(named(free, 'web01')[0]?.jit.kind).toBe('configured')
  azure.simulator.inject({ operation: 'pricing', kind: 'status', status: 403 })
  azure.simulator.settings.plan[dev] = 'P2'
  const unknown = await read()
  expect(named(unknown, 'dev01')[0]?.jit.kind).toBe('configured')
  expect(unknown.unread.size).toBe(0)
})

test('network that may not be read is no reason to call a VM unsupported', async () => {
  azure.simulator.settings.roles = ['Microsoft.Compute/*', 'Microsoft.Security/*']
  const reading = await read()
  expect(named(reading, 'legacy01')[0]?.jit).toEqual({ kind: 'not configured' })
  expect(named(reading, 'web01')[0]).toMatchObject({ jit: { kind: 'configured' } })
  expect(named(reading, 'web01')[0]?.privateAddress).toBeUndefined()
})

test('only the subscriptions that were named', async () => {
  const reading = await read([dev])
  expect(new Set(reading.vms.map((vm) => vm.subscription))).toEqual(new Set([dev]))
  expect(azure.simulator.calls().list).toBe(1)
})

test('all pages of everything', async () => {
  const large = await startSimulatedAzure({ vms: 2_500, settings: { pageSize: 3 } })
  try {
    const access = { credential: sandboxCredential(), cloud: clouds.public, transport: large.transport }
    const sources = { graph: azureGraph(access), clients: securityClients(access), log: recordedLog(), now: Date.now }
    const { vms } = await readEstate(sources, new AbortController().signal)
    const expected = large.simulator.estate()
    expect(new Set(vms.map((vm) => vm.id)).size).toBe(expected.length)
    expect(vms.filter((vm) => vm.jit.kind === 'configured')).toHaveLength(
      expected.filter((vm) => vm.jit === 'configured').length,
    )
    expect(vms.every((vm) => vm.privateAddress !== undefined)).toBe(true)
    expect(large.simulator.calls().graph).toBeGreaterThanOrEqual(7)
  } finally {
    await large.close()
  }
})

test('asked to slow down it waits and goes on', async () => {
  azure.simulator.inject({ operation: 'graph', kind: 'status', status: 429, retryAfterSeconds: 0, times: 3 })
  expect(named(await read(), 'web01')).toHaveLength(1)
  expect(azure.simulator.calls().graph).toBe(6 + 3)
})

test('one subscription whose policies cannot be read is named; the others are read', async () => {
  azure.simulator.inject({
    operation: 'list',
    kind: 'status',
    status: 403,
    code: 'AuthorizationFailed',
    message: 'no right',
    times: 1,
  })
  const { unread, vms } = await read()
  expect([...unread.values()]).toMatchObject([{ code: 'AuthorizationFailed', message: 'no right' }])
  expect(unread.size).toBe(1)
  expect(vms.some((vm) => vm.jit.kind === 'configured')).toBe(true)
})

test.each<[string, Parameters<SimulatedAzure['simulator']['inject']>[0]]>([
  ['garbage', { operation: 'list', kind: 'garbage' }],
  ['a lost answer', { operation: 'list', kind: 'lost' }],
  ['500', { operation: 'list', kind: 'status', status: 500 }],
])('a list of policies that ends in %s leaves the VMs readable', async (_, fault) => {
  azure.simulator.inject(fault)
  const { unread, vms } = await read()
  expect(unread.size).toBe(3)
  expect(vms.length).toBe(azure.simulator.estate().length)
})

test.each<[string, Parameters<SimulatedAzure['simulator']['inject']>[0], object]>([
  [
    '403',
    { operation: 'graph', kind: 'status', status: 403, code: 'AuthorizationFailed', message: 'no right' },
    { outcome: 'refused', code: 'AuthorizationFailed', message: 'no right' },
  ],
  [
    '500',
    { operation: 'graph', kind: 'status', status: 500, message: 'broken' },
    { outcome: 'later', status: 500, message: 'broken' },
  ],
  ['garbage', { operation: 'graph', kind: 'garbage' }, { outcome: 'later', code: 'UnreadableAnswer' }],
  ['a lost answer', { operation: 'graph', kind: 'lost' }, { outcome: 'later' }],
])('Resource Graph with %s fails the reading', async (_, fault, told) => {
  azure.simulator.inject(fault)
  const error = await read().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(AzureError)
  expect(error).toMatchObject(told)
})

test('a reading can be stopped', async () => {
  azure.simulator.inject({ operation: 'graph', kind: 'timeout' })
  const stop = new AbortController()
  const reading = read(undefined, stop.signal)
  stop.abort()
  await expect(reading).rejects.toThrow()
})

describe('a list of policies', () => {
  const good = { id: policyPath('rg-web'), properties: { virtualMachines: [] } }
  async function listed(body: string, type = 'application/json') {
    const clients = securityClients({
      credential: sandboxCredential(),
      cloud: clouds.public,
      transport: {
        ...azure.transport,
        sendRequest: async (request) => ({
          request,
          status: 200,
          headers: createHttpHeaders({ 'content-type': type }),
          bodyAsText: body,
        }),
      },
    })
    const log = recordedLog()
    const { policies } = await readSubscriptionJit({ clients, log }, prod, new AbortController().signal)
    return { policies, errors: log.lines.filter(({ level }) => level === 'error') }
  }

  test('may be empty', async () => {
    expect(await listed('{"value":[]}')).toEqual({ policies: [], errors: [] })
  })
  test('with one odd policy has the others, and the odd one is logged', async () => {
    const { policies, errors } = await listed(JSON.stringify({ value: [{ id: 'odd' }, good] }))
    expect(policies).toMatchObject([{ id: good.id.toLowerCase() }])
    expect(errors).toMatchObject([{ fields: { policy: 'odd' } }])
  })
  test.each([
    ['{}', 'application/json'],
    ['null', 'application/json'],
    ['{"value":[{"id":"odd"}]}', 'application/json'],
    ['{"value":', 'application/json'],
    ['', 'application/json'],
    ['<html>sign in</html>', 'text/html'],
  ])('that reads %j (%s) is no list, and not an empty one', async (body, type) => {
    expect((await listed(body, type)).policies).toMatchObject({ name: 'AzureError', code: 'UnreadableAnswer' })
  })
})

test.each([
  ['legacy01', 'no network security group and no Azure Firewall protects it'],
  ['classic01', 'it is a classic VM, and just-in-time access needs Resource Manager'],
  [
    'behindmanager01',
    'its Azure Firewall is managed by Firewall Manager policies, and just-in-time access needs classic rules',
  ],
  ['jitoff01', 'just-in-time access is switched off for it in the security policy'],
  ['noplan01', 'Defender for Servers Plan 2 is off in its subscription'],
])('A1 %s is unsupported: %s', async (name, why) => {
  expect(named(await read(), name)[0]?.jit).toEqual({ kind: 'unsupported', why: expect.objectContaining({ en: why }) })
})

test('a classic VM has its addresses, system and power like any other', async () => {
  expect(named(await read(), 'classic01')[0]).toMatchObject({
    os: 'windows',
    running: true,
    privateAddress: '10.14.1.4',
    publicAddress: '20.61.14.4',
  })
})

test('A1 how often and by whom it was used, out of the record of the JIT policies', async () => {
  const useOfWeb01 = async () => {
    const [vm] = named(await read(), 'web01')
    return vm && useOf(vm)
  }
  expect(await useOfWeb01()).toBeUndefined()
  const at = azure.clock.nowMs
  await openPort(azure, { group: 'rg-web', vm: 'web01', port: 3389, source: '203.0.113.7', minutes: 30 })
  azure.simulator.settings.identity = { upn: 'emma@contoso.example' }
  azure.clock.nowMs += 60_000
  await openPort(azure, { group: 'rg-web', vm: 'web01', port: 3389, source: '203.0.113.8', minutes: 60 })
  expect(await useOfWeb01()).toEqual({
    count: 2,
    lastAt: at + 60_000,
    by: { kind: 'person', name: 'emma@contoso.example' },
    elsewhereUntil: at + 60_000 + hourMs,
  })
  azure.clock.nowMs += 8 * 24 * hourMs
  expect(await useOfWeb01()).toEqual({
    count: 0,
    lastAt: at + 60_000,
    by: { kind: 'person', name: 'emma@contoso.example' },
  })
})

describe('a list of a whole subscription that leaves out policies', () => {
  const configured = ({ vms }: EstateReading) => vms.filter((vm) => vm.jit.kind === 'configured').map((vm) => vm.id)

  test.each(['nothing', 'every third policy'] as const)('omits %s: the same VMs are configured', async (omits) => {
    const expected = azure.simulator.estate().filter((vm) => vm.jit === 'configured')
    azure.simulator.settings.listOmits = omits
    expect(configured(await read()).sort()).toEqual(expected.map((vm) => vm.id.toLowerCase()).sort())
    // A list for each of the three subscriptions; those of single groups only where something is missing.
    const lists = azure.simulator.calls().list ?? 0
    if (omits === 'nothing') expect(lists).toBe(3)
    else expect(lists).toBeGreaterThan(3)
  })

  test('is survived where the recommendation cannot be read, by what was known before', async () => {
    azure.simulator.settings.roles = [
      'Microsoft.Compute/*',
      'Microsoft.Network/*',
      'Microsoft.Security/pricings/*',
      'Microsoft.Security/locations/*',
    ]
    const whole = await read()
    azure.simulator.settings.listOmits = 'every third policy'
    const known = new Map(whole.vms.map((vm) => [vm.id, vm]))
    expect(configured(await read()).length).toBeLessThan(configured(whole).length)
    const after = await read(undefined, undefined, { get: (id) => known.get(id), unasked: [] })
    expect(configured(after)).toEqual(configured(whole))
  })

  test('a group whose own list fails keeps what was known of its VMs', async () => {
    const whole = await read()
    const known = new Map(whole.vms.map((vm) => [vm.id, vm]))
    azure.simulator.settings.listOmits = 'every third policy'
    // The lists of the subscriptions come first, then those of the groups.
    let lists = 0
    const failing = {
      ...azure.transport,
      sendRequest: async (request: Parameters<typeof azure.transport.sendRequest>[0]) => {
        const isList = /jitNetworkAccessPolicies(\?|$)/i.test(request.url)
        if (isList) lists++
        if (isList && /resourceGroups/i.test(request.url))
          return { request, status: 500, headers: createHttpHeaders(), bodyAsText: '{}' }
        return await azure.transport.sendRequest(request)
      },
    }
    const access = { credential: sandboxCredential(), cloud: clouds.public, transport: failing }
    const after = await readEstate(
      {
        graph: azureGraph(access),
        clients: securityClients(access),
        log: recordedLog(),
        now: () => azure.clock.nowMs,
      },
      new AbortController().signal,
      { get: (id) => known.get(id), unasked: [] },
    )
    expect(lists).toBeGreaterThan(3)
    expect(configured(after)).toEqual(configured(whole))
  })

  test('asks at most fifty groups in one reading, and those that it left the next time', async () => {
    const large = await startSimulatedAzure({ vms: 400, settings: { listOmits: 'every third policy' } })
    try {
      const access = { credential: sandboxCredential(), cloud: clouds.public, transport: large.transport }
      const sources = {
        graph: azureGraph(access),
        clients: securityClients(access),
        log: recordedLog(),
        now: () => large.clock.nowMs,
      }
      const groups = Array.from({ length: 120 }, (_, i) => `${prod}/rg-none-${i}`)
      const answer = await readMissingPolicies(sources, groups, new AbortController().signal)
      expect(large.simulator.calls().list).toBe(50)
      expect(answer.unasked).toEqual(groups.slice(50))
      const first = `${dev}/rg-srv-02`
      const { unasked } = await readEstate(sources, new AbortController().signal, {
        get: () => undefined,
        unasked: [first],
      })
      expect(unasked).toEqual([])
    } finally {
      await large.close()
    }
  })
})
