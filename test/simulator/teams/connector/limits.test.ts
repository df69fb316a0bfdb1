import { createRateLimits } from '../../../../src/simulator/teams/connector/rate-limits.ts'
import {
  activitiesOf,
  adam,
  card,
  cardMessage,
  emma,
  ops,
  type SimulatedTeams,
  startSimulatedTeams,
  until,
} from '../simulated-teams.ts'

const message = cardMessage(card('x'))

describe('the connector: what Teams allows', () => {
  let sim: SimulatedTeams
  beforeEach(async () => {
    sim = await startSimulatedTeams()
  })
  afterEach(() => sim.close())

  const send = (to = ops) => sim.call('POST', activitiesOf(to), message)
  async function statuses(count: number, to = ops): Promise<number[]> {
    const found: number[] = []
    for (let i = 0; i < count; i++) found.push((await send(to)).status)
    return found
  }

  test('seven a second in a conversation; the eighth is 429 and says when to come back', async () => {
    expect(await statuses(7)).toEqual(Array(7).fill(201))
    const refused = await send()
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } })
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(await sim.teams.messages(emma, ops)).toHaveLength(7)
    expect((await send(sim.personal(emma))).status).toBe(201)
    sim.clock.elapsedMs += 1_000
    expect(await statuses(2)).toEqual([201, 429])
    sim.clock.elapsedMs += 1_000
    expect((await send()).status).toBe(201)
    expect(sim.teams.answers()).toMatchObject({ 201: 10, 429: 2 })
  })

  test('the sandbox’s clock makes no room: the limits go by real time', async () => {
    await statuses(7)
    sim.clock.nowMs += 3_600_000
    expect((await send()).status).toBe(429)
  })

  test('sixty in half a minute, updates included', async () => {
    const { body } = await send()
    for (let i = 1; i < 60; i++) {
      sim.clock.elapsedMs += 400
      expect((await sim.replace(ops, String(body.id), card(String(i)))).status).toBe(200)
    }
    sim.clock.elapsedMs += 400
    const refused = await send()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('6')
    sim.clock.elapsedMs += 6_000
    expect((await send()).status).toBe(201)
  })

  test('a channel’s threads share its limit; new threads count as well', async () => {
    const create = { isGroup: true, channelData: { channel: { id: ops }, tenant: {} }, activity: message }
    for (let i = 0; i < 4; i++) {
      const { status, body } = await sim.call('POST', 'v3/conversations', {
        ...create,
        channelData: { channel: { id: ops } },
      })
      expect(status).toBe(201)
      if (i < 3) expect((await send(String(body.id))).status).toBe(201)
    }
    expect((await send()).status).toBe(429)
  })

  test('fifty a second for the app', async () => {
    sim.teams.settings.conversationLimits = []
    expect(await statuses(50)).toEqual(Array(50).fill(201))
    expect((await send(sim.personal(emma))).status).toBe(429)
    expect((await sim.call('GET', `v3/conversations/${encodeURIComponent(ops)}`)).status).toBe(429)
    sim.clock.elapsedMs += 1_000
    expect((await send(sim.personal(adam))).status).toBe(201)
  })

  test('the limits are switches', async () => {
    sim.teams.settings.conversationLimits = []
    sim.teams.settings.appLimits = []
    expect(new Set(await statuses(70))).toEqual(new Set([201]))
  })

  test('two operations at once on a conversation: the second is 412', async () => {
    sim.teams.inject({ kind: 'slow', operation: 'send', delayMs: 60_000, times: 1 })
    const gone = new AbortController()
    const first = fetch(`${sim.teams.serviceUrl}${activitiesOf(ops)}`, {
      method: 'POST',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: gone.signal,
    }).catch(() => undefined)
    await until(() => sim.teams.calls().send === 1)
    expect(await send()).toMatchObject({ status: 412, body: { error: { code: 'PreconditionFailed' } } })
    expect((await send(sim.personal(emma))).status).toBe(201)
    expect((await sim.call('GET', `v3/conversations/${encodeURIComponent(ops)}/members`)).status).toBe(200)
    gone.abort()
    await first
    let status = 412
    while (status === 412) status = (await send()).status
    expect(status).toBe(201)
    expect(await sim.teams.messages(emma, ops)).toHaveLength(1)
  })

  test('simultaneous calls overlap when operations take time', async () => {
    sim.teams.settings.operationMs = 50
    const answers = await Promise.all([send(), send(), send()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412])
  })
})

test('a sliding window never lets more through than it says', () => {
  let now = 0
  const limits = [
    { count: 3, windowMs: 10 },
    { count: 5, windowMs: 100 },
  ]
  const { take } = createRateLimits(() => now)
  const passed: number[] = []
  for (; now < 1_000; now++) if (take('a', limits) === undefined) passed.push(now)
  for (const at of passed) {
    for (const { count, windowMs } of limits) {
      expect(passed.filter((other) => other >= at && other < at + windowMs).length).toBeLessThanOrEqual(count)
    }
  }
  expect(passed.length).toBe(50)
})
