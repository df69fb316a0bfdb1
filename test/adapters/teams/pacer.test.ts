import { EventEmitter, once } from 'node:events'
import fc from 'fast-check'
import { type PaceLimits, pacer, type RateLimit, teamsLimits } from '../../../src/adapters/teams/pacer.ts'
import { DeliveryError } from '../../../src/ports/messenger.ts'
import { virtualTime } from './virtual-time.ts'

interface Sent {
  readonly conversation: string
  readonly at: number
}

/** How often the busiest window was overdrawn. `times` ascending; a window is half open. */
function worst(times: readonly number[], { count, windowMs }: RateLimit): boolean {
  return times.some((at, n) => {
    const before = times[n - count]
    return before !== undefined && at - before < windowMs
  })
}

async function play(limits: PaceLimits, load: readonly { conversation: string; latencyMs: number }[]) {
  const time = virtualTime()
  const pace = pacer({ limits, waiting: time.waiting })
  const sent: Sent[] = []
  const work = load.map(({ conversation, latencyMs }) =>
    pace.turn(conversation, async () => {
      sent.push({ conversation, at: time.waiting.now() })
      if (latencyMs > 0) await time.waiting.wait(latencyMs)
    }),
  )
  await time.until(Promise.all(work))
  return { sent, endedAt: time.waiting.now(), pace, time }
}

const timesIn = (sent: readonly Sent[], conversation: string) =>
  sent.filter((one) => one.conversation === conversation).map((one) => one.at)

