import { lintPolicy } from '../../../src/domain/access-policy/lint/lint-policy.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { AccessPolicy, Rule } from '../../../src/domain/access-policy/policy.ts'
import { policy, rule, unreadable } from './samples.ts'

const named = (rules: readonly Rule[], change: Partial<AccessPolicy> = {}) =>
  policy(rules, { networks: {}, admins: ['emma', 'seconds', 'outsiders'], auditors: ['emma'], ...change })

function lints(rules: readonly Rule[], change: Partial<AccessPolicy> = {}): string[] {
  const { empty: _, ...groups } = policy([]).groups
  const written = named(rules, { groups, ...change })
  return lintPolicy(written, membershipOf(written)).map(({ at, text }) => `${at.join('.')}: ${text}`)
}

test('nothing is said of a policy in which everything is of use', () => {
  expect(
    lints([
      rule('a', { requesters: ['outsiders', 'platform'], approvals: [{ count: 1, from: ['platform'] }] }),
      rule('b'),
    ]),
  ).toEqual([])
})

test.each<[string, Rule, RegExp]>([
  [
    'a tag of two values',
    rule('a', { when: { vm: { tags: { env: ['prod'], ENV: ['dev'] } } } }),
    /^rules\.0\.when: No machine can match/,
  ],
  ['requesters that are nobody', rule('a', { requesters: [] }), /^rules\.0\.requesters: Nobody may ask/],
  [
    'no network',
    rule('a', { sources: { networks: [] } }),
    /^rules\.0\.sources\.networks: .*no source is ever accepted/,
  ],
  ['a pattern without a hint', rule('a', { reason: { required: true, pattern: 'x' } }), /^rules\.0\.reason: .*"hint"/],
  [
    'approvers that are too few',
    rule('a', { approvals: [{ count: 9, from: ['leads'] }] }),
    /approvals\.0: Nobody can ever approve: 9 needed, and leads has 2/,
  ],
  [
    'approvals from no group',
    rule('a', { approvals: [{ count: 1, from: [] }] }),
    /Nobody can ever approve: 1 needed, and no group has 0/,
  ],
  [
    'requesters who are the only approvers',
    rule('a', { approvals: [{ count: 2, from: ['leads'] }] }),
    /approvals\.0: 2 requesters could never be approved/,
  ],
  ['selfApproval where nobody is asked', rule('a', { approvals: [], selfApproval: true }), /selfApproval/],
])('%s is told', (_, written, pattern) => {
  expect(lints([rule('other'), written].reverse()).filter((text) => pattern.test(text))).toHaveLength(1)
})

test('a rule that a deny closes altogether is told, and one that it closes in part is not', () => {
  const deny = rule('closed', { when: { vm: { names: ['vault*'] } }, deny: 'no' })
  const inside = rule('in', { when: { vm: { names: ['vault1*'], tags: { env: ['prod'] } } } })
  expect(lints([deny, inside]).join()).toMatch(/rules\.1\.when: The rule "closed" refuses everything/)
  expect(lints([deny, rule('part', { when: { vm: { names: ['v*'] } } })]).join()).not.toMatch(/refuses everything/)
})

test('groups, networks and roles that nobody has or uses are told', () => {
  const { groups } = policy([])
  const said = lints([rule('a')], { groups, networks: { attic: ['203.0.113.0/24'] }, admins: [], auditors: ['empty'] })
  expect(said).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^groups\.empty: Nobody is in the group "empty"/),
      expect.stringMatching(/^groups\.outsiders: Nothing names/),
      expect.stringMatching(/^networks\.attic: No rule names/),
      expect.stringMatching(/^admins: There is no admin/),
      expect.stringMatching(/^auditors: There is no auditor/),
    ]),
  )
  expect(lints([])).toContainEqual(expect.stringMatching(/^rules: There is no rule/))
})

test('break-glass that nobody may use or sign for is told', () => {
  const breakGlass = { people: [], reviewers: ['empty'], maxDurationMs: 1, coolDownMs: 1 }
  expect(lints([rule('a')], { groups: policy([]).groups, breakGlass })).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^breakGlass\.people: Nobody may break glass/),
      expect.stringMatching(/^breakGlass\.reviewers: Nobody can sign/),
    ]),
  )
})

test('a group that cannot be read is not judged', () => {
  const written = named([rule('a', { approvals: [{ count: 9, from: ['leads'] }] })])
  expect(
    lintPolicy(written, unreadable(membershipOf(written), 'leads')).some(({ text }) => text.includes('approve')),
  ).toBe(false)
})
