import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clouds } from '../../../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../../../src/adapters/azure/credential.ts'
import { type AzureJitParts, azureJit } from '../../../src/adapters/azure/jit.ts'
import { type LoopbackTransport, loopbackTransport } from '../../../src/adapters/azure/loopback-transport.ts'
import { securityClients } from '../../../src/adapters/azure/security-clients.ts'
import { type JitPolicyId, parseJitPolicyId, parseVmId, type VmId } from '../../../src/domain/ids.ts'
import { findOurs, type JitPolicy } from '../../../src/domain/jit-policy.ts'
import { AzureError, type InitiateCall } from '../../../src/ports/jit.ts'
import { must } from '../../fixtures.ts'
import {
  hourMs,
  minuteMs,
  policyPath,
  type SimulatedAzure,
  startSimulatedAzure,
  vmId,
} from '../../simulator/azure/simulated-azure.ts'
import { recordedLog } from './recorded-log.ts'

const policy = must(parseJitPolicyId(policyPath('rg-web')))
const web01 = must(parseVmId(vmId('rg-web', 'web01')))
const mark = 'jit-access-bot:ABCD1234/0;'

let azure: SimulatedAzure
beforeAll(async () => {
  azure = await startSimulatedAzure()
})
afterEach(() => azure.simulator.clearFaults())
afterAll(async () => await azure.close())

function jit(parts: Partial<AzureJitParts> = {}, transport: LoopbackTransport = azure.transport) {
  const clients = securityClients({ credential: sandboxCredential(), cloud: clouds.public, transport })
  return azureJit({ clients, log: recordedLog(), ...parts })
}

function ask(changes: Partial<InitiateCall> = {}): InitiateCall {
  const endsAt = azure.clock.nowMs + hourMs
  return {
    vm: web01,
    ports: [3389],
    source: '203.0.113.7/32',
    endsAt,
    justification: `${mark} · requested by Emma`,
    ...changes,
  }
}

async function failure(promise: Promise<unknown>): Promise<AzureError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AzureError)
  return error as AzureError
}

describe('reading a JIT policy', () => {
  test('answers the port rules of its VMs', async () => {
    const read = await jit().read(policy)
    expect(read.id).toBe(policy)
    expect(read.vms.get(web01)?.rules).toEqual([
      { number: 3389, protocol: 'TCP', sources: ['*'], maxDurationMs: 3 * hourMs },
      { number: 5986, protocol: 'TCP', sources: ['*'], maxDurationMs: 3 * hourMs },
    ])
  })

  test('goes to the region in the id, and knows the address of the firewall', async () => {
    const app = must(parseJitPolicyId(policyPath('rg-app', 'northeurope')))
    expect(
      [...(await jit().read(app)).vms.values()].flatMap((vm) => vm.rules.flatMap((rule) => rule.sources)),
    ).toContain('203.0.113.0/24')
    const edge = must(parseJitPolicyId(policyPath('rg-edge')))
    expect((await jit().read(edge)).vms.get(must(parseVmId(vmId('rg-edge', 'jump01'))))?.firewallAddress).toBe(
      '20.61.5.100',
    )
  })

  test('tells of what was read and of how the call ended', async () => {
    const reads: JitPolicy[] = []
    const calls: unknown[] = []
    const read = await jit({ onRead: (one) => reads.push(one), onCall: (call) => calls.push(call) }).read(policy)
    expect(reads).toEqual([read])
    expect(calls).toEqual([{ operation: 'read', outcome: 'ok', durationMs: expect.any(Number) }])
  })

  test('one that does not exist is refused in the words of Azure', async () => {
    const missing = must(parseJitPolicyId(policyPath('rg-web', 'westeurope', undefined, 'nothing')))
    expect(await failure(jit().read(missing))).toMatchObject({
      outcome: 'refused',
      code: 'ResourceNotFound',
      status: 404,
      message: expect.stringMatching(/was not found/),
    })
  })
})

