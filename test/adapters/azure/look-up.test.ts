import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { startEstate } from '../../../src/adapters/azure/estate.ts'
import { readEstate } from '../../../src/adapters/azure/estate-reader.ts'
import { azureGraph } from '../../../src/adapters/azure/graph.ts'
import { lookUpOnce } from '../../../src/adapters/azure/look-up-once.ts'
import { securityClients } from '../../../src/adapters/azure/security-clients.ts'
import { vmLookUpSteps } from '../../../src/adapters/azure/vm-look-up.ts'
import { lookForVm } from '../../../src/app/look-for-vm.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { AccessPolicy } from '../../../src/domain/access-policy/policy.ts'
import { AzureError } from '../../../src/ports/jit.ts'
import { noOne } from '../../../src/words/reader.ts'
import { emma } from '../../fixtures.ts'
import { type SimulatedAzure, startSimulatedAzure } from '../../simulator/azure/simulated-azure.ts'
import { recordedLog } from './recorded-log.ts'

let azure: SimulatedAzure
beforeEach(async () => {
  azure = await startSimulatedAzure()
})
afterEach(async () => await azure.close())

const everybody = () => true
const nobody = () => false

/** An estate that has read nothing yet, and the look-up that fills it. */
function start() {
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: azure.transport }
  const log = recordedLog()
  const now = () => azure.clock.nowMs
  const sources = { graph: azureGraph(access), clients: securityClients(access), log, now }
  const watch = startEstate({
    read: (signal, before) => readEstate(sources, signal, before),
    clock: { now },
    log,
    refreshMs: 3_600_000,
  })
  const lookUp = lookUpOnce({ steps: vmLookUpSteps(sources), add: watch.add, now })
  return { ...watch, lookUp }
}
const graphCalls = () => azure.simulator.calls().graph ?? 0

test.each(['web01', 'jump01', 'app03', 'legacy01', 'classic01', 'behindmanager01', 'jitoff01', 'noplan01', 'report01'])(
  '%s is found as a reading of the whole estate has it',
  async (name) => {
    const { estate, lookUp, refresh, stop } = start()
    await lookUp(name, everybody)
    const found = estate.named(name)
    expect(found).toHaveLength(1)
    await refresh()
    expect(found).toEqual(estate.named(name))
    stop()
  },
)

test('every VM of that name joins, and stays until a reading has it', async () => {
  const { estate, lookUp, refresh, stop } = start()
  await lookUp('API01', everybody)
  expect(estate.named('api01').map((vm) => vm.resourceGroup)).toEqual(['rg-api-blue', 'rg-api-green'])
  expect(estate.all()).toHaveLength(2)
  await refresh()
  expect(estate.named('api01')).toHaveLength(2)
  stop()
})

test('however many ask, a name is one query a minute, found or not', async () => {
  const { lookUp, stop } = start()
  await Promise.all(Array.from({ length: 50 }, () => lookUp('nosuch01', everybody)))
  expect(graphCalls()).toBe(1)
  azure.clock.nowMs += 59_000
  await lookUp('NoSuch01', everybody)
  expect(graphCalls()).toBe(1)
  azure.clock.nowMs += 2_000
  await lookUp('nosuch01', everybody)
  expect(graphCalls()).toBe(2)
  // A clock that is set back makes no minute of an hour.
  azure.clock.nowMs -= 3_600_000
  await lookUp('nosuch01', everybody)
  expect(graphCalls()).toBe(3)
  await Promise.all(Array.from({ length: 50 }, () => lookUp('web01', everybody)))
  const once = graphCalls()
  await lookUp('web01', everybody)
  expect(graphCalls()).toBe(once)
  expect(azure.simulator.calls().list).toBe(1)
  stop()
})

test('P4 of a VM that nobody here may know of no more is asked than of one that does not exist', async () => {
  const { estate, lookUp, stop } = start()
  await lookUp('lab01', nobody)
  await lookUp('lab99', nobody)
  expect(azure.simulator.calls()).toEqual({ graph: 2 })
  expect(estate.all()).toEqual([])
  // Somebody who may know of it has the rest read, by the query that was made already.
  await lookUp('lab01', everybody)
  expect(estate.named('lab01')[0]?.jit.kind).toBe('configured')
  stop()
})

test('what can be the name of no VM is not asked for', async () => {
  const { lookUp, stop } = start()
  for (const name of ['', "x' or '1'=='1", 'a|b', 'web*', 'two words', 'x'.repeat(65), '\\', '-a', '\n'])
    await lookUp(name, everybody)
  expect(graphCalls()).toBe(0)
  stop()
})

test('a failure says so, for a minute, and is not asked for again meanwhile', async () => {
  const { lookUp, stop } = start()
  azure.simulator.inject({ operation: 'graph', kind: 'status', status: 500, message: 'broken', times: 1 })
  for (let i = 0; i < 3; i++) {
    const error = await lookUp('web01', everybody).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AzureError)
    expect(error).toMatchObject({ message: 'broken' })
  }
  expect(graphCalls()).toBe(1)
  azure.clock.nowMs += 61_000
  await lookUp('web01', everybody)
  stop()
})

test('many names in a minute do not use up what Azure lets the bot ask', async () => {
  const { lookUp, stop } = start()
  const asked = Array.from({ length: 70 }, (_, i) => lookUp(`none${i}`, everybody))
  const failed = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected')
  expect(failed).toHaveLength(10)
  expect(graphCalls()).toBe(60)
  azure.clock.nowMs += 61_000
  await lookUp('none99', everybody)
  stop()
})

describe('somebody asks for a VM by name', () => {
  const policy: AccessPolicy = {
    version: 'v1',
    zone: 'UTC',
    networks: {},
    groups: { engineers: { kind: 'people', people: [emma.id] } },
    admins: [],
    auditors: [],
    rules: [
      {
        name: 'web',
        when: { vm: { names: ['web*', 'api*'] } },
        requesters: ['engineers'],
        approvals: [],
        selfApproval: false,
        notify: [],
      },
    ],
  }
  const asked = {
    policy: { current: () => ({ kind: 'policy', policy, problems: [] }) as const },
    directory: { membership: (asked: AccessPolicy) => membershipOf(asked) },
  }

  test('it is found by name, by group and name, and by id, though it was not in memory', async () => {
    for (const text of [
      'web01',
      'rg-api-blue/api01',
      `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/WEB02`,
    ]) {
      const { estate, lookUp, stop } = start()
      expect(await lookForVm({ ...asked, estate, lookUp }, emma, text)).toMatchObject({ kind: 'one' })
      stop()
    }
  })

  test('P4 in memory or not, what they may not know of takes the same way as what does not exist', async () => {
    const { estate, lookUp, refresh, stop } = start()
    await refresh()
    const deps = { ...asked, estate, lookUp }
    const before = graphCalls()
    const hidden = await lookForVm(deps, emma, 'lab01')
    expect(graphCalls()).toBe(before + 1)
    expect(await lookForVm(deps, emma, 'rab01')).toEqual(hidden)
    expect(hidden.kind).toBe('unknown')
    expect(graphCalls()).toBe(before + 2)
    azure.simulator.inject({ operation: 'graph', kind: 'status', status: 500, message: 'broken' })
    for (const name of ['vault01', 'vault77']) {
      const sought = await lookForVm(deps, emma, name)
      expect({ ...sought, why: 'why' in sought && sought.why(noOne) }).toEqual({ kind: 'not looked up', why: 'broken' })
    }
    expect(await lookForVm(deps, emma, 'web01')).toMatchObject({ kind: 'one' })
    stop()
  })
})
