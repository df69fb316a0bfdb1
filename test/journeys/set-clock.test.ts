import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { actsOn } from './acts.ts'
import { eventually, type Journey, startNewcomersJourney } from './sandbox.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'jit-set-clock-'))
const clockFile = join(folder, 'ahead')
const hour = 3_600_000

/** Sets the clock of the machine so far ahead of what it was at first. The database's, on another machine, is right. */
const setClock = (aheadMs: number) => writeFileSync(clockFile, String(aheadMs))

async function start(): Promise<Journey> {
  setClock(0)
  const settable = pathToFileURL(join(root, 'test/programs/settable-clock.mjs'))
  return await startNewcomersJourney({ CLOCK_FILE: clockFile, NODE_OPTIONS: `--import ${settable}` })
}

let journey: Journey | undefined
afterAll(async () => {
  await journey?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function skew(sandbox: Journey): Promise<number> {
  const text = await (await fetch(new URL('/metrics', sandbox.program().url))).text()
  return Number(/^jit_clock_skew_seconds (\S+)$/m.exec(text)?.[1])
}

test('a clock that is set forward and back: what is due in seconds happens in seconds, and nothing is lost', async () => {
  await journey?.stop()
  const sandbox = await start()
  journey = sandbox
  const { opened, reachable } = actsOn(sandbox)
  const first = await opened('emma', 'web01', '2h')
  setClock(hour)
  await eventually('the clock to be ahead', async () => (await skew(sandbox)) > 3_000)
  // Its opening is verified by a job that is due in a moment.
  const second = await opened('eva', 'web02', '1h', '203.0.113.8')
  expect(await reachable('web01')).toBe(true)

  setClock(-1 * hour)
  await eventually('the clock to be behind', async () => (await skew(sandbox)) < -3_000)
  const third = await opened('emma', 'report01', '1h')
  expect((await fetch(new URL('/readyz', sandbox.program().url))).status).toBe(200)
  await eventually('the operator to be told', async () =>
    /the clocks of this machine and of the database differ/.test(sandbox.program().output()),
  )

  await sandbox.api.advance(62 * 60)
  await sandbox.becomes('eva', second.status.id, /^Closed/)
  await sandbox.becomes('emma', third.status.id, /^Closed/)
  await sandbox.api.advance(2 * 3_600)
  await sandbox.becomes('emma', first.status.id, /^Closed/)
  for (const vm of ['web01', 'web02', 'report01']) expect(await reachable(vm)).toBe(false)
  expect((await sandbox.type('omar', '/jit audit 7d', undefined, /^Ledger/)).card).toBeDefined()
}, 150_000)
