import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { dev, nsgPath, policyPath, prod, type SimulatedAzure, startSimulatedAzure, vmId } from './simulated-azure.ts'

const version = 'api-version=2020-01-01'

describe('the wire of Azure Resource Manager', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const error = (status: number, code: string) => ({
    status,
    body: { error: { code, message: expect.stringMatching(/.{10}/) } },
  })
  const put = (body: string) => azure.arm('PUT', `${policyPath('rg-web')}?${version}`, body)

  test('paths are matched without case, with doubled slashes and escapes', async () => {
    for (const path of [
      policyPath('rg-web').toUpperCase(),
      policyPath('rg-web').replaceAll('/', '//'),
      `${policyPath('rg-web')}/`,
      policyPath('rg%2Dweb'),
    ]) {
      expect(await azure.arm('GET', `${path}?${version}`)).toMatchObject({
        status: 200,
        body: { id: policyPath('rg-web') },
      })
    }
    expect(await azure.arm('GET', `/subscriptions/%zz?${version}`)).toMatchObject(error(400, 'BadRequest'))
  })

  test('query keys may be escaped and in any case', async () => {
    const path = `${vmId('rg-report', 'report01')}?API-version=2024-03-01&%24expand=instanceView&%24filter=nothing`
    expect(await azure.arm('GET', path)).toMatchObject({
      status: 200,
      body: { properties: { instanceView: { statuses: [{ code: 'PowerState/deallocated' }] } } },
    })
    expect((await azure.arm('GET', `${vmId('rg-web', 'web01')}?api-version=2024-03-01`)).body).not.toHaveProperty(
      'properties.instanceView',
    )
  })

  test('the api-version is required and must be known', async () => {
    const get = (query: string) => azure.arm('GET', `${policyPath('rg-web')}${query}`)
    expect(await get('')).toMatchObject(error(400, 'MissingApiVersionParameter'))
    expect(await get('?api-version=')).toMatchObject(error(400, 'MissingApiVersionParameter'))
    expect(await get('?api-version=2019-01-01')).toMatchObject(error(400, 'InvalidApiVersionParameter'))
    expect((await get('?api-version=2015-06-01-preview')).status).toBe(200)
    const nsg = nsgPath('rg-web', 'nsg-web')
    expect(await azure.arm('GET', `${nsg}?api-version=latest`)).toMatchObject(error(400, 'InvalidApiVersionParameter'))
  })

  test('a bearer token is required, on every path', async () => {
    for (const authorization of ['', 'Basic abc', 'Bearer ']) {
      const answer = await azure.arm('GET', `/anything`, undefined, { authorization })
      expect(answer).toMatchObject(error(401, 'AuthenticationFailed'))
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    }
    expect(azure.simulator.calls()).toEqual({})
  })

  test('unknown paths and methods are refused in ARM’s shape', async () => {
    expect(await azure.arm('GET', `/subscriptions/${prod}/nothing?${version}`)).toMatchObject(error(404, 'NotFound'))
    expect(await azure.arm('PATCH', `${policyPath('rg-web')}?${version}`)).toMatchObject(error(405, 'MethodNotAllowed'))
    expect(
      await azure.arm('GET', `/subscriptions/nope/providers/Microsoft.Security/jitNetworkAccessPolicies?${version}`),
    ).toMatchObject(error(404, 'SubscriptionNotFound'))
  })

  test('bodies that are too long, not JSON or not objects are refused', async () => {
    expect(await put('{"properties":')).toMatchObject(error(400, 'InvalidRequestContent'))
    expect(await put('')).toMatchObject(error(400, 'InvalidRequestContent'))
    for (const body of [
      'null',
      '[]',
      '"text"',
      '{}',
      '{"properties":{"virtualMachines":[null]}}',
      '{"properties":{"virtualMachines":[{"id":1}]}}',
    ]) {
      expect(await put(body)).toMatchObject(error(400, 'InvalidRequestContent'))
    }
    // By hand: an ordinary client may still be sending when the answer comes.
    const socket = connect(Number(new URL(azure.simulator.url).port), '127.0.0.1')
    const length = 5 * 1024 * 1024
    socket.write(`PUT ${policyPath('rg-web')}?${version} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`)
    socket.write('x'.repeat(length - 1))
    socket.on('error', () => undefined)
    expect(await text(socket)).toMatch(/^HTTP\/1.1 413 [\s\S]*"code":"RequestContentTooLarge"/)
  })

  test('answers carry Azure’s headers', async () => {
    const correlation = '0b7e0000-0000-4000-8000-000000000001'
    const { headers } = await azure.arm('GET', `${policyPath('rg-web')}?${version}`, undefined, {
      'x-ms-correlation-request-id': correlation,
    })
    expect(headers.get('x-ms-correlation-request-id')).toBe(correlation)
    expect(headers.get('x-ms-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('x-ms-routing-request-id')).toMatch(/^WESTEUROPE:/)
    expect(headers.get('x-ms-ratelimit-remaining-subscription-reads')).toMatch(/^\d+$/)
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    const refused = await azure.arm('DELETE', `${policyPath('rg-none')}?${version}`)
    expect(refused.headers.get('x-ms-ratelimit-remaining-subscription-deletes')).toMatch(/^\d+$/)
    expect(refused.headers.get('x-ms-correlation-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('nextLink is absolute, on the host that was called, and keeps the api-version', async () => {
    azure.simulator.settings.pageSize = 2
    const list = `/subscriptions/${prod}/providers/Microsoft.Security/jitNetworkAccessPolicies?${version}`
    const { body } = await azure.arm('GET', list)
    const { nextLink } = body as { nextLink: string }
    expect(nextLink.startsWith(`${azure.simulator.url}/subscriptions/`)).toBe(true)
    const next = await azure.arm('GET', nextLink.slice(azure.simulator.url.length))
    expect(next.status).toBe(200)
    expect(next.body).not.toEqual(body)
    expect(await azure.arm('GET', `${list}&%24skiptoken=x`)).toMatchObject(error(400, 'InvalidSkipToken'))
  })

  test('the other resources: subscriptions, plans, regions, interfaces, addresses, groups', async () => {
    const get = async (path: string, api = '2024-05-01') => (await azure.arm('GET', `${path}?api-version=${api}`)).body
    expect(await get('/subscriptions', '2022-12-01')).toMatchObject({
      value: [
        { subscriptionId: prod, displayName: 'Contoso Production', state: 'Enabled' },
        { subscriptionId: dev },
        { displayName: 'Contoso Trial' },
      ],
    })
    const security = `/subscriptions/${prod}/providers/Microsoft.Security`
    expect(await azure.security().pricings.get('VirtualMachines')).toMatchObject({
      pricingTier: 'Standard',
      subPlan: 'P2',
    })
    azure.simulator.settings.plan[prod] = 'free'
    expect(await azure.security().pricings.get('VirtualMachines')).toMatchObject({ pricingTier: 'Free' })
    expect(await get(`${security}/pricings`, '2024-01-01')).toMatchObject({ value: [{ name: 'VirtualMachines' }] })
    expect(await get(`${security}/locations`, '2015-06-01-preview')).toMatchObject({ value: [{ name: 'westeurope' }] })
    const network = `/subscriptions/${prod}/resourceGroups/rg-web/providers/Microsoft.Network`
    expect(await get(`${network}/networkInterfaces/web01-nic`)).toMatchObject({
      properties: { virtualMachine: { id: vmId('rg-web', 'web01') } },
    })
    expect(await get(`${network}/publicIPAddresses/WEB01-ip`)).toMatchObject({ properties: { ipAddress: '20.61.1.4' } })
    expect(await get(`${network}/publicIPAddresses/none`)).toMatchObject({ error: { code: 'ResourceNotFound' } })
    expect(await get(`${network}/networkSecurityGroups`)).toMatchObject({ value: [{ name: 'nsg-web' }] })
    const defaults = ['AllowVnetInBound', 'AllowAzureLoadBalancerInBound', 'DenyAllInBound']
    expect(await get(nsgPath('rg-web', 'nsg-web'))).toMatchObject({
      properties: { defaultSecurityRules: defaults.map((name) => ({ name })), subnets: [{ id: expect.any(String) }] },
    })
    expect(await get(`${nsgPath('rg-web', 'nsg-web')}/securityRules`)).toMatchObject({ value: expect.any(Array) })
    const everywhere = await get(`/subscriptions/${prod}/providers/Microsoft.Network/networkSecurityGroups`)
    expect((everywhere as { value: unknown[] }).value.length).toBeGreaterThan(5)
    expect(await get(`${network}/networkSecurityGroups/fw-jump01`)).toMatchObject({
      error: { code: 'ResourceNotFound' },
    })
  })
})

describe('rights', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const type = 'Microsoft.Security/locations/jitNetworkAccessPolicies'
  const call = (method: string, path: string, api: string, body?: object) =>
    azure.arm(method, `${path}?api-version=${api}`, body)
  const endTimeUtc = '2024-05-06T10:00:00Z'
  const initiate = () =>
    call('POST', `${policyPath('rg-web')}/initiate`, '2020-01-01', {
      virtualMachines: [{ id: vmId('rg-web', 'web01'), ports: [{ number: 3389, endTimeUtc }] }],
    })
  const putSame = () =>
    call('PUT', policyPath('rg-web'), '2020-01-01', {
      properties: { virtualMachines: [] },
    })

  test('a requester may read and initiate, and no more', async () => {
    azure.simulator.settings.roles = [
      `${type}/read`,
      `${type}/initiate/action`,
      'Microsoft.Compute/virtualMachines/read',
      'Microsoft.Network/networkInterfaces/*/read',
      'Microsoft.Network/publicIPAddresses/read',
    ]
    expect((await call('GET', policyPath('rg-web'), '2020-01-01')).status).toBe(200)
    expect((await initiate()).status).toBe(202)
    expect((await call('GET', vmId('rg-web', 'web01'), '2024-03-01')).status).toBe(200)
    const nic = '/resourceGroups/rg-web/providers/Microsoft.Network/networkInterfaces/web01-nic'
    expect((await call('GET', `/subscriptions/${prod}${nic}`, '2024-05-01')).status).toBe(200)
    const refused = { status: 403, body: { error: { code: 'AuthorizationFailed' } } }
    expect(await putSame()).toMatchObject(refused)
    expect(await call('DELETE', policyPath('rg-web'), '2020-01-01')).toMatchObject(refused)
    expect(await call('GET', nsgPath('rg-web', 'nsg-web'), '2024-05-01')).toMatchObject(refused)
    expect(await call('DELETE', `${nsgPath('rg-web', 'nsg-web')}/securityRules/a`, '2024-05-01')).toMatchObject(refused)
  })

  test('without the action, initiate opens nothing', async () => {
    azure.simulator.settings.roles = [`${type}/read`]
    expect(await initiate()).toMatchObject({
      status: 403,
      body: {
        error: {
          code: 'AuthorizationFailed',
          message: expect.stringContaining(`perform action '${type}/initiate/action'`),
        },
      },
    })
    azure.clock.nowMs += 1_000
    expect(azure.simulator.reachable('web01', 3389, azure.simulator.settings.callerAddress).reachable).toBe(false)
  })

  test('writing a policy also needs the right to write to VMs', async () => {
    azure.simulator.settings.roles = [`${type}/write`]
    expect(await putSame()).toMatchObject({ status: 403, body: { error: { code: 'LinkedAuthorizationFailed' } } })
    azure.simulator.settings.roles = [`${type}/write`, 'Microsoft.Compute/*/write']
    expect((await putSame()).status).toBe(200)
  })

  test('without the paid plan, nothing is opened or configured', async () => {
    azure.simulator.settings.plan[prod] = 'free'
    expect(await initiate()).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining('Plan 2') } },
    })
    expect((await putSame()).status).toBe(403)
    azure.simulator.settings.plan[prod] = 'P2'
    expect((await initiate()).status).toBe(202)
  })
})
