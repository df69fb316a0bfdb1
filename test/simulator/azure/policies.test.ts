import {
  collect,
  dev,
  hourMs,
  minuteMs,
  openPort,
  policyPath,
  prod,
  type SimulatedAzure,
  startMs,
  startSimulatedAzure,
  vmId,
} from './simulated-azure.ts'

describe('JIT policies, through @azure/arm-security', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const policies = (subscription = prod) => azure.security(subscription).jitNetworkAccessPolicies
  const ssh = { number: 22, protocol: 'TCP', allowedSourceAddressPrefix: '*', maxRequestAccessDuration: 'PT3H' }

  test('are listed at four scopes', async () => {
    const everywhere = await collect(policies().list())
    expect(everywhere.map((policy) => policy.id).sort()).toEqual(
      [
        policyPath('rg-web'),
        policyPath('rg-spoke'),
        policyPath('rg-data'),
        policyPath('rg-vault'),
        policyPath('rg-edge'),
        policyPath('rg-api-blue'),
        policyPath('rg-app', 'northeurope'),
        policyPath('rg-report', 'northeurope'),
        policyPath('rg-api-green', 'northeurope'),
      ].sort(),
    )
    const north = await collect(policies().listByRegion('northeurope'))
    expect(north.map((policy) => policy.location)).toEqual(['northeurope', 'northeurope', 'northeurope'])
    expect(await collect(policies().listByResourceGroup('rg-web'))).toHaveLength(1)
    expect(await collect(policies().listByResourceGroupAndRegion('rg-web', 'westeurope'))).toHaveLength(1)
    expect(await collect(policies().listByResourceGroupAndRegion('rg-web', 'northeurope'))).toEqual([])
    expect(await collect(policies(dev).list())).toHaveLength(3)
  })

  test('come in pages that the client follows, each policy once', async () => {
    azure.simulator.settings.pageSize = 3
    const ids = (await collect(policies().list())).map((policy) => policy.id)
    expect(new Set(ids).size).toBe(9)
    expect(ids).toHaveLength(9)
    expect(azure.simulator.calls().list).toBe(3)
  })

  test('show their VMs and port rules', async () => {
    const policy = await policies().get('rg-app', 'northeurope', 'default')
    expect(policy).toMatchObject({
      kind: 'Basic',
      name: 'default',
      location: 'northeurope',
      provisioningState: 'Succeeded',
    })
    expect(policy.requests).toEqual([])
    expect(policy.virtualMachines).toEqual([
      { id: vmId('rg-app', 'app01'), ports: [ssh] },
      { id: vmId('rg-app', 'app02'), ports: [{ ...ssh, allowedSourceAddressPrefix: '203.0.113.0/24' }] },
    ])
  })

  test('say 404 ResourceNotFound and ResourceGroupNotFound', async () => {
    await expect(policies().get('rg-web', 'westeurope', 'nothing')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    })
    await expect(policies().get('rg-none', 'westeurope', 'default')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceGroupNotFound',
    })
    await expect(collect(policies('33333333-3333-4333-8333-333333333333').list())).rejects.toMatchObject({
      code: 'SubscriptionNotFound',
    })
  })

  test('are created with 200, Updating at first and Succeeded later', async () => {
    const put = await policies().createOrUpdate('rg-app', 'northeurope', 'mine', {
      kind: 'Basic',
      virtualMachines: [{ id: vmId('rg-app', 'app03'), ports: [ssh] }],
    })
    expect(put).toMatchObject({ id: policyPath('rg-app', 'northeurope', prod, 'mine'), provisioningState: 'Updating' })
    azure.clock.nowMs += 1_000
    const policy = await policies().get('rg-app', 'northeurope', 'mine')
    expect(policy).toMatchObject({ provisioningState: 'Succeeded', virtualMachines: [{ id: vmId('rg-app', 'app03') }] })
    const raw = await azure.arm('PUT', `${policyPath('rg-app', 'northeurope', prod, 'mine')}?api-version=2020-01-01`, {
      properties: { virtualMachines: [], requests: [] },
    })
    expect(raw.status).toBe(200)
    expect(raw.body).toMatchObject({ properties: { appendMode: false, requests: [], virtualMachines: [] } })
  })

  test('replace their VMs wholesale and keep their requests, whatever requests are sent', async () => {
    await openPort(azure, { group: 'rg-web', vm: 'web01', port: 3389, source: '203.0.113.7', minutes: 60 })
    const put = await policies().createOrUpdate('rg-web', 'westeurope', 'default', {
      virtualMachines: [{ id: vmId('rg-web', 'web01'), ports: [{ ...ssh, number: 3389 }] }],
      requests: [],
    })
    expect(put.virtualMachines).toHaveLength(1)
    expect(put.requests).toHaveLength(1)
  })

  test('refuse VMs from elsewhere, in Azure’s words', async () => {
    const wrong = [vmId('rg-data', 'db01'), vmId('rg-dev', 'dev01', dev)]
    for (const id of wrong) {
      const body = { virtualMachines: [{ id, ports: [ssh] }] }
      await expect(policies().createOrUpdate('rg-web', 'westeurope', 'default', body)).rejects.toThrow(
        `The following Virtual Machines are in a different cloud, subscription, location or resource group than the JIT policy: ${id}`,
      )
    }
    const elsewhere = { virtualMachines: [{ id: vmId('rg-web', 'web01'), ports: [ssh] }] }
    await expect(policies().createOrUpdate('rg-web', 'northeurope', 'default', elsewhere)).rejects.toThrow(
      /different cloud/,
    )
  })

  test('refuse what cannot be a policy', async () => {
    const put = (vm: string, port: object, name = 'default') => {
      const body = { properties: { virtualMachines: [{ id: vmId('rg-app', vm), ports: [{ ...ssh, ...port }] }] } }
      return azure.arm('PUT', `${policyPath('rg-app', 'northeurope', prod, name)}?api-version=2020-01-01`, body)
    }
    for (const port of [
      { number: 70000 },
      { number: '22' },
      { protocol: 'ICMP' },
      { maxRequestAccessDuration: 'PT4M' },
      { maxRequestAccessDuration: 'P2D' },
      { maxRequestAccessDuration: '3h' },
      { allowedSourceAddressPrefix: '300.1.1.1' },
    ]) {
      expect(await put('app03', port)).toMatchObject({
        status: 400,
        body: { error: { code: 'InvalidRequestContent' } },
      })
    }
    expect((await put('app03', {}, 'a'.repeat(51))).status).toBe(200)
    expect((await put('app03', {}, 'a'.repeat(52))).status).toBe(400)
    expect((await put('app99', {})).status).toBe(404)
    expect((await put('app03', { allowedSourceAddressPrefixes: ['10.0.0.0/8', '192.0.2.1'] })).status).toBe(200)
  })

  test('refuse a VM that nothing protects', async () => {
    const legacy = { virtualMachines: [{ id: vmId('rg-legacy', 'legacy01'), ports: [ssh] }] }
    await expect(policies().createOrUpdate('rg-legacy', 'westeurope', 'default', legacy)).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('No network security group'),
    })
  })

  test('are deleted with 200 and, where there is none, 204, both empty', async () => {
    const path = `${policyPath('rg-vault')}?api-version=2020-01-01`
    expect(await azure.arm('DELETE', path)).toMatchObject({ status: 200, body: undefined })
    expect(await azure.arm('DELETE', path)).toMatchObject({ status: 204, body: undefined })
    expect(await collect(policies().listByResourceGroup('rg-vault'))).toEqual([])
    const empty = policyPath('rg-vault').replace(/\/default$/, '')
    expect((await azure.arm('GET', `${empty}?api-version=2020-01-01`)).body).toEqual({ value: [] })
    await policies().delete('rg-web', 'westeurope', 'default')
    expect(azure.simulator.estate().find((vm) => vm.name === 'web01')?.jit).toBe('not configured')
  })
})

