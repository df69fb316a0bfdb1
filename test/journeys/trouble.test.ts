import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { cardText, eventually, type Journey, requestIdOf, startNewcomersJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startNewcomersJourney()
}, 150_000)
afterAll(() => sandbox.stop())

/** The database server that the program started, and its own processes. */
function serverProcesses(): number[] {
  const [pid] = readFileSync(join(sandbox.directory, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => statusOf(name).includes(`PPid:\t${pid}\n`))
  return [pid, ...children].map(Number)
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

const signal = (pids: readonly number[], name: NodeJS.Signals) => {
  for (const pid of pids) process.kill(pid, name)
}

test('a database that does not answer: refused with “try again”, nothing answered from memory; it recovers by itself', async () => {
  const before = await sandbox.read('adam', 'ops-approvals')
  const pids = serverProcesses()
  signal(pids, 'SIGSTOP')
  try {
    const refused = await sandbox.type('emma', '/jit request web01 rdp 1h INC123456 while it is away')
    expect(cardText(refused.card)).toMatch(/database can not be reached.*nothing was stored.*Try again/s)
    const status = await sandbox.type('emma', '/jit mine')
    expect(cardText(status.card)).toMatch(/database can not be reached/)
    expect((await fetch(`${sandbox.program().url}/readyz`)).status).toBe(503)
  } finally {
    signal(pids, 'SIGCONT')
  }
  await eventually('it is ready again', async () => (await fetch(`${sandbox.program().url}/readyz`)).status === 200)
  const status = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456 when it is back')
  await sandbox.card('adam', new RegExp(requestIdOf(status)), 'ops-approvals')
  const told = (await sandbox.read('adam', 'ops-approvals')).length - before.length
  expect(told).toBe(1)
}, 150_000)

test('a database server that dies is started again, and what waited goes on', async () => {
  const status = await sandbox.ask('emma', '/jit request web02 rdp 1h INC123456 it dies')
  const card = await sandbox.card('adam', new RegExp(requestIdOf(status)), 'ops-approvals')
  signal(serverProcesses().slice(0, 1), 'SIGKILL')
  await eventually('it is ready again', async () => (await fetch(`${sandbox.program().url}/readyz`)).status === 200)
  await eventually('the press to be taken', async () => {
    return !/can not be reached/.test(await sandbox.press('adam', card.id, 'Approve'))
  })
  await sandbox.becomes('emma', status.id, /Open until/)
}, 150_000)

test('C6 Teams does not take the status card: it arrives later, once', async () => {
  await sandbox.api.faults({ service: 'teams', kind: 'status', status: 429, retryAfterSeconds: 1, times: 2 })
  const status = await sandbox.ask('eva', '/jit request web01 rdp 1h from 203.0.113.8 INC123456 throttled')
  const id = requestIdOf(status)
  await sandbox.card('adam', new RegExp(id), 'ops-approvals')
  const shown = (await sandbox.read('eva')).filter(({ card }) => cardText(card).includes(id))
  expect(shown).toHaveLength(1)
}, 150_000)

test('a port that is in use: says which and how to change it, before anything else is started', async () => {
  const taken = createServer()
  await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening))
  const { port } = taken.address() as { port: number }
  try {
    const { status, stdout } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../dist/main.js')], {
      env: { PATH: process.env.PATH ?? '', PORT: String(port), DATA_DIR: join(sandbox.directory, 'second') },
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(new RegExp(`Port ${port} on 127.0.0.1 is in use.*Set PORT.*DATA_DIR`))
    expect(stdout).not.toMatch(/the database is up/)
  } finally {
    taken.close()
  }
})
