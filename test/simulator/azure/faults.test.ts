import { openPort, policyPath, type SimulatedAzure, startSimulatedAzure } from './simulated-azure.ts'

const web01 = { group: 'rg-web', vm: 'web01', port: 3389, source: '203.0.113.7', minutes: 60 }

describe('faults', () => {
  let azure: SimulatedAzure
  beforeEach(async () => {
    azure = await startSimulatedAzure()
  })
  afterEach(() => azure.close())

  const get = (options = {}) =>
    azure.security().jitNetworkAccessPolicies.get('rg-web', 'westeurope', 'default', options)
  const isOpen = () => {
    azure.clock.nowMs += 1_000
    return azure.simulator.reachable('web01', 3389, '203.0.113.7').reachable
  }

  test('a status, so many times, for one operation; the work is not done', async () => {
    azure.simulator.inject({ operation: 'initiate', kind: 'status', status: 429, retryAfterSeconds: 7, times: 2 })
    for (let n = 0; n < 2; n++) {
      await expect(openPort(azure, web01)).rejects.toMatchObject({ statusCode: 429, code: 'TooManyRequests' })
    }
    expect((await get()).requests).toEqual([])
    await openPort(azure, web01)
    expect(isOpen()).toBe(true)
    expect(azure.simulator.calls()).toMatchObject({ initiate: 3, get: 1 })
  })

  test('says Retry-After, the code and the message that were given', async () => {
    azure.simulator.inject({
      kind: 'status',
      status: 503,
      code: 'ServerBusy',
      message: 'Come back.',
      retryAfterSeconds: 30,
    })
    const answer = await azure.arm('GET', `${policyPath('rg-web')}?api-version=2020-01-01`)
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'ServerBusy', message: 'Come back.' } } })
    expect(answer.headers.get('retry-after')).toBe('30')
    await expect(azure.graph.resources({ query: 'any', subscriptions: [] })).rejects.toMatchObject({ statusCode: 503 })
    azure.simulator.clearFaults()
    expect((await get()).name).toBe('default')
  })

  test('a lost answer: the work is done, the connection drops', async () => {
    azure.simulator.inject({ operation: 'initiate', kind: 'lost', times: 1 })
    await expect(openPort(azure, web01)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(isOpen()).toBe(true)
    expect((await get()).requests).toHaveLength(1)
  })

  test('a time-out: no answer, no work', async () => {
    azure.simulator.inject({ operation: 'initiate', kind: 'timeout' })
    const initiate = openPort(azure, web01)
    const stopped = new AbortController()
    azure.simulator.inject({ operation: 'get', kind: 'timeout', times: 1 })
    const reading = get({ abortSignal: stopped.signal })
    stopped.abort()
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
    // Closing ends what hangs, so that no test and no shutdown waits for it.
    while (azure.simulator.calls().initiate !== 1) await new Promise(setImmediate)
    await Promise.all([expect(initiate).rejects.toMatchObject({ code: 'ECONNRESET' }), azure.simulator.close()])
  })

  test('a request time-out of the client reaches the transport', async () => {
    azure.simulator.inject({ operation: 'get', kind: 'timeout' })
    await expect(get({ requestOptions: { timeout: 20 } })).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('a slow answer comes late and whole; a caller who leaves ends it', async () => {
    azure.simulator.inject({ operation: 'get', kind: 'slow', delayMs: 20, times: 1 })
    expect((await get()).name).toBe('default')
    azure.simulator.inject({ operation: 'initiate', kind: 'slow', delayMs: 3_600_000, times: 1 })
    const waiting = openPort(azure, web01)
    while (azure.simulator.calls().initiate !== 1) await new Promise(setImmediate)
    await Promise.all([expect(waiting).rejects.toThrow(), azure.simulator.close()])
    expect(isOpen()).toBe(false)
  })

  test('garbage: 200 with another body; initiate throws, nothing is done', async () => {
    azure.simulator.inject({ operation: '*', kind: 'garbage' })
    await expect(openPort(azure, web01)).rejects.toMatchObject({ statusCode: 200 })
    expect((await azure.arm('GET', `${policyPath('rg-web')}?api-version=2020-01-01`)).body).not.toHaveProperty('id')
    azure.simulator.clearFaults()
    expect((await get()).requests).toEqual([])
  })

  test('never initiated: 202, and Initiating for ever, without a rule', async () => {
    azure.simulator.inject({ kind: 'never-initiated', times: 1 })
    expect((await get()).name).toBe('default')
    await openPort(azure, web01)
    const status = async () => (await get()).requests?.[0]?.virtualMachines[0]?.ports[0]?.status
    expect(isOpen()).toBe(false)
    expect(await status()).toBe('Initiating')
    azure.clock.nowMs += 2 * 3_600_000
    expect(isOpen()).toBe(false)
    expect(await status()).toBe('Initiating')
    await openPort(azure, web01)
    expect(isOpen()).toBe(true)
  })

  test.each([
    [{ kind: 'explosion' }],
    [{ kind: 'status', operation: 'dance' }],
    [{ kind: 'status', status: 99 }],
    [{ kind: 'status', times: 0 }],
    [{ kind: 'slow', delayMs: -1 }],
    [{ kind: 'status', retryAfterSeconds: Number.NaN }],
  ])('nonsense is refused: %j', (fault) => {
    expect(() => azure.simulator.inject(fault as never)).toThrow(RangeError)
  })

  test('changes are told of, those of the clock and refused ones are not', async () => {
    let changes = 0
    const off = azure.simulator.onChange(() => {
      changes += 1
    })
    await get()
    await expect(openPort(azure, { ...web01, port: 1 })).rejects.toThrow()
    azure.clock.nowMs += 3_600_000
    expect(changes).toBe(0)
    await openPort(azure, web01)
    expect(changes).toBe(1)
    off()
    await openPort(azure, web01)
    expect(changes).toBe(1)
  })
})
