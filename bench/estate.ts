import { clouds } from '../src/adapters/azure/cloud.ts'
import { sandboxCredential } from '../src/adapters/azure/credential.ts'
import { startEstate } from '../src/adapters/azure/estate.ts'
import { readEstate } from '../src/adapters/azure/estate-reader.ts'
import { azureGraph } from '../src/adapters/azure/graph.ts'
import { loopbackTransport } from '../src/adapters/azure/loopback-transport.ts'
import { securityClients } from '../src/adapters/azure/security-clients.ts'
import { findVm, knownTo } from '../src/app/find-vm.ts'
import { membershipOf } from '../src/domain/access-policy/membership.ts'
import type { AccessPolicy, Rule } from '../src/domain/access-policy/policy.ts'
import { parsePersonId } from '../src/domain/ids.ts'
import type { Person } from '../src/domain/person.ts'
import { trial } from '../src/simulator/azure/named-vms.ts'

/**
 * Reads a simulated estate of a hundred thousand VMs and searches it as people do; prints what it measured as JSON. A process of its own,
 * so that its memory is the estate's. Needs `--expose-gc`.
 */
export interface EstateNumbers {
  readonly vms: number
  readonly loadMs: number
  readonly refreshMs: number
  /** Calls of Resource Graph for the first load, and for a refresh. */
  readonly loadCalls: number
  readonly refreshCalls: number
  readonly memoryMb: number
  /** By kind of person. `firstMs`: the first key after a reading, when what they may know of is found out. */
  readonly typeAhead: Readonly<Record<string, { readonly firstMs: number; readonly p99Ms: number }>>
  readonly name: Readonly<Record<string, number>>
}

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const tenant = '7d1c1c1e-0000-4000-8000-000000000001'

function person(digit: string): Person {
  const id = parsePersonId(tenant, `${digit.repeat(8)}-0000-4000-8000-000000000001`)
  if (!id) throw new Error('a person of the bench is none')
  return { id, name: digit }
}

const people = { admin: person('a'), 'one of half': person('b'), 'of almost nothing': person('c'), nobody: person('d') }

function rule(name: string, vm: Rule['when']['vm'] & object): Rule {
  return { name, when: { vm }, requesters: [name], approvals: [], selfApproval: false, notify: [] }
}

/** People that may know of everything, of half, of a single machine and of none. */
const policy: AccessPolicy = {
  version: 'bench',
  zone: 'UTC',
  networks: {},
  groups: {
    admins: { kind: 'people', people: [people.admin.id] },
    half: { kind: 'people', people: [people['one of half'].id] },
    one: { kind: 'people', people: [people['of almost nothing'].id] },
  },
  admins: ['admins'],
  auditors: [],
  rules: [rule('half', { tags: { env: ['prod'] } }), rule('one', { names: ['srv99999'] })],
}

async function measure(azureUrl: string): Promise<EstateNumbers> {
  const transport = loopbackTransport(azureUrl)
  let calls = 0
  const legacy: typeof transport.legacy = {
    sendRequest: (request) => {
      calls++
      return transport.legacy.sendRequest(request)
    },
  }
  const access = { credential: sandboxCredential(), cloud: clouds.public, transport: { ...transport, legacy } }
  const sources = { graph: azureGraph(access), clients: securityClients(access), log: quiet, now: Date.now }
  // Once before, so that the clients' own memory does not count as the estate's.
  await readEstate({ ...sources, subscriptions: [trial.id] }, new AbortController().signal)
  const before = usedMb()
  calls = 0
  const watch = startEstate({
    read: (signal, last) => readEstate(sources, signal, last),
    clock: { now: Date.now },
    log: quiet,
    refreshMs: 86_400_000,
  })
  const loadMs = await timed(() => watch.refresh())
  const loadCalls = calls
  const { estate } = watch
  const deps = {
    policy: { current: () => ({ kind: 'policy', policy, problems: [] }) as const },
    directory: { membership: (asked: AccessPolicy) => membershipOf(asked) },
    estate,
  }
  const readers = Object.entries(people)
  const typeAhead = []
  const name = []
  for (const [who, reader] of readers) {
    const type = async (text: string) =>
      estate.complete(text, 15, (vm) => vm.jit.kind === 'configured', await knownTo(deps, reader))
    const firstMs = await timed(() => type('s'))
    typeAhead.push([who, { firstMs, p99Ms: await p99(keystrokes, type) }] as const)
    name.push([who, await p99(names, (text) => findVm(deps, reader, text))] as const)
  }
  const memoryMb = usedMb() - before
  const refreshMs = await timed(() => watch.refresh())
  watch.stop()
  transport.close()
  return {
    vms: estate.all().length,
    loadMs,
    refreshMs,
    loadCalls,
    refreshCalls: calls - loadCalls,
    memoryMb,
    typeAhead: Object.fromEntries(typeAhead),
    name: Object.fromEntries(name),
  }
}

/** What people type until they see their machine, and what nothing begins with. */
const keystrokes = Array.from({ length: 1_500 }, (_, i) => {
  const whole = `srv${String((i * 7919) % 100_000).padStart(5, '0')}`
  return i % 10 === 0 ? 'zz9' : i % 10 === 1 ? whole.slice(4) : whole.slice(0, 1 + (i % 8))
})

/** Right, mistyped, and far from all. */
const names = Array.from({ length: 600 }, (_, i) => {
  const whole = `srv${String((i * 104_729) % 100_000).padStart(5, '0')}`
  return i % 3 === 0 ? whole : i % 3 === 1 ? whole.replace('srv', 'svr') : `nothing-like-it-${i}`
})

async function p99(texts: readonly string[], search: (text: string) => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (const text of texts) took.push(await timed(() => search(text)))
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? Number.NaN
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** What is held after everything else was let go: objects and buffers. */
function usedMb(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 / 1024
}

console.log(JSON.stringify(await measure(process.env.AZURE_URL ?? '')))
