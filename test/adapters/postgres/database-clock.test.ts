import { databaseClock } from '../../../src/adapters/postgres/database-clock.ts'
import { type FreshDatabase, freshDatabase } from '../../fresh-database.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
}, 120_000)
afterAll(() => fresh.drop())

const second = 1_000

test('what is due in two seconds is, whatever the clock of the machine is set to; the operator is told once', async () => {
  const said: string[] = []
  const log = {
    debug: () => undefined,
    info: (_: object, text: string) => said.push(text),
    warn: (_: object, text: string) => said.push(text),
    error: () => undefined,
  }
  let setMs = 0
  const machine = () => Date.now() + setMs
  const clock = { now: machine }
  const wall = await databaseClock({ database: fresh.database, clock, log, wallMs: machine })
  const waitMs = () => wall.toRealTime(clock.now() + 2 * second).getTime() - Date.now()
  expect(Math.abs(waitMs() - 2 * second)).toBeLessThan(500)
  expect(said).toEqual([])

  for (const ms of [3_600 * second, -86_400 * second]) {
    setMs = ms
    expect(Math.abs(waitMs() - 2 * second)).toBeLessThan(500)
    expect(Math.abs(wall.skewMs() - ms)).toBeLessThan(500)
    await wall.look()
    await wall.look()
    expect(Math.abs(waitMs() - 2 * second)).toBeLessThan(500)
  }
  setMs = 0
  await wall.look()
  expect(said).toEqual([
    expect.stringMatching(/differ/),
    expect.stringMatching(/differ/),
    expect.stringMatching(/agree again/),
  ])
})
