import fc from 'fast-check'
import { parseJitPolicyId, parseVmId } from '../../src/domain/ids.ts'
import { coverFor, findOurs, type JitRequest, refusalOf } from '../../src/domain/jit-policy.ts'
import { contains } from '../../src/domain/source.ts'
import type { JitCover, PortRule } from '../../src/domain/vm.ts'
import { must } from '../fixtures.ts'

const hourMs = 3_600_000
const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-web/providers'
const policyId = (name: string) =>
  must(parseJitPolicyId(`${group}/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/${name}`))
const vmId = (name: string) => must(parseVmId(`${group}/Microsoft.Compute/virtualMachines/${name}`))
const web01 = vmId('web01')
const rule = (number: number, maxDurationMs = 3 * hourMs, sources: string[] = ['*']): PortRule => ({
  number,
  protocol: 'TCP',
  sources,
  maxDurationMs,
})
const cover = (name: string, ...rules: PortRule[]): JitCover => ({ policy: policyId(name), rules })

describe('the subset check of Defender', () => {
  const rules = { rules: [rule(22), rule(3389, hourMs, ['203.0.113.0/24', '198.51.100.7'])] }
  const ask = { port: 3389, durationMs: hourMs, source: '203.0.113.7/32' }

  test.each([
    [ask, undefined],
    [{ ...ask, source: '203.0.113.0/24' }, undefined],
    [{ ...ask, source: '198.51.100.7/32' }, undefined],
    [
      { ...ask, port: 443 },
      { kind: 'port', port: 443, allowed: [22, 3389] },
    ],
    [
      { ...ask, durationMs: hourMs + 1 },
      { kind: 'duration', port: 3389, maxMs: hourMs },
    ],
    [
      { ...ask, durationMs: Number.NaN },
      { kind: 'duration', port: 3389, maxMs: hourMs },
    ],
    [
      { ...ask, source: '203.0.112.0/23' },
      { kind: 'source', port: 3389, allowed: ['203.0.113.0/24', '198.51.100.7'] },
    ],
    [
      { ...ask, source: '198.51.100.8/32' },
      { kind: 'source', port: 3389, allowed: ['203.0.113.0/24', '198.51.100.7'] },
    ],
    [
      { ...ask, source: '' },
      { kind: 'source', port: 3389, allowed: ['203.0.113.0/24', '198.51.100.7'] },
    ],
    [{ port: 22, durationMs: 1, source: '8.8.8.8/32' }, undefined],
  ])('%j', (asked, refusal) => {
    expect(refusalOf(rules, asked)).toEqual(refusal)
  })

  test('asking for less is never refused where more is granted', () => {
    const octet = fc.nat(255)
    const prefix = fc
      .tuple(octet, octet, fc.integer({ min: 1, max: 32 }))
      .map(([a, b, length]) => `${a}.${b}.0.0/${length}`)
    fc.assert(
      fc.property(
        fc.array(prefix),
        prefix,
        prefix,
        fc.nat(5 * hourMs),
        fc.nat(5 * hourMs),
        (allowed, wide, narrow, long, short) => {
          fc.pre(contains(wide, narrow) && short <= long)
          const one = { rules: [rule(22, 3 * hourMs, allowed)] }
          const granted = refusalOf(one, { port: 22, durationMs: long, source: wide }) === undefined
          return !granted || refusalOf(one, { port: 22, durationMs: short, source: narrow }) === undefined
        },
      ),
    )
  })
})

describe('the JIT policy for some ports of a VM', () => {
  const both = cover('b-both', rule(22, hourMs), rule(443, hourMs))
  const ssh = cover('a-ssh', rule(22, 2 * hourMs))
  const vm = (...covers: JitCover[]) => ({ jit: { kind: 'configured', covers } }) as const

  test('is one that has them all', () => {
    expect(coverFor(vm(ssh, both), [22, 443])).toBe(both)
    expect(coverFor(vm(ssh, both), [22, 80])).toBeUndefined()
  })
  test('is the one that grants longest, whatever the order', () => {
    expect(coverFor(vm(both, ssh), [22])).toBe(ssh)
    expect(coverFor(vm(ssh, both), [22])).toBe(ssh)
  })
  test('is the first by id of two alike, whatever the order', () => {
    const [one, two] = [cover('one', rule(22)), cover('two', rule(22))]
    expect(coverFor(vm(two, one), [22])).toBe(one)
    expect(coverFor(vm(one, two), [22])).toBe(one)
  })
  test('does not exist for a VM that is not configured', () => {
    expect(coverFor({ jit: { kind: 'not configured' } }, [22])).toBeUndefined()
    expect(coverFor({ jit: { kind: 'unsupported', why: 'no NSG' } }, [])).toBeUndefined()
  })
})

