import {
  dev,
  hourMs,
  minuteMs,
  nsgPath,
  openPort,
  policyPath,
  prod,
  type SimulatedAzure,
  startSimulatedAzure,
  vmId,
} from './simulated-azure.ts'

const emma = '203.0.113.7'
const adam = '203.0.113.21'
const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: emma, minutes: 60 }
const version = '?api-version=2024-05-01'

type WireRule = { name: string; properties: { priority: number; access: string; [key: string]: unknown } }

describe('the simulated network', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const reachable = (vm: string, port: number, from: string) => azure.simulator.reachable(vm, port, from).reachable
  const pass = (ms: number) => {
    azure.clock.nowMs += ms
  }
  const wireRules = async (path = nsgPath('rg-web', 'nsg-web')): Promise<WireRule[]> => {
    const { body } = await azure.arm('GET', `${path}${version}`)
    return (body as { properties: { securityRules: WireRule[] } }).properties.securityRules
  }

  test('a port is shut before, open to its source alone during, and shut after', async () => {
    expect(azure.simulator.reachable('web01', 3389, emma)).toMatchObject({ reachable: false, rule: { access: 'Deny' } })
    await openPort(azure, web01)
    expect(reachable('web01', 3389, emma)).toBe(false)
    pass(1_000)
    expect(azure.simulator.reachable('web01', 3389, emma)).toEqual({
      vm: 'web01',
      port: 3389,
      from: emma,
      reachable: true,
      rule: {
        name: expect.stringMatching(/^MicrosoftDefenderForCloud-JITRule-\d+-[0-9A-F]{32}$/),
        priority: 100,
        access: 'Allow',
        source: emma,
        ports: ['3389'],
      },
    })
    expect(reachable('web01', 3389, adam)).toBe(false)
    expect(reachable('web01', 5986, emma)).toBe(false)
    expect(reachable('web02', 3389, emma)).toBe(false)
    pass(hourMs - 1_001)
    expect(reachable('web01', 3389, emma)).toBe(true)
    pass(1)
    expect(reachable('web01', 3389, emma)).toBe(false)
    expect(await wireRules()).not.toContainEqual(expect.objectContaining({ name: expect.stringMatching(/JITRule-/) }))
  })

  test('the rules are Azure’s: name, description, destination, ports', async () => {
    await openPort(azure, web01)
    pass(1_000)
    const rules = await wireRules()
    expect(rules).toContainEqual(
      expect.objectContaining({
        name: expect.stringMatching(/^MicrosoftDefenderForCloud-JITRule_\d+_[0-9A-F]{32}$/),
        properties: expect.objectContaining({
          description: "MDC JIT Network Access rule for policy 'default' of VM 'web01'.",
          access: 'Deny',
          direction: 'Inbound',
          sourceAddressPrefix: '*',
          destinationAddressPrefix: '10.1.1.4',
          destinationPortRanges: ['3389', '5986'],
          priority: 4096,
        }),
      }),
    )
    expect(rules).toContainEqual(
      expect.objectContaining({
        properties: expect.objectContaining({
          description:
            "MDC JIT Network Access rule created by an initiation request for policy 'default' of VM 'web01'.",
          access: 'Allow',
          sourceAddressPrefix: emma,
          destinationAddressPrefix: '10.1.1.4',
          destinationPortRange: '3389',
          priority: 100,
        }),
      }),
    )
    const priorities = rules.map((rule) => rule.properties.priority)
    expect(new Set(priorities).size).toBe(priorities.length)
  })

  test('a shared group keeps its VMs and their windows apart', async () => {
    await openPort(azure, web01)
    await openPort(azure, { ...web01, source: adam, minutes: 30 })
    await openPort(azure, { ...web01, vm: 'web02', source: adam })
    pass(1_000)
    expect([reachable('web01', 3389, emma), reachable('web01', 3389, adam)]).toEqual([true, true])
    expect([reachable('web02', 3389, emma), reachable('web02', 3389, adam)]).toEqual([false, true])
    const allow = (await wireRules()).filter((rule) => rule.name.includes('JITRule-'))
    expect(allow.map((rule) => rule.properties.priority)).toEqual([100, 101, 102])
    pass(30 * minuteMs)
    expect([reachable('web01', 3389, emma), reachable('web01', 3389, adam)]).toEqual([true, false])
    await openPort(azure, { ...web01, source: '203.0.113.8' })
    pass(1_000)
    expect(azure.simulator.reachable('web01', 3389, '203.0.113.8').rule?.priority).toBe(101)
  })

  test('a VM with a group on its subnet and on its interface needs both open', async () => {
    await openPort(azure, {
      group: 'rg-app',
      vm: 'app01',
      port: 22,
      source: emma,
      minutes: 60,
      location: 'northeurope',
    })
    pass(1_000)
    expect(reachable('app01', 22, emma)).toBe(true)
    const nic = nsgPath('rg-app', 'app01-nsg')
    const [rule] = (await wireRules(nic)).filter((each) => each.name.includes('JITRule-'))
    expect((await azure.arm('DELETE', `${nic}/securityRules/${rule?.name}${version}`)).status).toBe(200)
    expect(azure.simulator.reachable('app01', 22, emma)).toMatchObject({ reachable: false, rule: { access: 'Deny' } })
    expect((await wireRules(nsgPath('rg-app', 'nsg-app'))).some((each) => each.name.includes('JITRule-'))).toBe(true)
  })

  test('closing early: the rule is gone at once, the JIT record still says Initiated', async () => {
    await openPort(azure, web01)
    pass(1_000)
    const [rule] = (await wireRules()).filter((each) => each.name.includes('JITRule-'))
    const path = `${nsgPath('rg-web', 'nsg-web')}/securityRules/${rule?.name}${version}`
    expect((await azure.arm('GET', path)).body).toEqual(rule)
    expect(await azure.arm('DELETE', path)).toMatchObject({ status: 200, body: undefined })
    expect((await azure.arm('DELETE', path)).status).toBe(204)
    expect((await azure.arm('GET', path)).status).toBe(404)
    expect(reachable('web01', 3389, emma)).toBe(false)
    const policy = await azure.security().jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'default')
    expect(policy.requests?.[0]?.virtualMachines[0]?.ports[0]?.status).toBe('Initiated')
    const vm = azure.simulator.estate().find((each) => each.name === 'web01')
    expect(vm?.ports.map((port) => port.open)).toEqual([[], []])
  })

  test('a deny rule deleted by hand stays away until the policy is written again', async () => {
    const [deny] = (await wireRules(nsgPath('rg-vault', 'vault01-nsg'))).filter((each) =>
      each.name.includes('JITRule_'),
    )
    await azure.arm('DELETE', `${nsgPath('rg-vault', 'vault01-nsg')}/securityRules/${deny?.name}${version}`)
    expect(azure.simulator.reachable('vault01', 22, emma).rule?.name).toBe('DenyAllInBound')
    const { jitNetworkAccessPolicies } = azure.security()
    const policy = await jitNetworkAccessPolicies.get('rg-vault', 'westeurope', 'default')
    await jitNetworkAccessPolicies.createOrUpdate('rg-vault', 'westeurope', 'default', policy)
    expect(azure.simulator.reachable('vault01', 22, emma).rule?.name).toBe(deny?.name)
  })

  test('without its policy a VM is left to the other rules', async () => {
    expect(reachable('web02', 3389, emma)).toBe(false)
    await azure.arm('DELETE', `${policyPath('rg-web')}?api-version=2020-01-01`)
    expect(azure.simulator.reachable('web02', 3389, emma)).toMatchObject({
      reachable: true,
      rule: { name: 'allow-rdp-web02' },
    })
    expect(azure.simulator.reachable('web01', 3389, emma).rule?.name).toBe('DenyAllInBound')
    expect(reachable('web01', 3389, '10.1.2.3')).toBe(true)
  })

  test('the deny rule is above a user’s allow rule, which is renumbered, or below it, as the switch says', async () => {
    const named = async () =>
      Object.fromEntries((await wireRules()).map((rule) => [rule.name, rule.properties.priority]))
    expect(await named()).toMatchObject({ 'allow-rdp-web02': 301, 'allow-https': 310 })
    expect(azure.simulator.reachable('web02', 3389, emma)).toMatchObject({ reachable: false, rule: { priority: 300 } })
    azure.simulator.settings.denyPlacement = 'last'
    expect(await named()).toMatchObject({ 'allow-rdp-web02': 300, 'allow-https': 310 })
    expect(azure.simulator.reachable('web02', 3389, emma)).toMatchObject({
      reachable: true,
      rule: { name: 'allow-rdp-web02' },
    })
    expect(reachable('web01', 3389, emma)).toBe(false)
  })

  test('the prefix of the names is a switch', async () => {
    azure.simulator.settings.rulePrefix = 'SecurityCenter-JITRule'
    await openPort(azure, web01)
    pass(1_000)
    expect(azure.simulator.reachable('web01', 3389, emma).rule?.name).toMatch(/^SecurityCenter-JITRule-/)
    expect(azure.simulator.reachable('web01', 3389, adam).rule?.name).toMatch(/^SecurityCenter-JITRule_/)
  })

  test('the rule may exist a while before it lets anything through', async () => {
    azure.simulator.settings.effectiveAfterMs = 60_000
    azure.simulator.settings.initiatedAfterMs = 8_000
    await openPort(azure, web01)
    pass(7_999)
    expect((await wireRules()).some((rule) => rule.name.includes('JITRule-'))).toBe(false)
    pass(1)
    expect((await wireRules()).some((rule) => rule.name.includes('JITRule-'))).toBe(true)
    expect(reachable('web01', 3389, emma)).toBe(false)
    pass(59_999)
    expect(reachable('web01', 3389, emma)).toBe(false)
    pass(1)
    expect(reachable('web01', 3389, emma)).toBe(true)
  })

  describe('a newer request', () => {
    const windows = async () => {
      const policy = await azure.security().jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'default')
      const ports = (policy.requests ?? []).flatMap((each) => each.virtualMachines.flatMap((vm) => vm.ports))
      return ports.map((port) => `${port.allowedSourceAddressPrefix} ${port.status} ${port.statusReason}`).sort()
    }
    const twice = async () => {
      await openPort(azure, { ...web01, source: emma })
      await openPort(azure, { ...web01, source: adam })
      pass(minuteMs)
      await openPort(azure, { ...web01, source: emma, minutes: 5 })
      pass(minuteMs)
    }

    test('replaces nothing', async () => {
      await twice()
      const open = 'Initiated UserRequested'
      expect(await windows()).toEqual([`${emma} ${open}`, `${emma} ${open}`, `${adam} ${open}`].sort())
      pass(10 * minuteMs)
      expect([reachable('web01', 3389, emma), reachable('web01', 3389, adam)]).toEqual([true, true])
    })

    test('replaces whatever is open on the VM’s port', async () => {
      azure.simulator.settings.newerReplaces = 'vm-port'
      await twice()
      const gone = 'Revoked NewerRequestInitiated'
      expect(await windows()).toEqual([`${emma} ${gone}`, `${emma} Initiated UserRequested`, `${adam} ${gone}`].sort())
      expect([reachable('web01', 3389, emma), reachable('web01', 3389, adam)]).toEqual([true, false])
      pass(10 * minuteMs)
      expect(reachable('web01', 3389, emma)).toBe(false)
    })

    test('replaces what is open on the VM’s port to the same source', async () => {
      azure.simulator.settings.newerReplaces = 'vm-port-source'
      await twice()
      const open = 'Initiated UserRequested'
      const gone = 'Revoked NewerRequestInitiated'
      expect(await windows()).toEqual([`${emma} ${gone}`, `${emma} ${open}`, `${adam} ${open}`].sort())
      pass(10 * minuteMs)
      expect([reachable('web01', 3389, emma), reachable('web01', 3389, adam)]).toEqual([false, true])
      expect(await windows()).toContain(`${emma} ${gone}`)
    })

    test('takes only its own port out of an older request', async () => {
      azure.simulator.settings.newerReplaces = 'vm-port'
      const endTimeUtc = new Date(azure.clock.nowMs + hourMs)
      const ports = [3389, 5986].map((number) => ({ number, endTimeUtc, allowedSourceAddressPrefix: emma }))
      const both = { virtualMachines: [{ id: vmId('rg-web', 'web01'), ports }] }
      await azure.security().jitNetworkAccessPolicies.initiate('rg-web', 'westeurope', 'default', both)
      pass(minuteMs)
      expect(azure.simulator.reachable('web01', 5986, emma).rule?.ports).toEqual(['3389', '5986'])
      await openPort(azure, { ...web01, source: adam })
      pass(minuteMs)
      expect([reachable('web01', 3389, emma), reachable('web01', 5986, emma)]).toEqual([false, true])
      expect(azure.simulator.reachable('web01', 5986, emma).rule?.ports).toEqual(['5986'])
    })
  })

  test('behind a firewall a port is reached by either number, from the source alone', async () => {
    expect(reachable('jump01', 3389, emma)).toBe(false)
    await openPort(azure, { ...web01, group: 'rg-edge', vm: 'jump01' })
    pass(1_000)
    expect([reachable('jump01', 3389, emma), reachable('jump01', 13389, emma)]).toEqual([true, true])
    expect(reachable('jump01', 13389, adam)).toBe(false)
    expect(reachable('jump01', 22, emma)).toBe(false)
    pass(hourMs)
    expect(reachable('jump01', 13389, emma)).toBe(false)
  })

  test('a VM that nothing protects is open, one that is off is not', () => {
    expect(azure.simulator.reachable('legacy01', 3389, emma)).toMatchObject({ reachable: true, rule: null })
    expect(azure.simulator.reachable('report01', 3389, emma)).toMatchObject({ reachable: false, rule: null })
  })

  test('questions that cannot be answered say so', () => {
    const ask = (vm: string, port: number, from: string) => () => azure.simulator.reachable(vm, port, from)
    expect(ask('nothing', 22, emma)).toThrow(expect.objectContaining({ status: 404 }))
    const ids = [vmId('rg-api-blue', 'api01'), vmId('rg-api-green', 'api01')]
    expect(ask('api01', 22, emma)).toThrow(expect.objectContaining({ status: 409, ids }))
    expect(reachable(ids[0]?.toUpperCase() ?? '', 22, emma)).toBe(false)
    for (const port of [0, 65536, 22.5, Number.NaN])
      expect(ask('web01', port, emma)).toThrow(expect.objectContaining({ status: 400 }))
    for (const from of ['', '*', '10.0.0.0/8', '::1', 'here'])
      expect(ask('web01', 22, from)).toThrow(expect.objectContaining({ status: 400 }))
    expect(() => azure.simulator.rules('nothing')).toThrow(expect.objectContaining({ status: 404 }))
  })

  test('the rules of a VM are in order and are its own', async () => {
    await openPort(azure, web01)
    await openPort(azure, { ...web01, vm: 'web02', source: adam })
    pass(1_000)
    const rules = azure.simulator.rules('WEB01')
    expect(rules.map((rule) => [rule.priority, rule.access, rule.source, rule.destination, rule.ports])).toEqual([
      [100, 'Allow', emma, '10.1.1.4', ['3389']],
      [310, 'Allow', 'Internet', '*', ['443']],
      [4096, 'Deny', '*', '10.1.1.4', ['3389', '5986']],
      [65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork', ['*']],
      [65001, 'Allow', 'AzureLoadBalancer', '*', ['*']],
      [65500, 'Deny', '*', '*', ['*']],
    ])
    expect(rules[0]).toMatchObject({ protocol: 'Tcp', group: 'nsg-web', description: expect.stringContaining('web01') })
  })

  test('the estate shows every VM, and what is open and opening', async () => {
    await openPort(azure, web01)
    const estate = azure.simulator.estate()
    expect(estate.length).toBeGreaterThanOrEqual(16)
    expect(estate.find((vm) => vm.name === 'web01')).toEqual({
      id: vmId('rg-web', 'web01'),
      name: 'web01',
      subscription: 'Contoso Production',
      resourceGroup: 'rg-web',
      location: 'westeurope',
      os: 'Windows',
      tags: { env: 'prod' },
      power: 'running',
      privateIp: '10.1.1.4',
      publicIp: '20.61.1.4',
      jit: 'configured',
      ports: [
        {
          number: 3389,
          protocol: 'TCP',
          maxMinutes: 180,
          open: [{ source: emma, until: new Date(azure.clock.nowMs + hourMs).toISOString(), status: 'Initiating' }],
        },
        { number: 5986, protocol: 'TCP', maxMinutes: 180, open: [] },
      ],
    })
    const jit = (name: string) => estate.find((vm) => vm.name === name)
    expect(jit('app03')).toMatchObject({ jit: 'not configured', why: expect.any(String), ports: [] })
    expect(jit('legacy01')).toMatchObject({
      jit: 'unsupported',
      why: expect.stringContaining('No network security group'),
    })
    expect(jit('report01')).toMatchObject({ power: 'deallocated' })
    expect(jit('lab01')?.tags).not.toHaveProperty('env')
    expect(estate.filter((vm) => vm.name === 'api01')).toHaveLength(2)
    azure.simulator.settings.plan[dev] = 'free'
    expect(azure.simulator.estate().find((vm) => vm.name === 'dev01')).toMatchObject({ jit: 'unsupported', ports: [] })
  })

  test('ten thousand more VMs are spread, mostly configured, and each is shut until asked for', async () => {
    await azure.close()
    azure = await startSimulatedAzure({ vms: 10_000 })
    const generated = azure.simulator.estate().filter((vm) => vm.name.startsWith('srv'))
    expect(generated).toHaveLength(10_000)
    expect(new Set(generated.map((vm) => vm.id.toLowerCase())).size).toBe(10_000)
    expect(new Set(generated.map((vm) => vm.privateIp)).size).toBe(10_000)
    const groups = new Map<string, boolean[]>()
    for (const { resourceGroup, jit } of generated) {
      groups.set(resourceGroup, [...(groups.get(resourceGroup) ?? []), jit === 'configured'])
    }
    expect(groups.size).toBe(40)
    for (const configured of groups.values()) {
      expect(configured).toHaveLength(250)
      expect(configured.filter(Boolean)).toHaveLength(200)
    }
    const vm = generated.find((each) => each.jit === 'configured' && each.os === 'Linux')
    if (vm === undefined) throw new Error('no configured VM')
    expect(reachable(vm.name, 22, emma)).toBe(false)
    const subscription = vm.subscription === 'Contoso Production' ? prod : dev
    const ask = { group: vm.resourceGroup, vm: vm.name, port: 22, source: emma, minutes: 60, location: vm.location }
    await openPort(azure, { ...ask, subscription })
    pass(1_000)
    expect(reachable(vm.name, 22, emma)).toBe(true)
  })
})
