import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { readEstate } from '../../../src/adapters/azure/estate-reader.ts'
import { azureGraph } from '../../../src/adapters/azure/graph.ts'
import { loopbackTransport } from '../../../src/adapters/azure/loopback-transport.ts'
import { type AzureNetworkParts, azureNetwork } from '../../../src/adapters/azure/network.ts'
import { securityClients } from '../../../src/adapters/azure/security-clients.ts'
import { type NsgId, parseNsgId } from '../../../src/domain/ids.ts'
import { decidingRules } from '../../../src/domain/network/deciding-rules.ts'
import type { GuardedInterface } from '../../../src/domain/network/network-rule.ts'
import { reach } from '../../../src/domain/network/reach.ts'
import type { Vm } from '../../../src/domain/vm.ts'
import { AzureError } from '../../../src/ports/jit.ts'
import type { NetworkReading } from '../../../src/ports/network.ts'
import { must } from '../../fixtures.ts'
import {
  hourMs,
  nsgPath,
  openPort,
  prod,
  type SimulatedAzure,
  startSimulatedAzure,
} from '../../simulator/azure/simulated-azure.ts'
import { recordedLog } from './recorded-log.ts'

const emma = '203.0.113.7'
const nsgWeb = must(parseNsgId(nsgPath('rg-web', 'nsg-web')))
const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: emma, minutes: 60 }
const app01 = { ...web01, group: 'rg-app', vm: 'app01', port: 22, location: 'northeurope' }

let azure: SimulatedAzure
let estate: readonly Vm[]
beforeEach(async () => {
  azure = await startSimulatedAzure()
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport }
  const parts = { graph: azureGraph(access), clients: securityClients(access), log: recordedLog(), now: Date.now }
  estate = (await readEstate(parts, new AbortController().signal)).vms
})
afterEach(async () => await azure.close())

function network(parts: Partial<AzureNetworkParts> = {}) {
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport }
  return azureNetwork({ access, log: recordedLog(), ...parts })
}
const vm = (name: string) => must(estate.find((each) => each.name === name))
function primary(reading: NetworkReading): GuardedInterface {
  if (reading.kind !== 'read') throw new Error(`the network was not read: ${reading.kind}`)
  return must(reading.interfaces[0])
}
const read = async (name: string) => primary(await network().read(vm(name)))
const ssh = { source: emma, port: 22, protocol: 'TCP' } as const
const rdp = { source: emma, port: 3389, protocol: 'TCP' } as const

async function failure(promise: Promise<unknown>): Promise<AzureError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AzureError)
  return error as AzureError
}

