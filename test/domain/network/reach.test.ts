import fc from 'fast-check'
import type { NetworkRule } from '../../../src/domain/network/network-rule.ts'
import { type Connecting, reach } from '../../../src/domain/network/reach.ts'
import { decidingRule } from '../../../src/simulator/azure/evaluate-rules.ts'
import { everyAddress, parseIpv4Range } from '../../../src/simulator/azure/ipv4.ts'
import { must } from '../../fixtures.ts'
import { behind, denyAll, jitAllow, jitDeny, nsgId, rule } from './rules.ts'

const rdp = (source = '203.0.113.7/32', changes: Partial<Connecting> = {}): Connecting => ({
  source,
  port: 3389,
  protocol: 'TCP',
  ...changes,
})

describe('one group', () => {
  test('the source of a JIT allow rule gets in, everybody else does not', () => {
    const guarded = behind([jitAllow, jitDeny])
    expect(reach(guarded, rdp())).toEqual({ kind: 'open', by: [jitAllow], jit: true })
    expect(reach(guarded, rdp('203.0.113.7'))).toMatchObject({ kind: 'open' })
    expect(reach(guarded, rdp('203.0.113.8/32'))).toEqual({ kind: 'shut', by: jitDeny })
    expect(reach(guarded, rdp('203.0.113.7/32', { port: 22 }))).toEqual({ kind: 'shut', by: denyAll })
  })

  test('a rule of somebody else that outranks the deny rule opens the port, and is not one of Defender’s', () => {
    const loose = rule({ name: 'allow-rdp', priority: 300, sources: ['Internet'] })
    expect(reach(behind([jitDeny, loose]), rdp())).toEqual({ kind: 'open', by: [loose], jit: false })
    expect(reach(behind([jitDeny, { ...loose, priority: 4_097 }]), rdp())).toMatchObject({ kind: 'shut', by: jitDeny })
  })

  test('a JIT allow rule that was edited to deny, or to another source, opens nothing', () => {
    expect(reach(behind([{ ...jitAllow, access: 'deny' }, jitDeny]), rdp())).toMatchObject({ kind: 'shut' })
    expect(reach(behind([{ ...jitAllow, sources: ['198.51.100.7'] }, jitDeny]), rdp())).toMatchObject({ kind: 'shut' })
  })

  test('a network of which only one address is let in is open in part', () => {
    expect(reach(behind([jitAllow, jitDeny]), rdp('203.0.113.0/24'))).toEqual({
      kind: 'partly',
      open: [jitAllow],
      shut: jitDeny,
    })
    const two = ['203.0.113.0/25', '203.0.113.128/25'].map((half, index) =>
      rule({ ...jitAllow, priority: 100 + index, sources: [half] }),
    )
    expect(reach(behind([...two, jitDeny]), rdp('203.0.113.0/24'))).toEqual({ kind: 'open', by: two, jit: true })
  })

  test('one protocol of two is a part, too', () => {
    expect(reach(behind([jitAllow, jitDeny]), rdp(undefined, { protocol: '*' }))).toMatchObject({ kind: 'partly' })
    expect(reach(behind([jitAllow, jitDeny]), rdp(undefined, { protocol: 'UDP' }))).toMatchObject({ kind: 'shut' })
    const any = { ...jitAllow, protocol: '*' } as const
    expect(reach(behind([any, jitDeny]), rdp(undefined, { protocol: '*' }))).toEqual({
      kind: 'open',
      by: [any],
      jit: true,
    })
    const icmp = rule({ protocol: 'other', priority: 100 })
    expect(reach(behind([icmp]), rdp(undefined, { protocol: '*' }))).toMatchObject({ kind: 'shut' })
  })

  test.each<[string, Partial<NetworkRule>]>([
    ['a service tag', { sources: ['AzureCloud.westeurope'] }],
    ['an application security group, or a port of the client', { narrowed: true }],
    ['a tag as its destination', { destinations: ['SqlManagement'] }],
  ])('what hangs on %s is not known', (_, changes) => {
    const doubtful = rule({ priority: 200, ...changes })
    expect(reach(behind([doubtful, jitDeny]), rdp())).toEqual({ kind: 'unknown', because: doubtful })
    // Where it would change nothing, it is not asked.
    expect(reach(behind([{ ...doubtful, access: 'deny' }, jitDeny]), rdp())).toMatchObject({ kind: 'shut' })
    expect(reach(behind([jitAllow, doubtful, jitDeny]), rdp())).toMatchObject({ kind: 'open', by: [jitAllow] })
    expect(reach(behind([{ ...doubtful, access: 'deny' }, rule({ priority: 300 })]), rdp())).toMatchObject({
      kind: 'unknown',
    })
  })

  test('tags: the internet is what is public, the virtual network what may be private', () => {
    const from = (tag: string, source: string) => reach(behind([rule({ sources: [tag] })]), rdp(source)).kind
    expect(from('Internet', '203.0.113.7')).toBe('open')
    expect(from('VIRTUALNETWORK', '203.0.113.7')).toBe('shut')
    expect(from('VirtualNetwork', '10.1.1.9')).toBe('unknown')
    expect(from('AzureLoadBalancer', '168.63.129.16')).toBe('open')
    expect(from('AzureLoadBalancer', '203.0.113.7')).toBe('shut')
    expect(from('2001:db8::/32', '203.0.113.7')).toBe('shut')
    expect(from('Any', '203.0.113.7')).toBe('open')
    expect(reach(behind([rule({ destinations: ['VirtualNetwork'] })]), rdp()).kind).toBe('open')
    expect(reach(behind([rule({ destinations: ['Internet'] })]), rdp()).kind).toBe('shut')
  })
})