describe('opening', () => {
  test('asks for what was given, and answers the correlation id of Azure', async () => {
    const endsAt = azure.clock.nowMs + 90 * minuteMs
    const { correlationId } = await jit().initiate(policy, ask({ ports: [3389, 5986], endsAt }))
    expect(correlationId).toMatch(/^[0-9a-f-]{36}$/)
    const asked = must(findOurs(await jit().read(policy), web01, mark))
    expect(asked).toMatchObject({ startedAt: azure.clock.nowMs, justification: `${mark} · requested by Emma` })
    expect(asked.ports.toSorted((a, b) => a.number - b.number)).toEqual(
      [3389, 5986].map((number) => ({
        vm: web01,
        number,
        source: '203.0.113.7',
        endsAt,
        status: 'Initiating',
        statusReason: 'UserRequested',
      })),
    )
    azure.clock.nowMs += 5_000
    expect(findOurs(await jit().read(policy), web01, mark)?.ports.map((port) => port.status)).toEqual([
      'Initiated',
      'Initiated',
    ])
    expect(azure.simulator.reachable(web01, 3389, '203.0.113.7').reachable).toBe(true)
    expect(azure.simulator.reachable(web01, 3389, '203.0.113.8').reachable).toBe(false)
    azure.clock.nowMs = endsAt + 1_000
    expect(findOurs(await jit().read(policy), web01, mark)?.ports).toMatchObject([
      { status: 'Revoked', statusReason: 'Expired' },
      { status: 'Revoked' },
    ])
  })

  test('behind a firewall the mapped port is told', async () => {
    const edge = must(parseJitPolicyId(policyPath('rg-edge')))
    const vm = must(parseVmId(vmId('rg-edge', 'jump01')))
    await jit().initiate(edge, ask({ vm }))
    expect(findOurs(await jit().read(edge), vm, mark)?.ports).toMatchObject([{ number: 3389, mappedPort: 13_389 }])
  })

  test.each<[string, Partial<InitiateCall>]>([
    ['a port without a rule', { ports: [22] }],
    ['a time over the maximum', { endsAt: Date.UTC(2100, 0) }],
    ['another VM', { vm: must(parseVmId(vmId('rg-web', 'nothing'))) }],
  ])('O2 %s is refused as "not a subset", in the words of Azure', async (_, changes) => {
    const error = await failure(jit().initiate(policy, ask(changes)))
    expect(error).toMatchObject({ outcome: 'refused', status: 400 })
    expect(error.message).toMatch(/^The given access request is not a subset of policy '.*'\. Please make sure/)
  })

  test('O2 a source outside the rule is refused as "not a subset"', async () => {
    const app = must(parseJitPolicyId(policyPath('rg-app', 'northeurope')))
    const outside = ask({ vm: must(parseVmId(vmId('rg-app', 'app02'))), ports: [22], source: '198.51.100.7/32' })
    expect((await failure(jit().initiate(app, outside))).message).toMatch(/not a subset/)
  })

  test.each(['', ' ', '*', 'Internet', '0.0.0.0/0', '10.0.0.1', '2001:db8::1', undefined, null, 7])(
    'without a public source (%j) nothing is ever sent',
    async (source) => {
      const before = azure.simulator.calls().initiate
      const error = await failure(jit().initiate(policy, ask({ source: source as string })))
      expect(error).toMatchObject({ outcome: 'refused', code: 'NoSource' })
      expect(azure.simulator.calls().initiate).toBe(before)
    },
  )

  test('without a port nothing is ever sent', async () => {
    expect(await failure(jit().initiate(policy, ask({ ports: [] })))).toMatchObject({
      outcome: 'refused',
      code: 'NoPort',
    })
  })

  test.each<[string, (port: object) => object[]]>([
    ['none', (port) => [{ ...port, allowedSourceAddressPrefix: undefined }]],
    [
      'a plural, which the SDK drops',
      (port) => [{ ...port, allowedSourceAddressPrefix: undefined, allowedSourceAddressPrefixes: ['203.0.113.7'] }],
    ],
    ['one of two ports without', (port) => [port, { ...port, number: 5986, allowedSourceAddressPrefix: undefined }]],
    ['IPv6', (port) => [{ ...port, allowedSourceAddressPrefix: '2001:db8::1' }]],
    ['no port at all', () => []],
  ])('even the client itself sends nothing to open without a source: %s', async (_, portsOf) => {
    const client = await securityClients({
      credential: sandboxCredential(),
      cloud: clouds.public,
      transport: azure.transport,
    })(policy.split('/')[2] ?? '')
    const before = azure.simulator.calls().initiate
    const ports = portsOf({
      number: 3389,
      endTimeUtc: new Date(azure.clock.nowMs + hourMs),
      allowedSourceAddressPrefix: '203.0.113.7',
    })
    const sent = client.jitNetworkAccessPolicies.initiate('rg-web', 'westeurope', 'default', {
      virtualMachines: [{ id: web01, ports: ports as never }],
    })
    expect(await failure(sent)).toMatchObject({ code: 'NoSource' })
    expect(azure.simulator.calls().initiate).toBe(before)
  })

  test('the words of Azure on IPv6 come through', async () => {
    const message =
      'The provided access request contains a source IP address in IPv6 format, which is unsupported by Just-In-Time Network Access.'
    azure.simulator.inject({ operation: 'initiate', kind: 'status', status: 400, code: 'BadRequest', message })
    expect(await failure(jit().initiate(policy, ask()))).toMatchObject({
      outcome: 'refused',
      code: 'BadRequest',
      message,
    })
  })
})