describe('reading', () => {
  test('the rules that decide on a port, with all that they say', async () => {
    await openPort(azure, web01)
    azure.clock.nowMs += 1_000
    const guarded = await read('web01')
    const { jitAllows, jitDenies, outranking } = decidingRules(guarded, 3389, 'TCP')
    expect(jitAllows).toEqual([
      {
        group: nsgWeb,
        name: expect.stringMatching(/^MicrosoftDefenderForCloud-JITRule-\d+-[0-9A-F]{32}$/),
        priority: 100,
        access: 'allow',
        protocol: 'TCP',
        sources: [emma],
        destinations: ['10.1.1.4'],
        ports: [{ first: 3389, last: 3389 }],
        narrowed: false,
      },
    ])
    expect(jitDenies).toMatchObject([{ priority: 4_096, sources: ['*'], destinations: ['10.1.1.4'] }])
    expect(jitDenies[0]?.ports.map(({ first }) => first)).toEqual([3389, 5986])
    expect(outranking).toEqual([])
  })

  test('both groups of a VM come with one call', async () => {
    const calls: unknown[] = []
    const reading = await network({ onCall: ({ operation, outcome }) => calls.push([operation, outcome]) }).read(
      vm('app01'),
    )
    expect(primary(reading).groups.map(({ id }) => id.split('/').at(-1))).toEqual(['nsg-app', 'app01-nsg'])
    expect(azure.simulator.calls()).toMatchObject({ 'nsg-list': 1 })
    expect(azure.simulator.calls()['nsg-get']).toBeUndefined()
    expect(calls).toEqual([['read', 'ok']])
  })

  test('a group that the list leaves out, or of which the list may not be had, is asked by itself', async () => {
    azure.simulator.settings.pageSize = 1
    expect(primary(await network().read(vm('app01'))).groups).toHaveLength(2)
    expect(azure.simulator.calls()['nsg-get']).toBe(1)
    azure.simulator.inject({ operation: 'nsg-list', kind: 'status', status: 403, times: 1 })
    expect(primary(await network().read(vm('app01'))).groups).toHaveLength(2)
    expect(azure.simulator.calls()['nsg-get']).toBe(3)
  })

  test('the answer is that of the network, before, during and after a window, by name of the rule', async () => {
    const same = async (name: string, port: number, from: string) => {
      const said = reach(await read(name), { source: from, port, protocol: 'TCP' })
      const is = azure.simulator.reachable(name, port, from)
      expect([name, port, from, said.kind]).toEqual([name, port, from, is.reachable ? 'open' : 'shut'])
      const by = said.kind === 'open' ? said.by.map((each) => each.name) : said.kind === 'shut' ? [said.by?.name] : []
      expect(by).toContain(is.rule?.name)
    }
    const everywhere = async () => {
      for (const name of ['web01', 'web02', 'app01', 'app02', 'app03', 'db01', 'dev04', 'build01', 'lab01'])
        for (const port of [22, 443, 3389]) for (const from of [emma, '198.51.100.7']) await same(name, port, from)
    }
    await everywhere()
    await openPort(azure, web01)
    await openPort(azure, app01)
    azure.clock.nowMs += 1_000
    await everywhere()
    azure.simulator.settings.denyPlacement = 'last'
    azure.simulator.settings.rulePrefix = 'SecurityCenter-JITRule'
    await everywhere()
    expect(decidingRules(await read('web02'), 3389, 'TCP').outranking.map(({ name }) => name)).toEqual([
      'allow-rdp-web02',
    ])
    azure.clock.nowMs += hourMs
    await everywhere()
  })

  test('an open answer tells whether Defender opened it', async () => {
    await openPort(azure, app01)
    azure.clock.nowMs += 1_000
    expect(reach(await read('app01'), ssh)).toMatchObject({ kind: 'open', jit: true, by: [{}, {}] })
    expect(reach(await read('app03'), ssh)).toMatchObject({
      kind: 'open',
      jit: false,
      by: [{ name: 'allow-ssh-app03' }],
    })
  })

  test('a VM without a security group is told as that, one that is not seen whole as that', async () => {
    expect(await network().read(vm('jump01'))).toEqual({ kind: 'unguarded' })
    expect(await network().read(vm('legacy01'))).toEqual({ kind: 'unguarded' })
    const { interfaces: _, ...unseen } = vm('web01')
    expect(await network().read(unseen)).toEqual({ kind: 'unseen' })
    const gone = [{ address: '10.1.1.4', securityGroups: [must(parseNsgId(nsgPath('rg-web', 'nsg-gone')))] }]
    expect(await network().read({ id: vm('web01').id, interfaces: gone })).toEqual({ kind: 'unseen' })
  })

  test('A6 a missing right is an outcome, with the action and the scope', async () => {
    azure.simulator.settings.roles = ['Microsoft.Security/*']
    expect(await network().read(vm('web01'))).toEqual({
      kind: 'forbidden',
      action: 'Microsoft.Network/networkSecurityGroups/read',
      scope: expect.stringMatching(/\/networkSecurityGroups\/nsg-web$/i),
    })
  })

  test('a 403 that does not say which right is missing is told as what was asked', async () => {
    azure.simulator.inject({
      operation: 'nsg-get',
      kind: 'status',
      status: 403,
      code: 'Blocked',
      message: 'By policy.',
    })
    expect(await network().read(vm('web01'))).toEqual({
      kind: 'forbidden',
      action: 'Microsoft.Network/networkSecurityGroups/read',
      scope: nsgWeb,
    })
  })

  test('429, 5xx, a lost answer and no answer: later', async () => {
    azure.simulator.inject({ kind: 'status', status: 429, retryAfterSeconds: 7, times: 1 })
    expect(await failure(network().read(vm('web01')))).toMatchObject({ outcome: 'later', retryAfterMs: 7_000 })
    azure.simulator.inject({ kind: 'status', status: 503, times: 1 })
    expect(await failure(network().read(vm('web01')))).toMatchObject({ outcome: 'later', status: 503 })
    azure.simulator.inject({ kind: 'lost', times: 1 })
    expect(await failure(network().read(vm('web01')))).toMatchObject({ outcome: 'later' })
    azure.simulator.inject({ kind: 'timeout', times: 1 })
    expect(await failure(network({ timeoutMs: 100 }).read(vm('web01')))).toMatchObject({ code: 'NoAnswer' })
    expect(azure.simulator.calls()['nsg-get']).toBe(4)
  })

  test('an answer that cannot be read is never a port that is shut', async () => {
    azure.simulator.inject({ kind: 'garbage', times: 1 })
    expect(await failure(network().read(vm('web01')))).toMatchObject({ outcome: 'later', code: 'UnreadableAnswer' })
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
    await azureNetwork({ access, log: recordedLog() }).read(vm('web01'))
    expect(scopes.flat()).toEqual([clouds.usgov.scope])
  })
})

