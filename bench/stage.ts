import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { packageFolder } from '../src/package-folder.ts'
import { generatedGroups } from '../src/simulator/azure/generated-vms.ts'
import { type startTeamsWire, tenantId, typed } from '../test/adapters/teams/teams-wire.ts'
import { load, type Turn } from './load.ts'

type Wire = Awaited<ReturnType<typeof startTeamsWire>>

export const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
export const approver = 'a0000000-0000-4000-8000-000000000001'
const people = 200
/** Teams takes one call after the other for a conversation: a single channel would be what is measured. */
const channels = Array.from({ length: 10 }, (_, i) => `ops-${i}`)
const personId = (i: number) => `e0000000-0000-4000-8000-${String(i).padStart(12, '0')}`

/** Everybody of the bench may ask for everything; one lead approves. */
export function writePolicy(folder: string): string {
  const file = join(folder, 'policy.yaml')
  writeFileSync(
    file,
    `version: 1
tenant: ${tenantId}
groups:
  engineers: { people: [${Array.from({ length: people }, (_, i) => personId(i)).join(', ')}] }
  leads: { people: [${approver}] }
admins: [leads]
rules:
${channels.map((name, digit) => `  - { name: bench ${digit}, when: { vm: { name: 'srv*${digit}' } }, requesters: [engineers], approvals: [{ count: 1, from: [leads] }], notify: ${name} }`).join('\n')}
`,
  )
  return file
}

/** The bars are for one core: both bots get the same one, everything else the others. */
export const onOneCore = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '0'] : []

/** Leaves the bots' core to them: what this process starts from now on runs beside it, where there is another. Answers how to end that. */
export function leaveTheBotsTheirCore(): () => void {
  const last = availableParallelism() - 1
  const runOn = (cores: string) => spawnSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)])
  if (onOneCore.length === 0 || last === 0) return () => undefined
  runOn(`1-${last}`)
  return () => void runOn(`0-${last}`)
}

/** A bot as a process of its own; both bots are started in the same way. */
export function start(file: string, env: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
  const [program = '', ...args] = [...onOneCore, process.execPath, join(packageFolder(), 'dist-bench', file)]
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill())
  return new Promise((ready, failed) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const url = /ready at (http:\S+)/.exec(chunk.toString())?.[1]
      if (url) ready({ url, child })
    })
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code}`)))
  })
}

/** Makes so many requests, each by another person for another machine: nothing of one stands in the way of the next. */
export function askingPeople(serviceUrl: string): (count: number) => Turn[] {
  const machines = generatedGroups(4_000)
    .flatMap(({ subnets }) => subnets.flatMap(({ vms }) => vms))
    .flatMap(({ name, ports }) => (ports?.some(({ number }) => number === 22) ? [name] : []))
  let made = 0
  return (count) =>
    Array.from({ length: count }, () => {
      const i = made++
      const vm = machines[(i + Math.floor(i / people)) % machines.length]
      return saying(serviceUrl, i % people, `/jit request ${vm} ssh 1h from 203.0.113.7 bench ${i}`)
    })
}

/** Something that one of the people types in their personal chat. */
export function saying(serviceUrl: string, person: number, text: string): Turn {
  const conversation = `a:person-${person}`
  return {
    conversation,
    activity: typed(serviceUrl, text, {
      from: { id: `29:${person}`, name: `Engineer ${person}`, aadObjectId: personId(person) },
      conversation: { id: conversation, conversationType: 'personal', tenantId },
    }),
  }
}

/** Binds the approvals channels, as an admin does. */
export async function bindApprovals(wire: Wire, botUrl: string): Promise<void> {
  const turns = channels.map((name) => {
    const channel = `19:${name}@thread.tacv2`
    const activity = typed(wire.url, `<at>JIT Access</at> here approvals ${name}`, {
      from: { id: '29:lead', name: 'Lead', aadObjectId: approver },
      conversation: { id: channel, conversationType: 'channel', tenantId, isGroup: true },
      channelData: { tenant: { id: tenantId }, channel: { id: channel }, team: { id: channel } },
    })
    return { conversation: channel, activity }
  })
  await load(wire, botUrl, turns, 1)
}