describe('our request in the record of Azure', () => {
  const mark = 'jit-access-bot:ABCD1234/0;'
  const port = (status: string, vm = web01) => ({
    vm,
    number: 22,
    source: '203.0.113.7/32',
    endsAt: 9,
    status,
    statusReason: 'UserRequested',
  })
  const request = (startedAt: number, status: string, justification = `${mark} · requested by Emma`): JitRequest => ({
    startedAt,
    justification,
    ports: [port(status)],
  })
  const found = (...requests: JitRequest[]) => findOurs({ requests }, web01, mark)

  test('is known by the mark at the start of its justification', () => {
    const ours = request(1, 'Initiated')
    expect(found(request(2, 'Initiated', 'jit-access-bot:ABCD1234/1; other'), ours)).toEqual(ours)
    expect(found(request(1, 'Initiated', `please: ${mark}`))).toBeUndefined()
    expect(found({ startedAt: 1, ports: [port('Initiated')] })).toBeUndefined()
    expect(found()).toBeUndefined()
  })
  test('has the ports of this VM alone', () => {
    const other = vmId('web02')
    const shared = { ...request(1, 'Initiated'), ports: [port('Revoked', other), port('Initiated')] }
    expect(found(shared)?.ports).toEqual([port('Initiated')])
    expect(found({ ...shared, ports: [port('Initiated', other)] })).toBeUndefined()
  })
  test('of several the open one, then one on its way, then the newest', () => {
    const [revoked, initiating, initiated] = [request(9, 'Revoked'), request(5, 'Initiating'), request(1, 'Initiated')]
    expect(found(revoked, initiating, initiated)).toEqual(initiated)
    expect(found(revoked, initiating)).toEqual(initiating)
    expect(found(request(3, 'Revoked'), revoked)).toEqual(revoked)
  })
  test('in a call that carried several windows, has those ports that are its own', () => {
    const other = 'jit-access-bot:WXYZ9876/0;'
    const mine = port('Initiated')
    const theirs = { ...port('Initiated'), source: '203.0.113.8/32', endsAt: 5_000 }
    const longer = { ...port('Initiated'), endsAt: 5_000 }
    const both: JitRequest = {
      startedAt: 2,
      justification: `${other}${mark} · requested by Eva`,
      ports: [theirs, longer, mine],
    }
    const own = { sources: ['203.0.113.7'], endsAt: 9 }
    expect(findOurs({ requests: [both] }, web01, mark, own)?.ports).toEqual([mine])
    expect(findOurs({ requests: [both] }, web01, other, { sources: ['203.0.113.8/32'], endsAt: 5_000 })?.ports).toEqual(
      [theirs],
    )
    expect(findOurs({ requests: [request(1, 'Revoked'), both] }, web01, mark, own)?.ports).toEqual([mine])
    expect(findOurs({ requests: [both] }, web01, mark, { sources: ['203.0.113.9'], endsAt: 9 })).toBeUndefined()
  })
  test('asked for in a call for each of its sources, has the ports of all of them, and the newest of what is told twice', () => {
    const office = { ...port('Initiated'), source: '203.0.113.8' }
    const first = { ...request(1, 'Initiated'), justification: mark }
    const second = { ...request(2, 'Initiated'), justification: mark, ports: [office] }
    const dead = { ...request(0, 'Revoked'), justification: mark }
    const numbers = found(dead, first, second)?.ports.map(({ source, status }) => [source, status])
    expect(numbers).toEqual([
      ['203.0.113.8', 'Initiated'],
      ['203.0.113.7/32', 'Initiated'],
    ])
  })
  test('in a call that carried a window from the same source, what ends with that window is not its own', () => {
    const other = 'jit-access-bot:WXYZ9876/0;'
    const [over, theirs] = [port('Revoked'), { ...port('Initiated'), endsAt: 5_000 }]
    const both: JitRequest = { startedAt: 2, justification: `${mark}${other} · by Eva`, ports: [over, theirs] }
    const own = { sources: ['203.0.113.7/32'] }
    expect(findOurs({ requests: [both] }, web01, mark, own)?.ports).toEqual([over, theirs])
    expect(
      findOurs({ requests: [both] }, web01, mark, { ...own, notAt: [{ source: '203.0.113.7/32', endsAt: 5_000 }] })
        ?.ports,
    ).toEqual([over])
  })
  test('an empty mark finds nothing', () => {
    expect(findOurs({ requests: [request(1, 'Initiated')] }, web01, '')).toBeUndefined()
  })
})
