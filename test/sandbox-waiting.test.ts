import { sandboxWaiting } from '../src/sandbox-waiting.ts'
import { openSandboxClock } from '../src/simulator/sandbox/clock.ts'

const hour = 3_600_000

test('what waits goes on when the clock has leapt over the rest of it, and not before', async () => {
  const clock = openSandboxClock()
  const waiting = sandboxWaiting(clock)
  const began = waiting.now()
  let over = false
  const wait = waiting.wait(hour).then(() => {
    over = true
  })
  clock.move(hour / 2)
  await waiting.wait(20)
  expect(over).toBe(false)
  clock.move(hour / 2)
  await wait
  expect(waiting.now() - began).toBeGreaterThanOrEqual(hour)
})

test('without a move it is real time', async () => {
  const waiting = sandboxWaiting(openSandboxClock())
  const began = performance.now()
  await waiting.wait(30)
  expect(performance.now() - began).toBeGreaterThanOrEqual(29)
})

test('given up by its signal, it rejects and leaves nothing behind', async () => {
  const clock = openSandboxClock()
  const stop = new AbortController()
  const wait = sandboxWaiting(clock).wait(hour, stop.signal)
  stop.abort()
  await expect(wait).rejects.toMatchObject({ name: 'AbortError' })
  clock.move(hour)
})
