import { startEstate } from '../../../src/adapters/azure/estate.ts'
import type { Before, EstateReading } from '../../../src/adapters/azure/estate-reader.ts'
import { parseJitPolicyId, parseVmId } from '../../../src/domain/ids.ts'
import type { JitPolicy } from '../../../src/domain/jit-policy.ts'
import type { JitStatus, PortRule, Vm } from '../../../src/domain/vm.ts'
import { AzureError } from '../../../src/ports/jit.ts'
import { must } from '../../fixtures.ts'
import { policyPath, vmId } from '../../simulator/azure/simulated-azure.ts'
import { recordedLog } from './recorded-log.ts'

const rules: PortRule[] = [{ number: 22, protocol: 'TCP', sources: ['*'], maxDurationMs: 3_600_000 }]
const [first, second] = ['one', 'two'].map((name) =>
  must(parseJitPolicyId(policyPath('rg', 'westeurope', 'sub', name))),
)
const policy = must(first)
const other = must(second)
const covered = (...policies: (typeof policy)[]): JitStatus => ({
  kind: 'configured',
  covers: policies.map((id) => ({ policy: id, rules })),
})

function vm(name: string, jit: JitStatus, subscription = 'sub'): Vm {
  const id = must(parseVmId(vmId('rg', name, subscription)))
  return { id, name, subscription, resourceGroup: 'rg', location: 'westeurope', os: 'linux', tags: {}, jit }
}
const readPolicy = (names: readonly string[], id = policy, of = rules): JitPolicy => ({
  id,
  vms: new Map(names.map((name) => [vm(name, { kind: 'not configured' }).id, { rules: of }])),
  requests: [],
})
const reading = (vms: readonly Vm[], ...unread: string[]): EstateReading => ({
  vms,
  unread: new Map(
    unread.map((id) => [
      id,
      new AzureError('no right', { outcome: 'refused', code: 'AuthorizationFailed', status: 403 }),
    ]),
  ),
})

/** Readings that the test hands out when it likes. */
function readings() {
  const waiting: { resolve: (value: EstateReading) => void; reject: (error: unknown) => void; signal: AbortSignal }[] =
    []
  const read = (signal: AbortSignal) =>
    new Promise<EstateReading>((resolve, reject) => waiting.push({ resolve, reject, signal }))
  return { read, waiting, next: () => must(waiting.shift()) }
}

function start(read: (signal: AbortSignal, before: Before) => Promise<EstateReading>, refreshMs = 3_600_000) {
  const log = recordedLog()
  const clock = { now: () => 1_000 }
  return { ...startEstate({ read, clock, log, refreshMs }), log }
}

test('is empty before the first reading, and has it after', async () => {
  const { estate, refresh, stop } = start(async () => reading([vm('web01', covered(policy))]))
  expect(estate.loadedAt()).toBeUndefined()
  expect(estate.all()).toEqual([])
  await refresh()
  expect(estate.loadedAt()).toBe(1_000)
  expect(estate.named('WEB01')).toHaveLength(1)
  expect(estate.complete('we', 5)).toHaveLength(1)
  stop()
})

test('never reads twice at once', async () => {
  const { read, waiting, next } = readings()
  const { refresh, stop } = start(read)
  const both = [refresh(), refresh()]
  expect(waiting).toHaveLength(1)
  next().resolve(reading([]))
  await Promise.all(both)
  const third = refresh()
  expect(waiting).toHaveLength(1)
  next().resolve(reading([]))
  await third
  stop()
})

test('reads again by itself, after a success and after a failure', async () => {
  let times = 0
  await new Promise<void>((thrice) => {
    const { refresh, stop } = start(async () => {
      times++
      if (times === 2) throw new Error('lost')
      if (times === 3) {
        stop()
        thrice()
      }
      return reading([])
    }, 1)
    // An own timer keeps the test alive: the estate's keep nothing alive.
    const alive = setInterval(() => times >= 3 && clearInterval(alive), 5)
    void refresh()
  })
  expect(times).toBe(3)
})

test('a reading that fails leaves the last one in force and says so', async () => {
  const { read, next } = readings()
  const { estate, refresh, stop, log } = start(read)
  const good = refresh()
  next().resolve(reading([vm('web01', covered(policy))]))
  await good
  const bad = refresh()
  next().reject(new AzureError('Azure is busy', { outcome: 'later', code: 'Busy', status: 503 }))
  await bad
  expect(estate.named('web01')).toHaveLength(1)
  expect(log.lines.filter(({ level }) => level === 'error')).toMatchObject([
    { fields: { code: 'Busy', status: 503, said: 'Azure is busy' } },
  ])
  stop()
})

