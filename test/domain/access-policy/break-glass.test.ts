import fc from 'fast-check'
import { evaluateBreakGlass } from '../../../src/domain/access-policy/break-glass.ts'
import { maySign } from '../../../src/domain/access-policy/may-sign.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { AccessPolicy, BreakGlass, Rule } from '../../../src/domain/access-policy/policy.ts'
import { pending } from '../../fixtures.ts'
import { adam, aisha, ask, emma, hour, oscar, policy, portRule, rule, unreadable, vm } from './samples.ts'

const glass: BreakGlass = { people: ['leads'], maxDurationMs: hour, reviewers: ['seconds'], coolDownMs: 24 * hour }
const asked = ask({ requester: adam, durationMs: hour / 2 })
const decide = (
  rules: readonly Rule[],
  change: Partial<typeof asked> = {},
  breakGlass: BreakGlass | undefined = glass,
) => {
  const made: AccessPolicy = policy(rules, breakGlass ? { breakGlass } : {})
  return evaluateBreakGlass(made, { ...asked, ...change }, membershipOf(made))
}
const kinds = (...args: Parameters<typeof decide>) => decide(...args).findings.map(({ kind }) => kind)

test('it skips approvals, requesters, hours, limits and patterns, and says which approvals', () => {
  const strict = rule('prod', {
    requesters: ['outsiders'],
    approvals: [{ count: 2, from: ['leads'] }],
    hours: { days: [], from: 0, to: 1, zone: 'UTC' },
    limits: { openPerPerson: 0, unattendedPerPersonPerDay: 0 },
    reason: { required: true, pattern: 'INC\\d+' },
  })
  const answer = decide([strict], { reason: 'the site is down' })
  expect(answer.findings).toEqual([])
  expect(answer.skipped).toEqual([{ rule: 'prod', count: 2, from: ['leads'] }])
  expect(answer.requirement).toMatchObject({ approvals: [], selfApproval: false, rules: ['break-glass'] })
  expect(answer.rules).toEqual([{ rule: 'break-glass', outcome: 'passed' }])
})

test('P5 it never skips a deny, of whichever machine or port', () => {
  const denied = rule('shut', { deny: 'PAM only', when: { ports: [3389] } })
  expect(kinds([rule('prod'), denied])).toEqual(['denied'])
  expect(kinds([rule('prod'), rule('shut', { deny: 'PAM only', when: { vm: { names: ['other'] } } })])).toEqual([])
  const two = { targets: [...asked.targets, { vm: vm('other'), ports: [{ number: 22, protocol: 'TCP' as const }] }] }
  expect(kinds([rule('shut', { deny: 'no', when: { vm: { names: ['other'] } } })], two)).toEqual(['denied'])
  const unknown = {
    targets: [{ vm: vm('web01', { os: 'unknown' }), ports: [{ number: 22, protocol: 'TCP' as const }] }],
  }
  expect(kinds([rule('shut', { deny: 'no', when: { vm: { os: ['linux'] } } })], unknown)).toContain('rule broke')
})

test('it never skips sources, the shortest maximum, Defender’s port rule, or a reason', () => {
  expect(kinds([rule('prod', { sources: { networks: ['vpn'] } })])).toEqual(['source not allowed'])
  expect(kinds([rule('prod')], { durationMs: hour + 1 })).toEqual(['too long'])
  expect(kinds([rule('prod', { maxDurationMs: hour / 4 })])).toEqual(['too long'])
  const short = [
    {
      vm: vm('web01', {}, [portRule(3389, { maxDurationMs: hour / 4 })]),
      ports: [{ number: 3389, protocol: 'TCP' as const }],
    },
  ]
  expect(kinds([rule('prod')], { targets: short })).toEqual(['too long'])
  const shut = [{ vm: vm('web01'), ports: [{ number: 443, protocol: 'TCP' as const }] }]
  expect(kinds([rule('prod')], { targets: shut })).toEqual(['port not in JIT policy'])
  expect(kinds([rule('prod')], { reason: ' \u200b ' })).toEqual(['reason missing'])
})

test('a machine that no rule covers can be opened, with what Defender allows', () => {
  expect(kinds([])).toEqual([])
})

test('an empty list means nobody, as no list at all does, and says nothing of the machine', () => {
  const nobody = [{ kind: 'not for break-glass' }]
  expect(decide([rule('shut', { deny: 'x' })], {}, { ...glass, people: [] }).findings).toEqual(nobody)
  expect(decide([rule('shut', { deny: 'x' })], { requester: emma }).findings).toEqual(nobody)
  const without = policy([rule('prod')])
  expect(evaluateBreakGlass(without, asked, membershipOf(without)).findings).toEqual(nobody)
})

test('P14 a group that cannot be read lets nobody break glass, and it is our fault', () => {
  const made = policy([rule('prod')], { breakGlass: glass })
  const answer = evaluateBreakGlass(made, asked, unreadable(membershipOf(made), 'leads'))
  expect(answer.findings).toMatchObject([{ kind: 'rule broke', rule: 'break-glass' }])
})

test('P12 no rule that is added ever makes more possible, but for the approvals that are skipped anyway', () => {
  const some = fc.record({
    deny: fc.option(fc.constant('no'), { nil: undefined }),
    maxDurationMs: fc.option(
      fc.integer({ min: 5, max: 120 }).map((minutes) => minutes * 60_000),
      { nil: undefined },
    ),
    networks: fc.option(fc.subarray(['office', 'vpn']), { nil: undefined }),
    ports: fc.option(fc.subarray([22, 3389], { minLength: 1 }), { nil: undefined }),
  })
  const made = fc.array(some, { maxLength: 4 }).map((all) =>
    all.map(({ deny, maxDurationMs, networks, ports }, i) =>
      rule(`r${i}`, {
        when: ports ? { ports } : {},
        ...(deny ? { deny } : {}),
        ...(maxDurationMs ? { maxDurationMs } : {}),
        ...(networks ? { sources: { networks } } : {}),
      }),
    ),
  )
  fc.assert(
    fc.property(made, fc.nat(), (rules, which) => {
      const fewer = rules.filter((_, i) => i !== which % Math.max(1, rules.length))
      if (decide(fewer).findings.length > 0) expect(decide(rules).findings.length).toBeGreaterThan(0)
      const [one, other] = [decide(rules), decide([...rules].reverse())]
      expect(one.findings).toEqual(other.findings)
      expect({ ...one.requirement, maxDuration: one.requirement.maxDuration.value }).toEqual({
        ...other.requirement,
        maxDuration: other.requirement.maxDuration.value,
      })
    }),
  )
})

test('a reviewer signs, and never whoever broke it; the groups of then where the policy has none now', () => {
  const request = {
    ...pending({ requester: aisha }),
    breakGlass: { skipped: [], reviewers: ['outsiders'], coolDownMs: hour },
  }
  const made = policy([], { breakGlass: { ...glass, reviewers: ['leads'] } })
  const membership = membershipOf(made)
  expect(maySign(made, request, aisha, membership)).toBe('own')
  expect(maySign(made, request, adam, membership)).toBe('yes')
  expect(maySign(made, request, oscar, membership)).toBe('not a reviewer')
  expect(maySign(policy([]), request, oscar, membership)).toBe('yes')
  expect(maySign(made, request, adam, unreadable(membership, 'leads'))).toBe('unknown group')
})