test('no window of Teams is ever exceeded, whoever sends how much', async () => {
  const load = fc.array(
    fc.record({ conversation: fc.constantFrom('a', 'b', 'c'), latencyMs: fc.integer({ min: 0, max: 400 }) }),
    {
      minLength: 1,
      maxLength: 150,
    },
  )
  await fc.assert(
    fc.asyncProperty(load, async (messages) => {
      const { sent } = await play(teamsLimits, messages)
      expect(sent).toHaveLength(messages.length)
      for (const limit of teamsLimits.conversation) {
        for (const conversation of ['a', 'b', 'c']) expect(worst(timesIn(sent, conversation), limit)).toBe(false)
      }
      for (const limit of teamsLimits.app)
        expect(
          worst(
            sent.map((one) => one.at),
            limit,
          ),
        ).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('any limits are kept, not just those of Teams', async () => {
  const limit = fc.record({ count: fc.integer({ min: 1, max: 6 }), windowMs: fc.integer({ min: 1, max: 5_000 }) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(limit, { maxLength: 3 }),
      fc.array(limit, { maxLength: 2 }),
      async (conversation, app) => {
        const load = Array.from({ length: 20 }, (_, n) => ({ conversation: `${n % 2}`, latencyMs: n % 3 }))
        const { sent } = await play({ conversation, app }, load)
        for (const one of conversation) expect(worst(timesIn(sent, '0'), one)).toBe(false)
        for (const one of app)
          expect(
            worst(
              sent.map(({ at }) => at),
              one,
            ),
          ).toBe(false)
      },
    ),
    { numRuns: 50 },
  )
})

test('a thousand cards for one channel go at 95 % of the rate that Teams allows, or better', async () => {
  const { endedAt } = await play(
    teamsLimits,
    Array.from({ length: 1_000 }, () => ({ conversation: 'c', latencyMs: 50 })),
  )
  // 60 in each 30 seconds; the last lot is sent at the start of its window.
  const bestMs = (Math.ceil(1_000 / 60) - 1) * 30_000
  expect(endedAt).toBeLessThanOrEqual(bestMs / 0.95)
})

test('many conversations share the app’s rate to 95 %', async () => {
  const { endedAt } = await play(
    teamsLimits,
    Array.from({ length: 1_000 }, (_, n) => ({ conversation: `${n % 250}`, latencyMs: 100 })),
  )
  expect(endedAt).toBeLessThanOrEqual(((1_000 / 50) * 1_000) / 0.95)
})

test('a busy conversation does not hold up the others', async () => {
  const busy = Array.from({ length: 100 }, () => ({ conversation: 'busy', latencyMs: 10 }))
  const { sent } = await play(teamsLimits, [...busy, { conversation: 'quiet', latencyMs: 10 }])
  expect(timesIn(sent, 'quiet')[0]).toBeLessThan(1_000)
})

test('one conversation’s operations never overlap and keep their order', async () => {
  const time = virtualTime()
  const pace = pacer({ limits: teamsLimits, waiting: time.waiting })
  const events: string[] = []
  const work = [1, 2, 3].map((n) =>
    pace.turn('c', async () => {
      events.push(`start ${n}`)
      await time.waiting.wait(100)
      events.push(`end ${n}`)
    }),
  )
  await time.until(Promise.all(work))
  expect(events).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 3', 'end 3'])
})

test('a failing operation counts, is reported to its caller and lets the next one pass', async () => {
  const time = virtualTime()
  const pace = pacer({ limits: teamsLimits, waiting: time.waiting })
  const failing = pace.turn('c', () => Promise.reject(new Error('no')))
  const next = pace.turn('c', async () => 'yes')
  await expect(failing).rejects.toThrow('no')
  expect(await time.until(next)).toBe('yes')
})

test('what Teams told to wait waits, and only that conversation', async () => {
  const time = virtualTime()
  const pace = pacer({ limits: teamsLimits, waiting: time.waiting })
  pace.block('c', 5_000)
  const both = ['c', 'd'].map((conversation) => pace.turn(conversation, async () => time.waiting.now()))
  expect(await time.until(Promise.all(both))).toEqual([5_000, 0])
})

test('what must be sent soon is not sent later, and lets those behind it pass', async () => {
  const time = virtualTime()
  const pace = pacer({ limits: teamsLimits, waiting: time.waiting })
  pace.block('c', 6_000)
  const soon = expect(pace.turn('c', async () => 'never', 5_000)).rejects.toMatchObject({ outcome: 'later' })
  const behind = pace.turn('c', async () => time.waiting.now())
  await soon
  expect(await time.until(behind)).toBeGreaterThanOrEqual(6_000)
  const slow = pace.turn('d', async () => await time.waiting.wait(8_000))
  const late = expect(pace.turn('d', async () => 'never', 5_000)).rejects.toMatchObject({ outcome: 'later' })
  await time.until(slow)
  await late
  expect(await pace.turn('d', async () => 'in time', 5_000)).toBe('in time')
})

test('stopping gives up all that waits, and lets what is on the wire finish', async () => {
  const time = virtualTime()
  const pace = pacer({ limits: teamsLimits, waiting: time.waiting })
  const wire = new EventEmitter()
  const onTheWire = pace.turn('c', async () => await once(wire, 'sent'))
  pace.block('d', 60_000)
  const behind = pace.turn('c', async () => 'never')
  const blocked = pace.turn('d', async () => 'never')
  const late = expect(Promise.allSettled([behind, blocked])).resolves.toEqual([
    { status: 'rejected', reason: expect.any(DeliveryError) },
    { status: 'rejected', reason: expect.any(DeliveryError) },
  ])
  await new Promise((resolve) => setImmediate(resolve))
  pace.stop()
  wire.emit('sent', 'at last')
  expect(await onTheWire).toEqual(['at last'])
  await late
  await expect(pace.turn('c', async () => 'never')).rejects.toMatchObject({ outcome: 'later' })
})

test('conversations that have been quiet for longer than any window are forgotten', async () => {
  const time = virtualTime()
  const limits = { conversation: [{ count: 5, windowMs: 1_000 }], app: [] }
  const pace = pacer({ limits, waiting: time.waiting })
  for (let n = 0; n < 2_500; n++) {
    await pace.turn(`c${n}`, async () => {})
    if (n % 100 === 0) await time.until(time.waiting.wait(500))
  }
  expect(pace.size()).toBeLessThan(1_500)
})
