import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PortalAct } from '../../../src/simulator/azure/portal-act.ts'
import { must } from '../../fixtures.ts'
import {
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
const home = '198.51.100.77'
const petra = 'petra@contoso.example'
const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: emma, minutes: 60 }
const rules = `${nsgPath('rg-web', 'nsg-web')}/securityRules`

describe('somebody in the portal, past the bot', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const act = (what: PortalAct) => azure.simulator.act(what)
  const pass = (ms: number) => {
    azure.clock.nowMs += ms
  }
  const reachable = (port: number, from: string, vm = 'web01') => azure.simulator.reachable(vm, port, from).reachable
  const jitRule = (from = emma) => must(azure.simulator.reachable('web01', 3389, from).rule).name
  const events = async () => {
    const filter = encodeURIComponent(`eventTimestamp ge '${new Date(startMs).toISOString()}'`)
    const path = `/subscriptions/${prod}/providers/Microsoft.Insights/eventtypes/management/values`
    const { body } = await azure.arm('GET', `${path}?api-version=2015-04-01&$filter=${filter}`)
    const { value } = body as {
      value: { caller: string; resourceId: string; operationName: { value: string }; status: { value: string } }[]
    }
    return value
      .filter(({ status }) => status.value !== 'Started')
      .map((event) => [event.operationName.value.split('/').slice(-2).join('/'), event.resourceId, event.caller])
      .reverse()
  }

  test('A4 initiates: the JIT policy and the log have the person, and the port is open for as long', async () => {
    act({ do: 'initiate', vm: 'web01', port: 3389, source: home, minutes: 30, as: petra, justification: 'quick fix' })
    pass(1_000)
    expect([reachable(3389, home), reachable(3389, emma)]).toEqual([true, false])
    const policy = await azure.security().jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'default')
    expect(policy.requests).toMatchObject([{ requestor: petra, justification: 'quick fix' }])
    expect(await events()).toEqual([
      ['initiate/action', policyPath('rg-web'), petra],
      ['initiate/action', vmId('rg-web', 'web01'), petra],
      ['networkSecurityGroups/write', nsgPath('rg-web', 'nsg-web'), '8edd93e1-2103-40b4-bd70-6e34e586362d'],
    ])
    pass(30 * minuteMs)
    expect(reachable(3389, home)).toBe(false)
  })

  test('A5 edits an allow rule of JIT: the traffic changes, the JIT record does not', async () => {
    await openPort(azure, web01)
    pass(1_000)
    const rule = jitRule()
    act({ do: 'edit rule', vm: 'web01', rule, source: home, ports: '3000-4000', as: petra })
    expect([reachable(3389, home), reachable(3389, emma)]).toEqual([true, false])
    expect((await azure.arm('GET', `${rules}/${rule}?api-version=2024-05-01`)).body).toMatchObject({
      properties: { sourceAddressPrefix: home, destinationPortRange: '3000-4000', priority: 100 },
    })
    const policy = await azure.security().jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'default')
    expect(policy.requests?.[0]?.virtualMachines[0]?.ports[0]).toMatchObject({
      allowedSourceAddressPrefix: emma,
      status: 'Initiated',
    })
    expect((await events()).at(-1)).toEqual(['securityRules/write', `${rules}/${rule}`, petra])
    pass(hourMs)
    expect(reachable(3389, home)).toBe(false)
  })

  test('A5 an allow rule may outlive its window, until somebody deletes it', async () => {
    await openPort(azure, web01)
    pass(1_000)
    const rule = jitRule()
    const before = (await events()).length
    act({ do: 'keep rule', vm: 'web01', rule })
    pass(2 * hourMs)
    expect(azure.simulator.reachable('web01', 3389, emma)).toMatchObject({ reachable: true, rule: { name: rule } })
    const policy = await azure.security().jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'default')
    expect(policy.requests?.[0]?.virtualMachines[0]?.ports[0]).toMatchObject({ statusReason: 'Expired' })
    expect(await events()).toHaveLength(before)
    act({ do: 'delete rule', vm: 'web01', rule, as: petra })
    expect(reachable(3389, emma)).toBe(false)
    expect((await events()).at(-1)).toEqual(['securityRules/delete', `${rules}/${rule}`, petra])
  })

  test('adds a rule above the deny rule, changes it and deletes it', async () => {
    const rule = { do: 'add rule', vm: 'web01', name: 'temp-rdp', priority: 200, ports: '3389', as: petra } as const
    act({ ...rule, source: home })
    expect(azure.simulator.reachable('web01', 3389, home)).toMatchObject({ reachable: true, rule: { priority: 200 } })
    expect([reachable(3389, emma), reachable(3389, home, 'web02')]).toEqual([false, false])
    act({ do: 'edit rule', vm: 'web01', rule: 'TEMP-rdp', priority: 4_000, source: '*', as: petra })
    expect(azure.simulator.reachable('web01', 3389, emma)).toMatchObject({ reachable: true, rule: { priority: 4_000 } })
    await openPort(azure, web01)
    pass(1_000)
    expect(azure.simulator.reachable('web01', 3389, emma).rule?.priority).toBe(100)
    expect((await azure.arm('DELETE', `${rules}/temp-rdp?api-version=2024-05-01`)).status).toBe(200)
    expect(reachable(3389, home)).toBe(false)
    act({ ...rule, source: home })
    expect(azure.simulator.reachable('web01', 3389, home).rule?.priority).toBe(200)
    expect((await events()).filter(([operation]) => operation?.startsWith('securityRules'))).toEqual([
      ['securityRules/write', `${rules}/temp-rdp`, petra],
      ['securityRules/write', `${rules}/temp-rdp`, petra],
      ['securityRules/delete', `${rules}/temp-rdp`, 'b07b07b0-0000-4000-8000-0000000000b0'],
      ['securityRules/write', `${rules}/temp-rdp`, petra],
    ])
  })

  test('chooses a group by its name where a VM has several; else the one that has the rule', async () => {
    const rule = { do: 'add rule', vm: 'app01', priority: 200, source: '*', ports: '22', as: petra } as const
    act({ ...rule, name: 'outer' })
    act({ ...rule, name: 'inner', group: 'APP01-nsg' })
    expect(reachable(22, home, 'app01')).toBe(true)
    act({ do: 'edit rule', vm: 'app01', rule: 'inner', access: 'Deny', as: petra })
    expect(azure.simulator.reachable('app01', 22, home)).toMatchObject({ reachable: false, rule: { name: 'inner' } })
  })

  test('edits and deletes a deny rule, until the policy is written again', async () => {
    const deny = jitRule()
    act({ do: 'edit rule', vm: 'web01', rule: deny, source: '198.51.100.0/24', as: petra })
    expect(azure.simulator.reachable('web01', 3389, emma).rule?.name).toBe('DenyAllInBound')
    const { jitNetworkAccessPolicies } = azure.security()
    const policy = await jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'default')
    const again = () => jitNetworkAccessPolicies.createOrUpdate('rg-web', 'westeurope', 'default', policy)
    await again()
    expect(azure.simulator.reachable('web01', 3389, emma).rule?.name).toBe(deny)
    act({ do: 'delete rule', vm: 'web01', rule: deny, as: petra })
    expect(azure.simulator.reachable('web01', 3389, emma).rule?.name).toBe('DenyAllInBound')
    await again()
    expect(azure.simulator.reachable('web01', 3389, emma).rule?.name).toBe(deny)
  })

  test('disables JIT on a VM: the others of the policy keep it; the last takes the policy with it', async () => {
    act({ do: 'disable', vm: 'web02', as: petra })
    const jit = (name: string) => azure.simulator.estate().find((vm) => vm.name === name)?.jit
    expect([jit('web01'), jit('web02')]).toEqual(['configured', 'not configured'])
    expect(reachable(3389, home, 'web02')).toBe(true)
    act({ do: 'disable', vm: vmId('rg-web', 'web01').toUpperCase(), as: petra })
    expect(jit('web01')).toBe('not configured')
    expect(await events()).toEqual([
      ['jitNetworkAccessPolicies/write', policyPath('rg-web'), petra],
      ['jitNetworkAccessPolicies/delete', policyPath('rg-web'), petra],
    ])
  })

  test('is somebody where nobody is named', async () => {
    act({ do: 'disable', vm: 'web02' })
    expect(await events()).toEqual([
      ['jitNetworkAccessPolicies/write', policyPath('rg-web'), 'somebody@contoso.example'],
    ])
  })

  test('tells whoever listens that the estate changed, and nobody when it is refused', () => {
    let told = 0
    azure.simulator.onChange(() => told++)
    act({ do: 'disable', vm: 'web01', as: petra })
    expect(told).toBe(1)
    expect(() => act({ do: 'disable', vm: 'web01', as: petra })).toThrow()
    expect(told).toBe(1)
  })

  test('outlives the process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'azure-'))
    const journalFile = join(folder, 'azure.jsonl')
    try {
      await azure.close()
      azure = await startSimulatedAzure({ journalFile })
      await openPort(azure, web01)
      await openPort(azure, { ...web01, source: '203.0.113.8' })
      pass(1_000)
      act({ do: 'add rule', vm: 'web01', name: 'one', priority: 200, source: home, ports: '22', as: petra })
      act({ do: 'add rule', vm: 'web01', name: 'two', priority: 201, source: home, ports: '23', as: petra })
      act({ do: 'delete rule', vm: 'web01', rule: 'two', as: petra })
      act({ do: 'edit rule', vm: 'web01', rule: 'one', access: 'Deny', as: petra })
      act({ do: 'edit rule', vm: 'web01', rule: jitRule(), source: '203.0.113.9', as: petra })
      act({ do: 'keep rule', vm: 'web01', rule: jitRule('203.0.113.8') })
      pass(2 * hourMs)
      const before = [azure.simulator.rules('web01'), await events()]
      const { nowMs } = azure.clock
      await azure.close()
      azure = await startSimulatedAzure({ journalFile })
      azure.clock.nowMs = nowMs
      expect([azure.simulator.rules('web01'), await events()]).toEqual(before)
      expect(reachable(3389, '203.0.113.8')).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  const initiate = { do: 'initiate', vm: 'web01', port: 3389, source: home, minutes: 30, as: petra }
  const add = { do: 'add rule', vm: 'web01', name: 'x', priority: 200, source: home, ports: '22', as: petra }
  const edit = { do: 'edit rule', vm: 'web01', rule: 'allow-https', as: petra }
  test.each<[object, number, RegExp]>([
    [{}, 400, /"do" must be one of initiate, add rule/],
    [{ do: 'toString' }, 400, /"do" must be one of/],
    [{ ...initiate, vm: 7 }, 400, /"vm" must be a text/],
    [{ ...initiate, source: undefined }, 400, /"initiate" needs "source": an IPv4 address/],
    [{ ...initiate, as: 'Petra' }, 400, /"as" must be a UPN/],
    [{ ...initiate, minutes: '30' }, 400, /"minutes" must be a whole number from 1 to 1440/],
    [{ ...initiate, priority: 100 }, 400, /"initiate" has no "priority"/],
    [{ ...initiate, constructor: 1 }, 400, /has no "constructor"/],
    [{ ...initiate, vm: 'nothing' }, 404, /no VM "nothing"/],
    [{ ...initiate, vm: 'api01' }, 409, /stands for 2 VMs/],
    [{ ...initiate, vm: 'legacy01' }, 409, /No JIT policy names legacy01/],
    [{ ...initiate, minutes: 181 }, 400, /not a subset/],
    [{ ...initiate, port: 22 }, 400, /not a subset/],
    [{ ...initiate, source: '2001:db8::1' }, 400, /"source" must be an IPv4 address/],
    [{ ...add, name: '../x' }, 400, /"name" must be a name/],
    [{ ...add, name: 'ALLOW-https' }, 409, /nsg-web has a rule "ALLOW-https"/],
    [{ ...add, priority: 4_096 }, 409, /the rule ".+" has the priority 4096/],
    [{ ...add, priority: 99 }, 400, /"priority" must be a whole number from 100 to 4096/],
    [{ ...add, ports: '23-22' }, 400, /"ports" must be a port/],
    [{ ...add, ports: 22 }, 400, /"ports" must be a port/],
    [{ ...add, access: 'allow' }, 400, /"access" must be Allow or Deny/],
    [{ ...add, group: 'nsg-app' }, 404, /"nsg-app" is not a security group of web01; there are: nsg-web/],
    [{ ...add, vm: 'jump01' }, 409, /No security group protects jump01/],
    [{ ...edit, rule: 'nothing' }, 404, /No security group of web01 has a rule "nothing"/],
    [{ ...edit, rule: 'DenyAllInBound' }, 404, /that can be changed/],
    [{ ...edit, priority: 4_096 }, 409, /has the priority 4096/],
    [{ do: 'delete rule', vm: 'web01', as: petra }, 400, /"delete rule" needs "rule"/],
    [{ do: 'keep rule', vm: 'web01', rule: 'x', as: petra }, 400, /"keep rule" has no "as"/],
    [{ do: 'disable', vm: 'app03', as: petra }, 409, /No JIT policy names app03/],
  ])('%j is refused with a sentence, and changes nothing', async (given, status, message) => {
    const before = [azure.simulator.estate(), azure.simulator.rules('web01')]
    expect(() => act(given as PortalAct)).toThrow(
      expect.objectContaining({ status, message: expect.stringMatching(message) }),
    )
    expect([azure.simulator.estate(), azure.simulator.rules('web01')]).toEqual(before)
    expect(await events()).toEqual([])
  })
})