describe('when Azure fails', () => {
  type Told = Partial<Pick<AzureError, 'outcome' | 'code' | 'status' | 'retryAfterMs'>>
  const both = (id: JitPolicyId, parts: Partial<AzureJitParts> = {}) => ({
    get: () => jit(parts).read(id),
    initiate: () => jit(parts).initiate(id, ask()),
  })

  test.each<[number, number | undefined, Told, Told]>([
    [400, undefined, { outcome: 'refused' }, { outcome: 'refused' }],
    [401, undefined, { outcome: 'refused' }, { outcome: 'refused' }],
    [403, undefined, { outcome: 'refused' }, { outcome: 'refused' }],
    [404, undefined, { outcome: 'refused' }, { outcome: 'refused' }],
    [408, undefined, { outcome: 'later' }, { outcome: 'unknown' }],
    [409, undefined, { outcome: 'later' }, { outcome: 'later' }],
    [429, 7, { outcome: 'later', retryAfterMs: 7_000 }, { outcome: 'later', retryAfterMs: 7_000 }],
    [429, undefined, { outcome: 'later' }, { outcome: 'later' }],
    [500, undefined, { outcome: 'later' }, { outcome: 'unknown' }],
    [502, undefined, { outcome: 'later' }, { outcome: 'unknown' }],
    [503, undefined, { outcome: 'later' }, { outcome: 'unknown' }],
    [503, 2, { outcome: 'later', retryAfterMs: 2_000 }, { outcome: 'later', retryAfterMs: 2_000 }],
    [504, undefined, { outcome: 'later' }, { outcome: 'unknown' }],
  ])(
    'O2 status %i (Retry-After %p): one call, and whether it may be repeated',
    async (status, retryAfterSeconds, read, initiate) => {
      for (const [operation, told] of [
        ['get', read],
        ['initiate', initiate],
      ] as const) {
        azure.simulator.clearFaults()
        azure.simulator.inject({
          operation,
          kind: 'status',
          status,
          code: 'SomeCode',
          message: 'Words of Azure.',
          ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
        })
        const before = azure.simulator.calls()[operation] ?? 0
        const error = await failure(both(policy)[operation]())
        expect(error).toMatchObject({ status, code: 'SomeCode', message: 'Words of Azure.', ...told })
        if (retryAfterSeconds === undefined) expect(error.retryAfterMs).toBeUndefined()
        expect(azure.simulator.calls()[operation]).toBe(before + 1)
      }
    },
  )

  test('no answer in time', async () => {
    azure.simulator.inject({ kind: 'timeout' })
    const calls = both(policy, { timeoutMs: 40 })
    expect(await failure(calls.get())).toMatchObject({ outcome: 'later', code: 'NoAnswer' })
    expect(await failure(calls.initiate())).toMatchObject({ outcome: 'unknown', code: 'NoAnswer' })
  })

  test('a slow answer that is in time is an answer', async () => {
    azure.simulator.inject({ kind: 'slow', delayMs: 30 })
    expect((await both(policy).get()).id).toBe(policy)
  })

  test('O3 an answer that is lost after the work was done: it is found by its mark', async () => {
    azure.simulator.inject({ operation: 'initiate', kind: 'lost' })
    const lost = 'jit-access-bot:LOST1234/0;'
    expect(await failure(jit().initiate(policy, ask({ justification: `${lost} x` })))).toMatchObject({
      outcome: 'unknown',
    })
    expect(findOurs(await jit().read(policy), web01, lost)).toBeDefined()
    azure.simulator.inject({ operation: 'get', kind: 'lost' })
    expect(await failure(jit().read(policy))).toMatchObject({ outcome: 'later' })
  })

  test('an answer that is not what it should be', async () => {
    azure.simulator.inject({ kind: 'garbage' })
    expect(await failure(both(policy).get())).toMatchObject({ outcome: 'later', code: 'UnreadableAnswer' })
    expect(await failure(both(policy).initiate())).toMatchObject({
      outcome: 'unknown',
      code: 'UnreadableAnswer',
      status: 200,
    })
  })

  test('O4 accepted and never initiated is seen as on its way', async () => {
    azure.simulator.inject({ kind: 'never-initiated', times: 1 })
    const never = 'jit-access-bot:NEVER123/0;'
    await jit().initiate(policy, ask({ justification: `${never} x` }))
    azure.clock.nowMs += 10 * minuteMs
    expect(findOurs(await jit().read(policy), web01, never)?.ports[0]?.status).toBe('Initiating')
  })

  test('an Azure that is not there was never reached: nothing can have been done', async () => {
    const nowhere = loopbackTransport('http://127.0.0.1:1')
    expect(await failure(jit({}, nowhere).initiate(policy, ask()))).toMatchObject({
      outcome: 'later',
      code: 'ECONNREFUSED',
    })
    nowhere.close()
  })

  test('a bot that cannot sign in says so and sends nothing', async () => {
    const broken = {
      getToken: () =>
        Promise.reject(Object.assign(new Error('no identity here\nstack'), { name: 'CredentialUnavailableError' })),
    }
    const clients = securityClients({ credential: broken, cloud: clouds.public, transport: azure.transport })
    const error = await failure(azureJit({ clients, log: recordedLog() }).initiate(policy, ask()))
    expect(error).toMatchObject({
      outcome: 'later',
      code: 'NoToken',
      message: 'The bot cannot sign in to Azure: no identity here',
    })
  })

  test('the log has what the operator needs, and no token', async () => {
    const log = recordedLog()
    azure.simulator.inject({ kind: 'status', status: 403, code: 'AuthorizationFailed', message: 'no right' })
    await failure(jit({ log }).read(policy))
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: expect.any(String),
        fields: {
          operation: 'read',
          policy,
          outcome: 'refused',
          code: 'AuthorizationFailed',
          status: 403,
          said: 'no right',
        },
      },
    ])
    expect(JSON.stringify(log.lines)).not.toContain('sandbox')
  })
})