describe('closing', () => {
  const allows = async (name: string, port: number) => decidingRules(await read(name), port, 'TCP').jitAllows

  test('one allow rule goes, at once, and no other', async () => {
    await openPort(azure, web01)
    await openPort(azure, { ...web01, source: '203.0.113.8' })
    azure.clock.nowMs += 1_000
    const [ours] = await allows('web01', 3389)
    expect(await network().removeJitAllow(must(ours))).toEqual({ kind: 'done' })
    expect(reach(await read('web01'), rdp)).toMatchObject({ kind: 'shut' })
    expect(reach(await read('web01'), { ...rdp, source: '203.0.113.8' })).toMatchObject({ kind: 'open' })
    expect(await network().removeJitAllow(must(ours))).toEqual({ kind: 'done' })
  })

  test('a rule or a group that is gone already is done', async () => {
    const name = `MicrosoftDefenderForCloud-JITRule-1-${'0'.repeat(32)}`
    expect(await network().removeJitAllow({ group: nsgWeb, name })).toEqual({ kind: 'done' })
    const group = must(parseNsgId(nsgPath('rg-web', 'nsg-gone')))
    expect(await network().removeJitAllow({ group, name })).toEqual({ kind: 'done' })
  })

  test('Azure that takes its time is waited for', async () => {
    await openPort(azure, web01)
    azure.clock.nowMs += 1_000
    const [ours] = await allows('web01', 3389)
    const paths: string[] = []
    const server = createServer((request, response) => {
      paths.push(`${request.method} ${(request.url ?? '').split('?')[0]}`)
      if (request.method === 'DELETE')
        response.writeHead(202, { 'Azure-AsyncOperation': `https://management.azure.com/operations/1?api-version=1` })
      const status = paths.length < 3 ? 'InProgress' : 'Succeeded'
      response.end(request.method === 'DELETE' ? '' : JSON.stringify({ status }))
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const transport = loopbackTransport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    try {
      const access = { credential: sandboxCredential(), cloud: clouds.public, transport }
      expect(await azureNetwork({ access, log: recordedLog() }).removeJitAllow(must(ours))).toEqual({ kind: 'done' })
      expect(paths.slice(1)).toEqual(['GET /operations/1', 'GET /operations/1'])
    } finally {
      transport.close()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  })

  test.each(['allow-https', 'DenyAllInBound', `MicrosoftDefenderForCloud-JITRule_1_${'0'.repeat(32)}`, '', '../x'])(
    'no other rule is ever deleted: %j',
    async (name) => {
      expect(await failure(network().removeJitAllow({ group: nsgWeb, name }))).toMatchObject({
        outcome: 'refused',
        code: 'NotJitRule',
      })
      expect(azure.simulator.calls()['rule-delete']).toBeUndefined()
    },
  )

  test('A6 without the right nothing changes, and the right is named', async () => {
    await openPort(azure, web01)
    azure.clock.nowMs += 1_000
    const [ours] = await allows('web01', 3389)
    azure.simulator.settings.roles = ['*/read']
    expect(await network().removeJitAllow(must(ours))).toEqual({
      kind: 'forbidden',
      action: 'Microsoft.Network/networkSecurityGroups/securityRules/delete',
      scope: expect.stringMatching(new RegExp(`${ours?.name}$`, 'i')),
    })
    expect(azure.simulator.reachable('web01', 3389, emma).reachable).toBe(true)
  })

  test('429 and 5xx: later, and nothing is repeated behind the back', async () => {
    const rule = { group: nsgWeb as NsgId, name: `SecurityCenter-JITRule-1-${'0'.repeat(32)}` }
    azure.simulator.inject({ kind: 'status', status: 429, retryAfterSeconds: 3, times: 1 })
    expect(await failure(network().removeJitAllow(rule))).toMatchObject({ outcome: 'later', retryAfterMs: 3_000 })
    azure.simulator.inject({ kind: 'status', status: 500, times: 1 })
    expect(await failure(network().removeJitAllow(rule))).toMatchObject({ outcome: 'later', status: 500 })
    expect(azure.simulator.calls()['rule-delete']).toBe(2)
  })
})

test('the estate knows the groups of each interface, from outside inwards', () => {
  expect(vm('app01').interfaces).toEqual([
    {
      address: '10.3.1.4',
      securityGroups: ['nsg-app', 'app01-nsg'].map((name) => nsgPath('rg-app', name, prod).toLowerCase()),
    },
  ])
})
