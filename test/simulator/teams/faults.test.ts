import {
  activitiesOf,
  card,
  cardMessage,
  emma,
  ops,
  type SimulatedTeams,
  startSimulatedTeams,
} from './simulated-teams.ts'

const message = cardMessage(card('x'))

describe('faults of the connector', () => {
  let sim: SimulatedTeams
  beforeEach(async () => {
    sim = await startSimulatedTeams()
  })
  afterEach(() => sim.close())

  const send = (to = ops) => sim.call('POST', activitiesOf(to), message)

  test('a status, so many times, without the work', async () => {
    sim.teams.inject({ kind: 'status', operation: 'send', status: 429, retryAfterSeconds: 7, times: 2 })
    const first = await send()
    expect(first).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } })
    expect(first.headers.get('retry-after')).toBe('7')
    expect((await send()).status).toBe(429)
    expect((await send()).status).toBe(201)
    expect(await sim.teams.messages(emma, ops)).toHaveLength(1)
    expect(sim.teams.calls().send).toBe(3)
  })

  test('a status with its own code, until cleared', async () => {
    sim.teams.inject({ kind: 'status', status: 403, code: 'ConversationBlockedByUser', message: 'Blocked.' })
    for (let i = 0; i < 3; i++) {
      expect(await send()).toMatchObject({
        status: 403,
        body: { error: { code: 'ConversationBlockedByUser', message: 'Blocked.' } },
      })
    }
    sim.teams.clearFaults()
    expect((await send()).status).toBe(201)
  })

  test('only the operation and the conversation that it is about', async () => {
    const id = await sim.post(ops, card('x'))
    sim.teams.inject({ kind: 'status', operation: 'update', conversation: ops, status: 502 })
    expect((await send()).status).toBe(201)
    expect((await sim.replace(ops, id, card('y'))).status).toBe(502)
    expect((await sim.replace(`${ops};messageid=${id}`, id, card('y'))).status).toBe(502)
    const other = await sim.post(sim.personal(emma), card('z'))
    expect((await sim.replace(sim.personal(emma), other, card('y'))).status).toBe(200)
  })

  test('lost: the work is done and nobody answers', async () => {
    sim.teams.inject({ kind: 'lost', operation: 'send', times: 1 })
    await expect(send()).rejects.toThrow()
    const [message] = await sim.teams.messages(emma, ops)
    expect(message).toMatchObject({ card: card('x') })
    sim.teams.inject({ kind: 'lost', operation: 'update', times: 1 })
    await expect(sim.replace(ops, message?.id ?? '', card('y'))).rejects.toThrow()
    expect(await sim.teams.messages(emma, ops)).toMatchObject([{ card: card('y'), edited: true }])
    sim.teams.inject({ kind: 'lost', operation: 'create', times: 1 })
    const create = { isGroup: true, channelData: { channel: { id: ops } }, activity: message && cardMessage(card('z')) }
    await expect(sim.call('POST', 'v3/conversations', create)).rejects.toThrow()
    expect(await sim.teams.messages(emma, ops)).toHaveLength(2)
    expect((await send()).status).toBe(201)
  })

  test('slow: later, and then as usual', async () => {
    sim.teams.inject({ kind: 'slow', delayMs: 30, times: 1 })
    const before = performance.now()
    expect((await send()).status).toBe(201)
    expect(performance.now() - before).toBeGreaterThanOrEqual(29)
  })

  test.each([
    [{ kind: 'explode' }, /"explode" is not a kind of fault/],
    [{ kind: 'toString' }, /not a kind/],
    [{ kind: 'status', operation: 'initiate' }, /"initiate" is not an operation of Teams/],
    [{ kind: 'status', status: 200 }, /200 is not the HTTP status of a failure/],
    [{ kind: 'status', times: 0 }, /times must be/],
    [{ kind: 'slow', delayMs: -1 }, /delayMs must be/],
    [{ kind: 'status', status: 429, retryAfterSeconds: Number.NaN }, /retryAfterSeconds must be/],
  ])('%j makes no sense', async (fault, sentence) => {
    const service: { inject(fault: object): void } = sim.teams
    expect(() => service.inject(fault)).toThrow(sentence)
    expect((await send()).status).toBe(201)
  })
})
