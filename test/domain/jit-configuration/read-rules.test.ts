import fc from 'fast-check'
import { sameRules } from '../../../src/domain/jit-configuration/port-rules.ts'
import { mostRules, readRules, type TypedRule, typedRule } from '../../../src/domain/jit-configuration/read-rules.ts'
import { parseAllowedSource } from '../../../src/domain/source.ts'
import type { PortRule } from '../../../src/domain/vm.ts'
import { told } from '../../told.ts'
import { rule } from './samples.ts'

const networks = { office: ['203.0.113.0/24'], VPN: ['198.51.100.0/24', '192.0.2.1/32'] }
const row = (changes: Partial<TypedRule> = {}): TypedRule => ({
  port: '22',
  protocol: 'TCP',
  sources: '*',
  maximum: '3h',
  ...changes,
})
const read = (changes: Partial<TypedRule>) => told(readRules([row(changes)], networks))

const anySource = fc.oneof(
  fc.constant(['*']),
  fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255)).map(([a, b]) => `${a}.${b}.0.0/16`),
    { minLength: 1, maxLength: 20 },
  ),
)
export const anyRules = fc.uniqueArray(
  fc.record<PortRule>({
    number: fc.nat(65_535),
    protocol: fc.constantFrom('TCP', 'UDP', '*'),
    sources: anySource,
    maxDurationMs: fc.integer({ min: 5, max: 24 * 60 }).map((minutes) => minutes * 60_000),
  }),
  { selector: ({ number }) => number, maxLength: mostRules },
)

test('what is written out reads as the same rules', () => {
  fc.assert(
    fc.property(anyRules, (rules) => {
      const { rules: again, problems } = readRules(rules.map(typedRule))
      expect(problems).toEqual([])
      expect(sameRules(again, rules)).toBe(true)
    }),
  )
})

test.each<[Partial<TypedRule>, Partial<PortRule>]>([
  [{ port: 'ssh' }, { number: 22 }],
  [{ port: ' 0 ' }, { number: 0 }],
  [{ port: '65535' }, { number: 65_535 }],
  [{ protocol: 'udp' }, { protocol: 'UDP' }],
  [{ protocol: 'any' }, { protocol: '*' }],
  [{ sources: 'office, vpn' }, { sources: ['203.0.113.0/24', '198.51.100.0/24', '192.0.2.1'] }],
  [{ sources: '10.0.0.0/8 192.168.1.1' }, { sources: ['10.0.0.0/8', '192.168.1.1'] }],
  [{ sources: '0.0.0.0/0' }, { sources: ['*'] }],
  [{ maximum: '5m' }, { maxDurationMs: 300_000 }],
  [{ maximum: '1d' }, { maxDurationMs: 86_400_000 }],
])('%j is read', (changes, expected) => {
  expect(read(changes)).toEqual({ rules: [rule(22, expected)], problems: [] })
})

test.each<[Partial<TypedRule>, RegExp]>([
  [{ port: '65536' }, /65535/],
  [{ port: '-1' }, /not a port/],
  [{ port: 'winrm' }, /2 ports.*row of its own/],
  [{ protocol: 'icmp' }, /Port 22: “icmp” is no protocol/],
  [{ sources: '' }, /sources are missing/],
  [{ sources: 'fe80::1' }, /IPv6/],
  [{ sources: '203.0.113.7/24' }, /203\.0\.113\.0\/24 for the whole range/],
  [{ sources: 'home' }, /not an IPv4 address/],
  [{ sources: '*, 203.0.113.7' }, /every address already/],
  [{ sources: Array.from({ length: 21 }, (_, i) => `10.0.0.${i}`).join() }, /more than 20/],
  [{ maximum: '4m' }, /too short/],
  [{ maximum: '25h' }, /too long/],
  [{ maximum: '' }, /duration is missing/],
])('%j is refused in words', (changes, said) => {
  const { rules, problems } = read(changes)
  expect(rules).toEqual([])
  expect(problems).toEqual([expect.stringMatching(said)])
})

test('a port twice and too many ports are refused; a row without a port is left out', () => {
  expect(told(readRules([row(), row({ port: 'ssh', maximum: '1h' })]).problems)).toEqual([
    expect.stringMatching(/Port 22 is there twice/),
  ])
  const many = Array.from({ length: mostRules + 1 }, (_, i) => row({ port: String(100 + i) }))
  expect(told(readRules(many).problems)).toEqual([expect.stringMatching(/11 port rules.*at most 10/)])
  expect(readRules([row({ port: ' ', maximum: 'nonsense' })])).toEqual({ rules: [], problems: [] })
})

test('a port rule may allow what a request may not ask from: private networks and every address', () => {
  expect(parseAllowedSource('10.1.2.3')).toEqual({ ok: true, prefix: '10.1.2.3' })
  expect(parseAllowedSource('Internet')).toEqual({ ok: true, prefix: '*' })
  expect(parseAllowedSource('0.0.0.0/1')).toEqual({ ok: true, prefix: '0.0.0.0/1' })
  expect(parseAllowedSource('')).toMatchObject({ ok: false })
})