test('a first reading that fails leaves it empty and not loaded', async () => {
  const { estate, refresh, stop } = start(() => Promise.reject(new TypeError('broken')))
  await refresh()
  expect(estate.loadedAt()).toBeUndefined()
  stop()
})

test('of a subscription whose policies cannot be read, what was known stays; what was never known is not claimed', async () => {
  const { read, next } = readings()
  const { estate, refresh, stop, log } = start(read)
  const good = refresh()
  next().resolve(reading([vm('web01', covered(policy)), vm('dev01', covered(other), 'dev')]))
  await good
  const partly = refresh()
  const none: JitStatus = { kind: 'not configured' }
  next().resolve(reading([vm('web01', none), vm('web02', none), vm('dev01', none, 'dev')], 'sub'))
  await partly
  expect(estate.named('web01')[0]?.jit).toEqual(covered(policy))
  expect(estate.named('web02')[0]?.jit).toEqual({
    kind: 'unsupported',
    why: expect.objectContaining({
      en: 'the JIT policies of its subscription cannot be read at the moment (no right)',
    }),
  })
  expect(estate.named('dev01')[0]?.jit).toEqual(none)
  expect(log.lines).toContainEqual({
    level: 'error',
    message: expect.any(String),
    fields: { subscription: 'sub', code: 'AuthorizationFailed', status: 403, said: 'no right' },
  })
  stop()
})

test('a policy that was read in between is learnt: VMs in it, VMs gone from it, and no others', async () => {
  const before = [
    vm('in', covered(policy)),
    vm('gone', covered(policy)),
    vm('both', covered(policy, other)),
    vm('new', { kind: 'not configured' }),
    vm('apart', covered(other)),
  ]
  const { estate, refresh, learn, stop } = start(async () => reading(before))
  await refresh()
  const longer = rules.map((rule) => ({ ...rule, maxDurationMs: 7_200_000 }))
  learn(readPolicy(['in', 'new', 'unheard-of'], policy, longer))
  const jit = (name: string) => estate.named(name)[0]?.jit
  expect(jit('in')).toEqual({ kind: 'configured', covers: [{ policy, rules: longer }] })
  expect(jit('new')).toEqual({ kind: 'configured', covers: [{ policy, rules: longer }] })
  expect(jit('gone')).toEqual({ kind: 'not configured' })
  expect(jit('both')).toEqual(covered(other))
  expect(jit('apart')).toEqual(covered(other))
  expect(estate.all()).toHaveLength(5)
  learn(readPolicy([]))
  expect(jit('new')).toEqual({ kind: 'not configured' })
  stop()
})

test('a subscription without a plan stays unsupported whatever its policies say', async () => {
  const jit: JitStatus = { kind: 'unsupported', why: 'Defender for Servers Plan 2 is off in its subscription' }
  const { estate, refresh, learn, stop } = start(async () => reading([vm('web01', jit)]))
  await refresh()
  learn(readPolicy(['web01']))
  expect(estate.named('web01')[0]?.jit).toEqual(jit)
  stop()
})

test('stopping gives up a reading that is under way, and nothing is read any more', async () => {
  const { read, waiting, next } = readings()
  const { estate, refresh, stop, log } = start(read)
  const running = refresh()
  const { signal, resolve } = next()
  stop()
  expect(signal.aborted).toBe(true)
  resolve(reading([vm('late', { kind: 'not configured' })]))
  await running
  await refresh()
  expect(waiting).toHaveLength(0)
  expect(estate.all()).toEqual([])
  expect(log.lines).toEqual([])
})

test('a VM that was looked for in between stays until a reading that began later, and its JIT policy is known', async () => {
  const { read, next } = readings()
  const { estate, refresh, add, learn, stop } = start(read)
  const first = refresh()
  add([vm('new01', covered(policy))])
  expect(estate.named('new01')).toHaveLength(1)
  next().resolve(reading([vm('web01', covered(policy))]))
  await first
  expect(estate.all().map(({ name }) => name)).toEqual(['new01', 'web01'])
  learn(readPolicy(['web01']))
  expect(estate.named('new01')[0]?.jit).toEqual({ kind: 'not configured' })
  const second = refresh()
  next().resolve(reading([vm('web01', covered(policy))]))
  await second
  expect(estate.named('new01')).toEqual([])
  stop()
})

test('a reading is told what was known before, and which groups the last one left', async () => {
  const told: Before[] = []
  const { refresh, stop } = start(async (_, before) => {
    told.push({ get: before.get, unasked: [...before.unasked] })
    return { ...reading([vm('web01', covered(policy))]), unasked: ['sub/rg'] }
  })
  await refresh()
  await refresh()
  expect(told.map(({ unasked }) => unasked)).toEqual([[], ['sub/rg']])
  expect(told[1]?.get(vm('web01', covered(policy)).id)?.jit.kind).toBe('configured')
  stop()
})
