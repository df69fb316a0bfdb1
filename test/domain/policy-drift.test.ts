import fc from 'fast-check'
import { changesBetween, type PolicyRules, policyDrift } from '../../src/domain/policy-drift.ts'
import type { PortRule } from '../../src/domain/vm.ts'
import { must, target } from '../fixtures.ts'

const rule = (number: number, changes: Partial<PortRule> = {}): PortRule => ({
  ...{ number, protocol: 'TCP', sources: ['*'], maxDurationMs: 3_600_000 },
  ...changes,
})
const [one, two] = [target('web01').vm, target('web02').vm]

test('a VM that came, one that went and one that was changed; one that stayed is not told', () => {
  const before: PolicyRules = { [one]: [rule(22)], [two]: [rule(22)] }
  const after: PolicyRules = { [two]: [rule(22), rule(3389)] }
  expect(changesBetween(before, after)).toEqual([
    { vm: one, before: [rule(22)], after: [] },
    { vm: two, before: [rule(22)], after: [rule(22), rule(3389)] },
  ])
  expect(changesBetween({ [one]: [rule(22)] }, { [one]: [rule(22, { maxDurationMs: 7_200_000 })] })).toHaveLength(1)
})

test('a long list is cut, and says by how much', () => {
  const changes = Array.from({ length: 30 }, (_, i) => ({ vm: target(`web${i}`).vm, before: [], after: [rule(22)] }))
  expect(policyDrift(must(target().policy), 'changed', changes, { callers: ['x'] })).toMatchObject({ more: 10 })
})

const rules = fc.array(
  fc.record({
    number: fc.integer({ min: 0, max: 65_535 }),
    protocol: fc.constantFrom('TCP' as const, 'UDP' as const, '*' as const),
    sources: fc.array(fc.constantFrom('*', '203.0.113.7', '203.0.113.7/32', '10.0.0.0/8'), { minLength: 1 }),
    maxDurationMs: fc.integer({ min: 300_000, max: 86_400_000 }),
  }),
)
test('property: the order of rules and sources is no change, and turned round a change is one the other way', () => {
  fc.assert(
    fc.property(rules, rules, (some, others) => {
      const shuffled = some.toReversed().map((each) => ({ ...each, sources: each.sources.toReversed() }))
      expect(changesBetween({ [one]: some }, { [one]: shuffled })).toEqual([])
      const there = changesBetween({ [one]: some }, { [one]: others })
      const back = changesBetween({ [one]: others }, { [one]: some })
      expect(back.map(({ before, after }) => [after, before])).toEqual(
        there.map(({ before, after }) => [before, after]),
      )
    }),
  )
})
