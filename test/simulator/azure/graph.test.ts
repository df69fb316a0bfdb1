import { trial } from '../../../src/simulator/azure/named-vms.ts'
import { dev, nsgPath, openPort, prod, type SimulatedAzure, startSimulatedAzure, vmId } from './simulated-azure.ts'

type Row = { id: string; name: string; type: string; properties: { [key: string]: unknown }; [column: string]: unknown }

describe('Resource Graph, through @azure/arm-resourcegraph', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const ask = (query: string, options: object = {}, subscriptions: string[] = [prod, dev, trial.id]) =>
    azure.graph.resources({ query, subscriptions, options: { resultFormat: 'objectArray', ...options } })
  const rows = async (query: string, subscriptions?: string[]) =>
    (await ask(query, { top: 1000 }, subscriptions)).data as Row[]
  const machines = () => azure.simulator.estate().filter((vm) => !/classiccompute/i.test(vm.id))
  const vmQuery = "resources | where type =~ 'microsoft.compute/virtualmachines' | order by id asc"

  test('has the VMs, with what the estate needs of them', async () => {
    const vms = await rows(vmQuery)
    expect(vms).toHaveLength(machines().length)
    expect(vms.find((vm) => vm.name === 'report01')).toMatchObject({
      id: vmId('rg-report', 'report01'),
      type: 'microsoft.compute/virtualmachines',
      location: 'northeurope',
      resourceGroup: 'rg-report',
      subscriptionId: prod,
      tags: { env: 'prod' },
      properties: {
        hardwareProfile: { vmSize: expect.any(String) },
        storageProfile: { osDisk: { osType: 'Windows' } },
        extended: { instanceView: { powerState: { code: 'PowerState/deallocated' } } },
        networkProfile: { networkInterfaces: [{ id: expect.stringMatching(/networkInterfaces\/report01-nic$/) }] },
      },
    })
  })

  test('joins a VM to its interface, address, group and network', async () => {
    const all = await rows(
      "resources | where type in~ ('microsoft.network/networkinterfaces','microsoft.network/publicipaddresses', 'microsoft.network/virtualnetworks')",
    )
    const byId = new Map(all.map((row) => [row.id, row]))
    const nic = all.find((row) => row.name === 'app01-nic')
    expect(nic).toMatchObject({
      properties: {
        virtualMachine: { id: vmId('rg-app', 'app01') },
        networkSecurityGroup: { id: nsgPath('rg-app', 'app01-nsg') },
        ipConfigurations: [{ properties: { privateIPAddress: '10.3.1.4' } }],
      },
    })
    if (nic === undefined) throw new Error('no interface')
    const [configuration] = nic.properties.ipConfigurations as { properties: { [key: string]: { id: string } } }[]
    expect(byId.get(configuration?.properties.publicIPAddress?.id ?? '')?.properties.ipAddress).toBe('20.61.3.4')
    const subnets = all.flatMap((row) => (row.properties.subnets ?? []) as { id: string; properties: object }[])
    expect(subnets.find((subnet) => subnet.id === configuration?.properties.subnet?.id)?.properties).toMatchObject({
      networkSecurityGroup: { id: nsgPath('rg-app', 'nsg-app') },
    })
  })

  test('has the groups with their rules of the moment', async () => {
    await openPort(azure, { group: 'rg-vault', vm: 'vault01', port: 22, source: '203.0.113.7', minutes: 60 })
    azure.clock.nowMs += 1_000
    const groups = await rows(
      "resources | where type == 'microsoft.network/networksecuritygroups' and name =~ 'VAULT01-nsg'",
    )
    expect(groups).toHaveLength(1)
    const rules = groups[0]?.properties.securityRules as { name: string }[]
    expect(rules.map((rule) => rule.name)).toContainEqual(expect.stringMatching(/JITRule-/))
  })

  test('comes in pages, each row once', async () => {
    const names: string[] = []
    let skipToken: string | undefined
    do {
      const page = await ask(vmQuery, { top: 7, ...(skipToken && { skipToken }) })
      expect(page).toMatchObject({ totalRecords: machines().length, resultTruncated: 'false' })
      expect(page.count).toBe((page.data as Row[]).length)
      names.push(...(page.data as Row[]).map((row) => row.id))
      skipToken = page.skipToken
    } while (skipToken !== undefined)
    expect(new Set(names).size).toBe(machines().length)
    expect(names).toHaveLength(machines().length)
    expect(azure.simulator.calls().graph).toBe(4)
  })

  test('answers a hundred rows when nobody says how many', async () => {
    await azure.close()
    azure = await startSimulatedAzure({ vms: 300 })
    expect(await ask(vmQuery)).toMatchObject({ count: 100, totalRecords: 300 + 24, skipToken: expect.any(String) })
  })

  test('is narrowed by subscription and by conditions on top-level columns only', async () => {
    expect((await rows(vmQuery, [dev])).every((row) => row.subscriptionId === dev)).toBe(true)
    expect(await rows(`${vmQuery} | where name =~ 'API01'`)).toHaveLength(2)
    expect(await rows(`${vmQuery} | where name =~ 'api01' and resourceGroup =~ 'rg-api-blue'`)).toHaveLength(1)
    expect(
      await rows(`${vmQuery} | where id in~ ('${vmId('RG-WEB', 'web01')}', '${vmId('rg-web', 'web02')}')`),
    ).toHaveLength(2)
    const nics =
      "resources | where type =~ 'microsoft.network/networkinterfaces' | where properties.virtualMachine.id =~ 'x'"
    expect((await rows(nics)).length).toBeGreaterThan(1)
  })

  test('has what is unsupported for JIT, each for a reason of its own', async () => {
    const classic = await rows("resources | where type =~ 'microsoft.classiccompute/virtualmachines'")
    expect(classic.map((row) => row.name)).toEqual(['classic01'])
    const firewalls = await rows("resources | where type =~ 'microsoft.network/azurefirewalls'")
    expect(firewalls.map((row) => [row.name, row.properties.firewallPolicy !== undefined])).toEqual([
      ['fw-jump01', false],
      ['fw-behindmanager01', true],
    ])
    const assessed = await rows("securityresources | where type =~ 'microsoft.security/assessments'")
    const statusOf = (name: string) =>
      assessed.find((row) => row.id.toLowerCase().includes(`/${name}/providers/`))?.properties.status
    expect(statusOf('jitoff01')).toMatchObject({ code: 'NotApplicable', cause: 'OffByPolicy' })
    expect(statusOf('web01')).toMatchObject({ code: 'Healthy' })
    expect(statusOf('app03')).toMatchObject({ code: 'Unhealthy' })
    expect(statusOf('noplan01')).toBeUndefined()
  })

  test('knows the plans and the subscriptions', async () => {
    azure.simulator.settings.plan[dev] = 'free'
    const plans = await rows(
      "securityresources | where type =~ 'microsoft.security/pricings' and name == 'VirtualMachines'",
    )
    expect(plans.map((row) => [row.subscriptionId, row.properties.subPlan])).toEqual([
      [prod, 'P2'],
      [dev, undefined],
      [trial.id, undefined],
    ])
    const subscriptions = await rows("resourcecontainers | where type =~ 'microsoft.resources/subscriptions'")
    expect(subscriptions.map((row) => row.name)).toEqual(['Contoso Production', 'Contoso Development', 'Contoso Trial'])
  })

  test('shows nothing of what the caller may not read', async () => {
    azure.simulator.settings.roles = ['Microsoft.Compute/virtualMachines/read']
    expect((await rows(vmQuery)).length).toBeGreaterThan(0)
    expect(await rows("resources | where type =~ 'microsoft.network/networkinterfaces'")).toEqual([])
  })

  test('refuses what it does not know', async () => {
    const raw = (body: object) =>
      azure.arm('POST', '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01', body)
    for (const body of [
      {},
      { query: 'resources' },
      { query: vmQuery, options: { resultFormat: 'table' } },
      { query: vmQuery, options: { $top: 1001 } },
      { query: vmQuery, options: { $skipToken: 'bm9uc2Vuc2U' } },
      { query: vmQuery, subscriptions: 'all' },
    ]) {
      expect(await raw(body)).toMatchObject({
        status: 400,
        body: { error: { code: expect.any(String), message: expect.any(String) } },
      })
    }
  })
})