describe('initiate, through @azure/arm-security', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: '203.0.113.7', minutes: 60 }
  const requests = async (group = 'rg-web', location = 'westeurope') => {
    const policy = await azure.security().jitNetworkAccessPolicies.get(group, location, 'default')
    return policy.requests ?? []
  }
  const raw = (port: object, vm = vmId('rg-web', 'web01')) =>
    azure.arm('POST', `${policyPath('rg-web')}/initiate?api-version=2020-01-01`, {
      virtualMachines: [{ id: vm, ports: [port] }],
    })
  const inMinutes = (minutes: number) => new Date(azure.clock.nowMs + minutes * minuteMs).toISOString()
  const notSubset = `The given access request is not a subset of policy '${policyPath('rg-web')}'. Please make sure that the access request is within the allowed policy properties.`

  test('answers the request as Initiating, and later reads say Initiated, then Revoked, then nothing', async () => {
    const end = new Date(startMs + hourMs)
    const request = await openPort(azure, web01)
    const port = { number: 3389, allowedSourceAddressPrefix: '203.0.113.7', endTimeUtc: end }
    expect(request).toEqual({
      virtualMachines: [
        { id: vmId('rg-web', 'web01'), ports: [{ ...port, status: 'Initiating', statusReason: 'UserRequested' }] },
      ],
      startTimeUtc: new Date(startMs),
      requestor: '',
      justification: 'INC123456',
    })
    const status = async () => (await requests()).map((each) => each.virtualMachines[0]?.ports[0])
    expect(await status()).toEqual([{ ...port, status: 'Initiating', statusReason: 'UserRequested' }])
    azure.clock.nowMs = startMs + 1_000
    expect(await status()).toEqual([{ ...port, status: 'Initiated', statusReason: 'UserRequested' }])
    azure.clock.nowMs = end.getTime() - 1
    expect(await status()).toEqual([{ ...port, status: 'Initiated', statusReason: 'UserRequested' }])
    azure.clock.nowMs = end.getTime()
    expect(await status()).toEqual([{ ...port, status: 'Revoked', statusReason: 'Expired' }])
    azure.clock.nowMs = startMs + 30 * 24 * hourMs - 1
    expect(await status()).toHaveLength(1)
    azure.clock.nowMs += 1
    expect(await status()).toEqual([])
  })

  test('writes time stamps with seven digits and answers 202', async () => {
    const answer = await raw({ number: 3389, endTimeUtc: inMinutes(60), allowedSourceAddressPrefix: '203.0.113.7' })
    expect(answer.status).toBe(202)
    expect(answer.body).toMatchObject({
      startTimeUtc: expect.stringMatching(/^2024-05-06T09:00:00\.123\d{4}Z$/),
      virtualMachines: [{ ports: [{ endTimeUtc: '2024-05-06T10:00:00.1230000Z' }] }],
    })
    for (const header of ['location', 'azure-asyncoperation', 'retry-after'])
      expect(answer.headers.has(header)).toBe(false)
  })

  test('opens to the caller when no source is named', async () => {
    azure.simulator.settings.callerAddress = '198.51.100.99'
    const { source: _source, ...unsourced } = web01
    const request = await openPort(azure, unsourced)
    expect(request.virtualMachines[0]?.ports[0]?.allowedSourceAddressPrefix).toBe('198.51.100.99')
    azure.clock.nowMs += 1_000
    expect(azure.simulator.reachable('web01', 3389, '198.51.100.99').reachable).toBe(true)
    expect(azure.simulator.reachable('web01', 3389, '203.0.113.7').reachable).toBe(false)
  })

  test.each([
    ['a port outside the policy', { port: 22 }],
    ['longer than the rule', { minutes: 181 }],
    ['shorter than the service allows', { minutes: 3 }],
    ['a VM outside the policy', { vm: 'web03' }],
  ])('refuses %s as not a subset, and keeps nothing', async (_what, change) => {
    await expect(openPort(azure, { ...web01, ...change })).rejects.toMatchObject({
      statusCode: 400,
      message: notSubset,
    })
    expect(await requests()).toEqual([])
  })

  test('accepts exactly the longest and about the shortest', async () => {
    await openPort(azure, { ...web01, minutes: 180 })
    await openPort(azure, { ...web01, minutes: 5 })
    expect(await requests()).toHaveLength(2)
  })

  test('refuses IPv6 in Azure’s words', async () => {
    await expect(openPort(azure, { ...web01, source: '2001:db8::1' })).rejects.toThrow(
      'The provided access request contains a source IP address in IPv6 format, which is unsupported by Just-In-Time Network Access.',
    )
  })

  test('is all or nothing', async () => {
    const good = { number: 3389, endTimeUtc: new Date(startMs + hourMs), allowedSourceAddressPrefix: '203.0.113.7' }
    const body = { virtualMachines: [{ id: vmId('rg-web', 'web01'), ports: [good, { ...good, number: 1 }] }] }
    const { jitNetworkAccessPolicies } = azure.security()
    await expect(jitNetworkAccessPolicies.initiate('rg-web', 'westeurope', 'default', body)).rejects.toThrow(notSubset)
    expect(await requests()).toEqual([])
  })

  test('refuses a source outside the rule; inside it, as the switch says', async () => {
    const app02 = { group: 'rg-app', vm: 'app02', port: 22, minutes: 60, location: 'northeurope' }
    await expect(openPort(azure, { ...app02, source: '198.51.100.7' })).rejects.toThrow(/not a subset/)
    await expect(openPort(azure, { ...app02, source: '*' })).rejects.toThrow(/not a subset/)
    await expect(openPort(azure, { ...app02, source: '203.0.112.0/23' })).rejects.toThrow(/not a subset/)
    await openPort(azure, { ...app02, source: '203.0.113.7' })
    azure.simulator.settings.sourceInsidePrefix = 'refused'
    await expect(openPort(azure, { ...app02, source: '203.0.113.7' })).rejects.toThrow(/not a subset/)
    await openPort(azure, { ...app02, source: '203.0.113.0/24' })
  })

  test('accepts the undocumented duration and plural prefixes', async () => {
    const answer = await raw({
      number: 3389,
      duration: 'PT1H',
      allowedSourceAddressPrefixes: ['203.0.113.7', '198.51.100.0/24'],
    })
    expect(answer).toMatchObject({
      status: 202,
      body: {
        virtualMachines: [
          {
            ports: [
              {
                endTimeUtc: '2024-05-06T10:00:00.1230000Z',
                allowedSourceAddressPrefixes: ['203.0.113.7', '198.51.100.0/24'],
              },
            ],
          },
        ],
      },
    })
    azure.clock.nowMs += 1_000
    expect(azure.simulator.reachable('web01', 3389, '198.51.100.200').reachable).toBe(true)
  })

  test.each([
    ['no end', { number: 3389 }],
    ['an end that is no time', { number: 3389, endTimeUtc: 'soon' }],
    ['a number that is a text', { number: '3389', endTimeUtc: '2024-05-06T10:00:00Z' }],
    [
      'a source that is none',
      { number: 3389, endTimeUtc: '2024-05-06T10:00:00Z', allowedSourceAddressPrefix: 'office' },
    ],
  ])('refuses %s as unreadable', async (_what, port) => {
    expect(await raw(port)).toMatchObject({ status: 400, body: { error: { code: 'InvalidRequestContent' } } })
  })

  test('finds the VM whatever the case of its id', async () => {
    const id = vmId('RG-WEB', 'WEB01').toUpperCase()
    expect((await raw({ number: 3389, endTimeUtc: inMinutes(60) }, id)).status).toBe(202)
  })

  test('names the person, when the caller is one', async () => {
    azure.simulator.settings.identity = { upn: 'adam@contoso.example' }
    expect((await openPort(azure, web01)).requestor).toBe('adam@contoso.example')
  })

  test('lists requests in another order than they were made', async () => {
    for (let n = 1; n <= 8; n++) {
      await openPort(azure, web01)
      azure.clock.nowMs += minuteMs
    }
    const starts = (await requests()).map((request) => request.startTimeUtc.getTime())
    expect(starts).toHaveLength(8)
    expect(starts).not.toEqual([...starts].sort((a, b) => a - b))
  })

  test('shows the mapped port behind a firewall', async () => {
    const request = await openPort(azure, { ...web01, group: 'rg-edge', vm: 'jump01' })
    expect(request.virtualMachines[0]?.ports[0]?.mappedPort).toBe(13389)
    const policy = await azure.security().jitNetworkAccessPolicies.get('rg-edge', 'westeurope', 'default')
    expect(policy.virtualMachines[0]?.publicIpAddress).toBe('20.61.5.100')
  })
})
