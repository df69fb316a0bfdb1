import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { explainFailure } from '../../../src/adapters/postgres/embedded/explain-failure.ts'
import { isAlive, readPostmaster } from '../../../src/adapters/postgres/embedded/postmaster.ts'
import { until } from '../../../src/adapters/postgres/embedded/until.ts'
import { type EmbeddedServer, startEmbedded } from '../../../src/adapters/postgres/embedded.ts'
import { must } from '../../fixtures.ts'
import { runChild } from './child/run-child.ts'
import { recordingLog } from './recording-log.ts'

let directory: string
const servers: EmbeddedServer[] = []

async function start(log = recordingLog()) {
  const server = await startEmbedded({ directory, log })
  servers.push(server)
  return server
}

async function ask(url: string, question: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(question)).rows
  } finally {
    await client.end()
  }
}

const pidNow = async () => (await readPostmaster(join(directory, 'cluster')))?.pid

beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'embedded-'))
  await chmod(parent, 0o711)
  directory = join(parent, 'data')
})

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

afterAll(async () => {
  await rm(join(directory, '..'), { recursive: true, force: true })
})

describe('startEmbedded', () => {
  it('makes a durable server on loopback with a password of its own, and stops it', async () => {
    const began = performance.now()
    const server = await start()
    process.stderr.write(`first start ${Math.round(performance.now() - began)} ms\n`)
    const url = new URL(server.url)
    expect(url.hostname).toBe('127.0.0.1')
    expect(url.password.length).toBeGreaterThan(20)
    expect((await stat(join(directory, 'password'))).mode & 0o777).toBe(0o600)
    const [row] = await ask(
      server.url,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as on`,
    )
    expect(row).toEqual({ fsync: 'on', on: '127.0.0.1' })
    await ask(server.url, 'create table kept as select 7 as n')
    url.password = 'guessed'
    await expect(ask(url.href, 'select 1')).rejects.toThrow(/password/)
    const pid = must(await pidNow())
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    expect((await readdir(directory)).sort()).toEqual(['cluster', 'password', 'server.log'])
  })

  it('keeps its data over a stop and start', async () => {
    const began = performance.now()
    const server = await start()
    process.stderr.write(`later start ${Math.round(performance.now() - began)} ms\n`)
    expect(await ask(server.url, 'select n from kept')).toEqual([{ n: 7 }])
  })

  it('shares a server that runs already; whoever leaves last stops it', async () => {
    const first = await start()
    const reader = new pg.Client(first.url)
    await reader.connect()
    const second = await start()
    expect(second.url).toBe(first.url)
    await first.stop()
    expect((await reader.query('select n from kept')).rows).toEqual([{ n: 7 }])
    const pid = must(await pidNow())
    await reader.end()
    await second.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it('lets two starts at the same moment share one server', async () => {
    const [first, second] = await Promise.all([start(), start()])
    expect(second.url).toBe(first.url)
  })

  it('waits for another start that has its lock file and has not filled it yet, and for no longer if nobody does', async () => {
    const first = await start()
    await first.stop()
    const file = join(directory, 'cluster/postmaster.pid')
    await writeFile(file, '')
    const [second] = await Promise.all([start(), pause(300).then(() => rm(file))])
    await second.stop()
    await writeFile(file, '')
    await (await start()).stop()
  }, 60_000)

  it('takes over the server of a process that was killed', async () => {
    const child = runChild('start-embedded.ts', [directory])
    const url = await child.said()
    const pid = must(await pidNow())
    await child.kill()
    expect(isAlive(pid)).toBe(true)
    const server = await start()
    expect(server.url).toBe(url)
    expect(await pidNow()).toBe(pid)
    await server.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it('stops a server of this folder that does not let it in, and starts its own', async () => {
    const first = await start()
    await ask(first.url, `alter role jit password 'another'`)
    const pid = must(await pidNow())
    const log = recordingLog()
    const password = join(directory, 'password')
    const kept = await readFile(password, 'utf8')
    await expect(start(log)).resolves.toBeDefined()
    expect(isAlive(pid)).toBe(false)
    expect(log.lines.map((line) => line.message)).toContain(
      'a database server is left over and does not answer; it is stopped',
    )
    await writeFile(password, 'another')
    const server = await start()
    await ask(server.url, `alter role jit password '${kept}'`)
    await writeFile(password, kept)
  }, 60_000)

  it('is not misled by the postmaster.pid of a dead server, nor by one whose number another program has', async () => {
    const first = await start()
    const pid = must(await pidNow())
    const text = await readFile(join(directory, 'cluster/postmaster.pid'), 'utf8')
    await first.stop()
    servers.length = 0
    await writeFile(join(directory, 'cluster/postmaster.pid'), text)
    const second = await start()
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }])
    await second.stop()
    await writeFile(join(directory, 'cluster/postmaster.pid'), text.replace(String(pid), String(process.pid)))
    const third = await start()
    expect(await ask(third.url, 'select n from kept')).toEqual([{ n: 7 }])
  })

  it('starts the server again at the same address when it dies under us', async () => {
    const server = await start()
    const pid = must(await pidNow())
    process.kill(pid, 'SIGKILL')
    const back = await until(10_000, () => ask(server.url, 'select n from kept').catch(() => undefined), 50)
    expect(back).toEqual([{ n: 7 }])
    expect(await pidNow()).not.toBe(pid)
  })

  it('leaves the signals of the process alone', async () => {
    const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'beforeExit', 'message'] as const
    const before = events.map((event) => process.listenerCount(event))
    await start()
    expect(events.map((event) => process.listenerCount(event))).toEqual(before)
  })

  it('says in a sentence what to do when the folder cannot be used', async () => {
    const file = join(directory, '../file')
    await writeFile(file, '')
    await expect(startEmbedded({ directory: join(file, 'data'), log: recordingLog() })).rejects.toThrow(
      /is not a folder: move/,
    )
    if (process.getuid?.() === 0) {
      const closed = join(directory, '../closed')
      await mkdir(closed, { mode: 0o700 })
      await expect(startEmbedded({ directory: join(closed, 'deeper/data'), log: recordingLog() })).rejects.toThrow(
        /chmod o\+x .*closed/,
      )
    }
  })

  it.each([
    ['initdb: error: could not write to file: No space left on device', /disk .* is full: free some space/],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /No free port/],
    [Object.assign(new Error('read-only'), { code: 'EROFS' }), /make it writable/],
    ['FATAL:  database files are incompatible with server', /another version/],
    ['FATAL:  something new', /something new \(all it said is in \/data\/server.log\)/],
  ])('explains %s', (said, sentence) => {
    expect(explainFailure(said, '/data').message).toMatch(sentence)
  })
})
