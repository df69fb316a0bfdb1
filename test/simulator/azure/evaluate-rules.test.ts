import fc from 'fast-check'
import { decidingRule } from '../../../src/simulator/azure/evaluate-rules.ts'
import { type Ipv4Range, parseIpv4Range } from '../../../src/simulator/azure/ipv4.ts'
import { defaultRules, type SecurityRule } from '../../../src/simulator/azure/security-rule.ts'

/** An independent reading of the same rules: addresses as texts of bits, ports as sets, the list sorted first. */
function oracle(rules: readonly SecurityRule[], source: string, destination: string, port: number): string | undefined {
  const bits = (address: string) =>
    address
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('')
  const isIn = (address: string, prefix: string): boolean => {
    if (prefix === '*') return true
    if (prefix === 'VirtualNetwork') return address.startsWith('10.1.')
    if (prefix === 'Internet') return !address.startsWith('10.1.')
    if (prefix === 'AzureLoadBalancer') return address === '168.63.129.16'
    const [network = '', length = '32'] = prefix.split('/')
    return bits(address).slice(0, Number(length)) === bits(network).slice(0, Number(length))
  }
  const hasPort = (range: string): boolean => {
    if (range === '*') return true
    const [low = 0, high = low] = range.split('-').map(Number)
    return Array.from({ length: high - low + 1 }, (_, n) => low + n).includes(port)
  }
  const sorted = [...rules].sort((a, b) => a.priority - b.priority)
  return sorted.find(
    (rule) =>
      rule.protocol !== 'Udp' &&
      rule.ports.some(hasPort) &&
      rule.sources.some((prefix) => isIn(source, prefix)) &&
      rule.destinations.some((prefix) => isIn(destination, prefix)),
  )?.name
}

const address = fc.constantFrom(
  '10.1.0.4',
  '10.1.0.5',
  '10.1.255.255',
  '203.0.113.7',
  '203.0.112.255',
  '168.63.129.16',
  '0.0.0.0',
  '255.255.255.255',
)
const prefix = fc.oneof(
  fc.constantFrom('*', 'VirtualNetwork', 'Internet', 'AzureLoadBalancer'),
  address,
  fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([base, length]) => `${base}/${length}`),
)
const port = fc.constantFrom(21, 22, 23, 3389, 5985, 5986)
const ports = fc.oneof(fc.constant('*'), port.map(String), fc.constantFrom('22-23', '5985-5986', '0-65535'))
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: 1, maxLength: 2 })
const rules: fc.Arbitrary<SecurityRule[]> = fc
  .uniqueArray(
    fc.record({
      priority: fc.integer({ min: 100, max: 4096 }),
      access: fc.constantFrom('Allow' as const, 'Deny' as const),
      protocol: fc.constantFrom('Tcp' as const, 'Udp' as const, '*' as const),
      sources: some(prefix),
      destinations: some(prefix),
      ports: some(ports),
    }),
    { selector: (rule) => rule.priority, maxLength: 8 },
  )
  .map((list) => list.map((rule) => ({ ...rule, name: `rule-${rule.priority}` })))

function range(text: string): Ipv4Range {
  const read = parseIpv4Range(text)
  if (read === undefined) throw new Error(text)
  return read
}

describe('the rule that decides', () => {
  test('is the one that an independent reading finds', () => {
    const decided = new Set<string>()
    fc.assert(
      fc.property(rules, address, address, port, (own, source, destination, number) => {
        const all = [...own, ...defaultRules]
        const expected = oracle(all, source, destination, number)
        const packet = {
          source: range(source),
          destination: range(destination),
          port: number,
          protocol: 'Tcp' as const,
        }
        const found = decidingRule(all, { ...packet, virtualNetwork: range('10.1.0.0/16') })
        decided.add(found?.name ?? 'none')
        expect(found?.name).toBe(expected)
      }),
      { numRuns: 500 },
    )
    // Else the property would have been about nothing.
    for (const { name } of defaultRules) expect(decided).toContain(name)
    expect(decided.size).toBeGreaterThan(50)
  })

  test('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(rules, address, port, fc.integer(), (own, source, number, seed) => {
        const all = [...own, ...defaultRules]
        const turned = seed % 2 === 0 ? [...all].reverse() : [...all.slice(1), ...all.slice(0, 1)]
        const packet = { source: range(source), destination: range('10.1.0.4'), port: number, protocol: 'Tcp' as const }
        const full = { ...packet, virtualNetwork: range('10.1.0.0/16') }
        expect(decidingRule(turned, full)).toEqual(decidingRule(all, full))
      }),
    )
  })
})

describe('an IPv4 range', () => {
  test('reads addresses, CIDRs and *', () => {
    expect(parseIpv4Range('203.0.113.7')).toEqual({ first: 0xcb007107, last: 0xcb007107 })
    expect(parseIpv4Range('203.0.113.7/24')).toEqual({ first: 0xcb007100, last: 0xcb0071ff })
    expect(parseIpv4Range('0.0.0.0/0')).toEqual(parseIpv4Range('*'))
    expect(parseIpv4Range('255.255.255.255/32')?.last).toBe(2 ** 32 - 1)
  })

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/8/8',
    '2001:db8::1',
    'a.b.c.d',
    '1.2.3.-4',
  ])('refuses %p', (text) => {
    expect(parseIpv4Range(text)).toBeUndefined()
  })
})