describe('several groups', () => {
  test('every one must let in, and one that does not settles it', () => {
    expect(reach(behind([jitAllow, jitDeny], [jitDeny]), rdp())).toEqual({ kind: 'shut', by: jitDeny })
    const open = rule({ name: 'open' })
    expect(reach(behind([jitAllow, jitDeny], [open]), rdp())).toEqual({
      kind: 'open',
      by: [jitAllow, open],
      jit: true,
    })
    const doubtful = rule({ priority: 200, sources: ['Storage'] })
    expect(reach(behind([doubtful], [jitDeny]), rdp())).toMatchObject({ kind: 'shut', by: jitDeny })
    expect(reach(behind([doubtful], [open]), rdp())).toMatchObject({ kind: 'unknown' })
  })

  test('none at all, or a source that cannot be read: nothing is said', () => {
    expect(reach(behind(), rdp())).toEqual({ kind: 'unknown' })
    for (const source of ['', 'here', '2001:db8::1', '203.0.113.0/33', '1.2.3'])
      expect(reach(behind([jitDeny]), rdp(source))).toEqual({ kind: 'unknown' })
    expect(reach({ ...behind([jitDeny]), address: 'fd00::4' }, rdp())).toEqual({ kind: 'unknown' })
    expect(reach({ address: '10.1.1.4', groups: [{ id: nsgId(), rules: [] }] }, rdp())).toEqual({ kind: 'shut' })
  })
})

const octet = fc.constantFrom(0, 1, 6, 7, 8, 255)
const prefix = fc.oneof(
  fc.constant('*'),
  fc.tuple(octet, fc.integer({ min: 26, max: 32 })).map(([last, length]) => `203.0.113.${last}/${length}`),
)
const aRule = fc.record({
  priority: fc.integer({ min: 100, max: 120 }),
  access: fc.constantFrom('allow' as const, 'deny' as const),
  protocol: fc.constantFrom('TCP' as const, 'UDP' as const, '*' as const),
  sources: fc.array(prefix, { minLength: 1, maxLength: 2 }),
  destinations: fc.constantFrom(['*'], ['10.1.1.4'], ['10.1.1.0/30'], ['10.1.1.0/24']),
  ports: fc.constantFrom([{ first: 3389, last: 3389 }], [{ first: 3000, last: 4000 }], [{ first: 22, last: 22 }]),
})
const rules = fc
  .uniqueArray(aRule, { selector: ({ priority }) => priority, maxLength: 8 })
  .map((all) => all.map((each) => rule({ ...each, name: `rule-${each.priority}` })))

/** The same rules as the simulated Azure has them, and its verdict, which was written apart. */
function simulated(all: readonly NetworkRule[], source: string): string | undefined {
  const theirs = [...all, denyAll].map(({ name, priority, access, protocol, sources, destinations, ports }) => ({
    name,
    priority,
    access: access === 'allow' ? ('Allow' as const) : ('Deny' as const),
    protocol: ({ TCP: 'Tcp', UDP: 'Udp', '*': '*', other: '*' } as const)[protocol],
    sources,
    destinations,
    ports: ports.map(({ first, last }) => `${first}-${last}`),
  }))
  return decidingRule(theirs, {
    source: must(parseIpv4Range(source)),
    destination: must(parseIpv4Range('10.1.1.4')),
    port: 3389,
    protocol: 'Tcp',
    virtualNetwork: everyAddress,
  })?.name
}

describe('properties', () => {
  test('for one address the same rule decides as in the simulated Azure', () => {
    fc.assert(
      fc.property(rules, octet, (all, last) => {
        const answer = reach(behind(all), rdp(`203.0.113.${last}`))
        const by = answer.kind === 'open' ? answer.by[0] : answer.kind === 'shut' ? answer.by : undefined
        expect(by?.name).toBe(simulated(all, `203.0.113.${last}`))
      }),
      { numRuns: 500 },
    )
  })

  test('a range is open where each of its addresses is, shut where none is, and else open in part', () => {
    fc.assert(
      fc.property(rules, rules, (one, other) => {
        const guarded = behind(one, other)
        const kinds = new Set(Array.from({ length: 16 }, (_, last) => reach(guarded, rdp(`203.0.113.${last}`)).kind))
        const expected = kinds.size > 1 ? 'partly' : [...kinds][0]
        expect(reach(guarded, rdp('203.0.113.0/28')).kind).toBe(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('the order in which the rules are listed changes nothing', () => {
    fc.assert(
      fc.property(rules, (all) => {
        expect(reach(behind([...all].reverse()), rdp('203.0.113.0/28'))).toEqual(
          reach(behind(all), rdp('203.0.113.0/28')),
        )
      }),
    )
  })

  test('one more deny rule never opens anything', () => {
    fc.assert(
      fc.property(rules, aRule, octet, (all, more, last) => {
        const denied = [...all, rule({ ...more, access: 'deny', priority: 99 })]
        const [before, after] = [all, denied].map((each) => reach(behind(each), rdp(`203.0.113.${last}`)).kind)
        if (before === 'shut') expect(after).toBe('shut')
      }),
    )
  })
})
