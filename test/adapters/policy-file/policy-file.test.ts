import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPolicyFile, type PolicyFile, type PolicyFileEvent } from '../../../src/adapters/policy-file/policy-file.ts'
import type { Log } from '../../../src/ports/log.ts'

const good = 'version: 1\nrules: []\n'
const bad = 'version: 1\nrules: []\nrulez: []\n'

let folder: string
let path: string
let opened: PolicyFile[]
let events: PolicyFileEvent[]
let errors: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'))
  path = join(folder, 'policy.yaml')
  opened = []
  events = []
  errors = []
})

afterEach(() => {
  for (const file of opened) file.stop()
  rmSync(folder, { recursive: true, force: true })
})

function open(change: Partial<Parameters<typeof openPolicyFile>[0]> = {}): PolicyFile {
  const quiet = () => {}
  const log: Log = { debug: quiet, info: quiet, warn: quiet, error: (_, message) => errors.push(message) }
  const onChange = (event: PolicyFileEvent) => void events.push(event)
  const file = openPolicyFile({ path, clock: { now: () => 5 }, log, onChange, pollMs: 3_600_000, ...change })
  opened.push(file)
  return file
}

test('a good file is in force at once, and told', async () => {
  writeFileSync(path, good)
  const file = open()
  expect(file.current()).toMatchObject({ kind: 'policy', policy: { rules: [] }, problems: [] })
  await file.check()
  expect(events).toMatchObject([{ kind: 'loaded', at: 5, text: good }])
  expect(errors).toEqual([])
})

test('P10 a bad file leaves the last good one in force, with every problem and its line, told once', async () => {
  writeFileSync(path, good)
  const file = open()
  const before = file.current()
  writeFileSync(path, bad)
  await file.check()
  await file.check()
  const problems = [{ line: 3, column: 1, message: expect.stringContaining('rulez') }]
  expect(file.current()).toEqual({ ...before, problems })
  expect(events.slice(1)).toEqual([{ kind: 'not loaded', at: 5, problems, inForce: file.current() }])
  expect(errors).toEqual([expect.stringContaining('the last good one stays in force')])
})

test('P10 a file that is being written is not believed before it is whole', async () => {
  const rule = (name: string) =>
    `  - { name: ${name}, when: { vm: { name: '${name}*' } }, requesters: [everyone], approvals: none }\n`
  writeFileSync(path, good)
  const file = open()
  const before = file.current()
  // Each part reads as a policy; the last has the rule that denies.
  writeFileSync(path, `version: 1\nrules:\n${rule('web')}`)
  const first = file.check()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(file.current()).toBe(before)
  appendFileSync(path, rule('db'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(file.current()).toBe(before)
  appendFileSync(path, `  - { name: vault, when: { vm: { name: 'vault*' } }, deny: closed }\n`)
  await Promise.all([first, file.check()])
  expect(file.current()).toMatchObject({ policy: { rules: [{}, {}, { deny: 'closed' }] } })
  expect(events.map(({ kind }) => kind)).toEqual(['loaded', 'loaded'])
})

test('P10 a bad file that changes and is bad in the same way is not told again', async () => {
  writeFileSync(path, bad)
  const file = open()
  writeFileSync(path, `${bad}# try\n`)
  await file.check()
  expect(errors).toHaveLength(1)
  expect(events).toHaveLength(1)
})

test('P10 a file that is put right is told again, and its problems are over', async () => {
  writeFileSync(path, good)
  const file = open()
  writeFileSync(path, bad)
  await file.check()
  writeFileSync(path, good)
  await file.check()
  expect(file.current()).toMatchObject({ kind: 'policy', problems: [] })
  expect(events.map(({ kind }) => kind)).toEqual(['loaded', 'not loaded', 'loaded'])
})

test('P10 a file that vanishes leaves the last good one in force; it may come back', async () => {
  writeFileSync(path, good)
  const file = open()
  rmSync(path)
  await file.check()
  await file.check()
  expect(file.current()).toMatchObject({ kind: 'policy', problems: [{ message: `There is no file at ${path}.` }] })
  expect(errors).toHaveLength(1)
  writeFileSync(path, `${good}# new\n`)
  await file.check()
  expect(file.current()).toMatchObject({ kind: 'policy', problems: [] })
  expect(events.map(({ kind }) => kind)).toEqual(['loaded', 'not loaded', 'loaded'])
})

test('P11 no file at the start: there is no policy, and why', async () => {
  const file = open()
  expect(file.current()).toMatchObject({ kind: 'none', why: `There is no file at ${path}` })
  expect(errors).toEqual([expect.stringContaining('every request is refused')])
  writeFileSync(path, good)
  await file.check()
  expect(file.current()).toMatchObject({ kind: 'policy' })
})

test('P11 a bad file at the start: there is no policy, and why, with the line', () => {
  writeFileSync(path, bad)
  expect(open().current()).toMatchObject({
    kind: 'none',
    why: expect.stringMatching(/does not load: line 3: Unknown key "rulez"/),
    problems: [{ line: 3 }],
  })
})

test.each([
  ['a folder', () => mkdirSync(path), /is not a file/],
  ['no UTF-8', () => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x41])), /is not UTF-8/],
  ['too large', () => writeFileSync(path, ' '.repeat(1_000_001)), /larger than 1 MB/],
])('P11 %s is no policy', (_, make, why) => {
  make()
  expect(open().current()).toMatchObject({ kind: 'none', why: expect.stringMatching(why) })
})

test('a change of the same length at the same time is seen, as is a file moved into its place', async () => {
  writeFileSync(path, `${good}# 1\n`)
  utimesSync(path, 1, 1)
  const file = open()
  writeFileSync(path, `${good}# 2\n`)
  utimesSync(path, 1, 1)
  await file.check()
  expect(events).toHaveLength(2)
  writeFileSync(`${path}.new`, `${good}# 3\n`)
  renameSync(`${path}.new`, path)
  await file.check()
  expect(events).toHaveLength(3)
  expect(new Set(events.map((event) => event.kind === 'loaded' && event.policy.version)).size).toBe(3)
})

test('a file that was only touched is not told', async () => {
  writeFileSync(path, good)
  const file = open()
  utimesSync(path, 1, 1)
  await file.check()
  expect(events).toHaveLength(1)
})

test('the file is looked at by itself, until it is stopped', async () => {
  writeFileSync(path, good)
  let changed: (event: PolicyFileEvent) => void = () => {}
  const file = open({ pollMs: 5, onChange: (event) => changed(event) })
  await file.check()
  const next = new Promise<PolicyFileEvent>((resolve) => {
    changed = resolve
  })
  writeFileSync(path, bad)
  expect((await next).kind).toBe('not loaded')
  file.stop()
  expect(file.current().kind).toBe('policy')
})

test('whoever is told may fail: it is logged, and the policy is in force', async () => {
  writeFileSync(path, good)
  const file = open({ onChange: () => Promise.reject(new Error('ledger away')) })
  await file.check()
  expect(file.current().kind).toBe('policy')
  expect(errors).toEqual([expect.stringContaining('could not be passed on')])
})

test('check resolves when those who are told are through', async () => {
  writeFileSync(path, good)
  const order: string[] = []
  const file = open({ onChange: () => Promise.resolve().then(() => void order.push('told')) })
  await file.check()
  expect(order).toEqual(['told'])
})