describe('answers that are no answers', () => {
  const wire = { id: policy, name: 'default', properties: { virtualMachines: [], requests: [] } }
  const request = { startTimeUtc: '2026-11-23T12:00:00.1234567Z', requestor: '', virtualMachines: [] as object[] }
  const port = {
    number: 22,
    endTimeUtc: '2026-11-23T13:00:00.1234567Z',
    status: 'Initiated',
    statusReason: 'UserRequested',
    allowedSourceAddressPrefix: '203.0.113.7',
  }
  const rule = { number: 22, protocol: '*', maxRequestAccessDuration: 'PT3H' }
  const vm = (id: VmId | string, ...ports: object[]) => ({ id, ports })
  const withRule = (changes: object) => ({
    ...wire,
    properties: { virtualMachines: [vm(web01, { ...rule, ...changes })] },
  })
  const withPort = (changes: object) => ({
    ...wire,
    properties: {
      virtualMachines: [],
      requests: [{ ...request, virtualMachines: [vm(web01, { ...port, ...changes })] }],
    },
  })

  let body: { type: string; text: string; status?: number }
  const server = createServer((incoming, response) => {
    incoming.resume()
    response
      .writeHead(body.status ?? (incoming.method === 'POST' ? 202 : 200), { 'content-type': body.type })
      .end(body.text)
  })
  let transport: LoopbackTransport
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    transport = loopbackTransport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
  afterAll(async () => {
    transport.close()
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  const read = (answer: unknown) => {
    body = { type: 'application/json', text: typeof answer === 'string' ? answer : JSON.stringify(answer) }
    return jit({}, transport).read(policy)
  }

  test('a good one is read, nulls and unknown things and all', async () => {
    const good = {
      ...wire,
      properties: {
        appendMode: false,
        virtualMachines: [
          {
            ...vm(web01, rule, {
              ...rule,
              number: 23,
              allowedSourceAddressPrefix: null,
              allowedSourceAddressPrefixes: ['203.0.113.0/24', '198.51.100.7'],
            }),
            publicIpAddress: null,
          },
          vm(web01, { ...rule, number: 24, allowedSourceAddressPrefix: 'Internet', maxRequestAccessDuration: 'P1D' }),
          vm('/subscriptions/s/resourceGroups/g/providers/Microsoft.ClassicCompute/virtualMachines/old', rule),
        ],
        requests: [
          {
            ...request,
            justification: null,
            virtualMachines: [vm(web01, { ...port, mappedPort: null, statusReason: null })],
          },
        ],
      },
    }
    const answer = await read(good)
    expect(answer.vms.size).toBe(1)
    expect(answer.vms.get(web01)).toEqual({
      rules: [
        { number: 22, protocol: '*', sources: ['*'], maxDurationMs: 3 * hourMs },
        { number: 23, protocol: '*', sources: ['203.0.113.0/24', '198.51.100.7'], maxDurationMs: 3 * hourMs },
        { number: 24, protocol: '*', sources: ['*'], maxDurationMs: 24 * hourMs },
      ],
    })
    expect(answer.requests).toEqual([
      {
        startedAt: Date.parse('2026-11-23T12:00:00.123Z'),
        ports: [
          {
            vm: web01,
            number: 22,
            source: '203.0.113.7',
            endsAt: Date.parse('2026-11-23T13:00:00.123Z'),
            status: 'Initiated',
            statusReason: '',
          },
        ],
      },
    ])
  })

  test.each<[string, unknown]>([
    ['nothing', ''],
    ['null', 'null'],
    ['a list', []],
    ['half of it', '{"id":'],
    ['a page', '<html>busy</html>'],
    ['no properties', { id: wire.id }],
    ['properties of another type', { ...wire, properties: 'garbage' }],
    ['no VMs', { ...wire, properties: { requests: [] } }],
    ['VMs of another type', { ...wire, properties: { virtualMachines: 'garbage' } }],
    ['VMs that are null', { ...wire, properties: { virtualMachines: [null] } }],
    ['another policy', { ...wire, id: policy.replace('rg-web', 'rg-app') }],
    ['no id', { properties: wire.properties }],
    ['a rule without a number', withRule({ number: undefined })],
    ['a rule with a number that is no port', withRule({ number: 70_000 })],
    ['a rule without a duration', withRule({ maxRequestAccessDuration: undefined })],
    ['a rule with a strange duration', withRule({ maxRequestAccessDuration: 'long' })],
    ['a rule with a strange protocol', withRule({ protocol: 'ICMP' })],
    ['a rule with strange sources', withRule({ allowedSourceAddressPrefixes: [7] })],
    ['a request without an end', withPort({ endTimeUtc: undefined })],
    ['a request with a strange end', withPort({ endTimeUtc: 'tomorrow' })],
    ['a request without a status', withPort({ status: undefined })],
    ['a request with a status of another type', withPort({ status: 7 })],
    ['requests of another type', { ...wire, properties: { virtualMachines: [], requests: {} } }],
  ])('%s is an unreadable answer, never a TypeError', async (_, answer) => {
    expect(await failure(read(answer))).toMatchObject({ outcome: 'later', code: 'UnreadableAnswer' })
  })

  test('a page in place of data is an unreadable answer', async () => {
    body = { type: 'text/html', text: '<html>sign in</html>' }
    expect(await failure(jit({}, transport).read(policy))).toMatchObject({ outcome: 'later', code: 'UnreadableAnswer' })
  })

  test('an accepted opening with an unreadable answer may have been done', async () => {
    body = { type: 'application/json', text: '{"virtualMachines":' }
    expect(await failure(jit({}, transport).initiate(policy, ask()))).toMatchObject({
      outcome: 'unknown',
      code: 'UnreadableAnswer',
    })
  })

  test('a page of a proxy is judged by its status and not shown', async () => {
    body = { type: 'text/html', text: '<html>Bad gateway</html>', status: 502 }
    const error = await failure(jit({}, transport).initiate(policy, ask()))
    expect(error).toMatchObject({ outcome: 'unknown', status: 502, code: 'HTTP502' })
    expect(error.message).not.toContain('<')
    body = { ...body, type: 'application/json', status: 403 }
    expect(await failure(jit({}, transport).initiate(policy, ask()))).toMatchObject({ outcome: 'refused', status: 403 })
  })
})
