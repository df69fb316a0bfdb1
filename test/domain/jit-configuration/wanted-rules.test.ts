import {
  defaultRules,
  lostPorts,
  recommendedRules,
  sameRules,
} from '../../../src/domain/jit-configuration/port-rules.ts'
import { wantedRules } from '../../../src/domain/jit-configuration/wanted-rules.ts'
import { rule } from './samples.ts'

const office = ['203.0.113.0/24']
const before = [rule(22, { sources: office }), rule(443, { maxDurationMs: 3_600_000 })]
const set = { mode: 'set', recommended: false } as const

test('without any word it is the default of the operating system, or what is there already', () => {
  expect(wantedRules('linux', [], set)).toEqual([rule(22)])
  expect(wantedRules('windows', [], set)).toEqual([rule(3389)])
  expect(wantedRules('unknown', [], set)).toEqual([rule(22), rule(3389)])
  expect(wantedRules('linux', before, set)).toEqual(before)
  expect(wantedRules('linux', [], { ...set, maxDurationMs: 3_600_000, sources: office })).toEqual([
    rule(22, { maxDurationMs: 3_600_000, sources: office }),
  ])
})

test('set replaces all rules; what is not named of a port stays as it is', () => {
  expect(wantedRules('linux', before, { ...set, ports: [{ number: 22 }, { number: 53, protocol: 'UDP' }] })).toEqual([
    rule(22, { sources: office }),
    rule(53, { protocol: 'UDP' }),
  ])
})

test('add and remove leave the other ports alone', () => {
  expect(wantedRules('linux', before, { ...set, mode: 'add', ports: [{ number: 80 }] })).toEqual([...before, rule(80)])
  expect(wantedRules('linux', before, { ...set, mode: 'add', ports: [{ number: 22 }], sources: ['*'] })).toEqual([
    rule(22),
    before[1],
  ])
  expect(wantedRules('linux', before, { ...set, mode: 'remove', ports: [{ number: 22 }] })).toEqual([before[1]])
})

test('the recommended ports are the four of Defender, any protocol, from anywhere, three hours', () => {
  expect(wantedRules('linux', [], { ...set, recommended: true })).toEqual(recommendedRules)
  expect(recommendedRules.map(({ number, protocol }) => [number, protocol])).toEqual([
    [22, '*'],
    [3389, '*'],
    [5985, '*'],
    [5986, '*'],
  ])
})

test('neither the order of rules nor of sources makes a difference, all else does', () => {
  const two = ['203.0.113.7/32', '198.51.100.0/24']
  expect(
    sameRules(
      [rule(22, { sources: two }), rule(80)],
      [rule(80), rule(22, { sources: ['198.51.100.0/24', '203.0.113.7'] })],
    ),
  ).toBe(true)
  for (const other of [
    rule(23),
    rule(22, { protocol: '*' }),
    rule(22, { sources: office }),
    rule(22, { maxDurationMs: 1 }),
  ])
    expect(sameRules([rule(22)], [other])).toBe(false)
  expect(sameRules([rule(22)], [])).toBe(false)
  expect(lostPorts(before, defaultRules('linux'))).toEqual([443])
})
