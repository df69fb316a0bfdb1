import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  hourMs,
  nsgPath,
  openPort,
  policyPath,
  type SimulatedAzure,
  startMs,
  startSimulatedAzure,
} from './simulated-azure.ts'

const emma = '203.0.113.7'
const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: emma, minutes: 60 }

describe('what happened outlives the process', () => {
  let folder: string
  let file: string
  const running: SimulatedAzure[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'azure-'))
    file = join(folder, 'azure.jsonl')
  })
  afterEach(async () => {
    for (const azure of running.splice(0)) await azure.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = async (journalFile = file) => {
    const azure = await startSimulatedAzure({ journalFile })
    running.push(azure)
    return azure
  }
  /** What a kill at this moment would leave, taken up by another process. */
  const afterKill = (torn = '') => {
    const left = join(folder, `left-${running.length}.jsonl`)
    copyFileSync(file, left)
    appendFileSync(left, torn)
    return start(left)
  }
  const view = (azure: SimulatedAzure) => ({ estate: azure.simulator.estate(), rules: azure.simulator.rules('web01') })

  test('windows go on, with the same rules, and end when they should have', async () => {
    const before = await start()
    await openPort(before, web01)
    await openPort(before, { ...web01, source: '203.0.113.21', minutes: 30 })
    const after = await afterKill('["request 3",{"sequence":3,')
    for (const azure of [before, after]) azure.clock.nowMs = startMs + 10 * 60_000
    expect(after.simulator.reachable('web01', 3389, emma).reachable).toBe(true)
    expect(view(after)).toEqual(view(before))
    expect(await after.arm('GET', `${policyPath('rg-web')}?api-version=2020-01-01`)).toMatchObject({
      body: (await before.arm('GET', `${policyPath('rg-web')}?api-version=2020-01-01`)).body,
    })
    after.clock.nowMs = startMs + hourMs
    expect(after.simulator.reachable('web01', 3389, emma).reachable).toBe(false)
  })

  test('a request made after the restart does not take the place of one before it', async () => {
    await openPort(await start(), web01)
    const after = await afterKill()
    await openPort(after, { ...web01, source: '203.0.113.21' })
    after.clock.nowMs += 1_000
    expect(after.simulator.reachable('web01', 3389, emma).rule?.priority).toBe(100)
    expect(after.simulator.reachable('web01', 3389, '203.0.113.21').rule?.priority).toBe(101)
  })

  test('policies written and deleted stay so, and rules deleted by hand stay away', async () => {
    const before = await start()
    const { jitNetworkAccessPolicies } = before.security()
    await jitNetworkAccessPolicies.delete('rg-vault', 'westeurope', 'default')
    await jitNetworkAccessPolicies.createOrUpdate('rg-web', 'westeurope', 'other', { virtualMachines: [] })
    await openPort(before, web01)
    before.clock.nowMs += 1_000
    const name = before.simulator.reachable('web01', 3389, emma).rule?.name
    await before.arm('DELETE', `${nsgPath('rg-web', 'nsg-web')}/securityRules/${name}?api-version=2024-05-01`)
    const after = await afterKill()
    after.clock.nowMs = before.clock.nowMs
    expect(after.simulator.estate().find((vm) => vm.name === 'vault01')?.jit).toBe('not configured')
    expect((await after.security().jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'other')).name).toBe('other')
    expect(after.simulator.reachable('web01', 3389, emma).reachable).toBe(false)
    expect(view(after)).toEqual(view(before))
  })

  test('a policy made again starts without the requests of the one that was deleted', async () => {
    const azure = await start()
    await openPort(azure, web01)
    const policies = azure.security().jitNetworkAccessPolicies
    const policy = await policies.get('rg-web', 'westeurope', 'default')
    await policies.delete('rg-web', 'westeurope', 'default')
    await policies.createOrUpdate('rg-web', 'westeurope', 'default', policy)
    azure.clock.nowMs += 1_000
    const after = await afterKill()
    after.clock.nowMs = azure.clock.nowMs
    for (const each of [azure, after]) {
      expect((await each.security().jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'default')).requests).toEqual(
        [],
      )
      expect(each.simulator.reachable('web01', 3389, emma).reachable).toBe(false)
    }
  })

  test('closing twice is once, and frees the port; a port in use is the system’s own error', async () => {
    const azure = await start()
    await azure.close()
    await expect(azure.close()).resolves.toBeUndefined()
    const port = Number(new URL(azure.simulator.url).port)
    const again = await startSimulatedAzure({ journalFile: file, port })
    running.push(again)
    await expect(startSimulatedAzure({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
