import { knownVms } from '../../../src/domain/access-policy/known-vms.ts'
import { mayKnow } from '../../../src/domain/access-policy/knows.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import { isAdmin, isAuditor } from '../../../src/domain/access-policy/roles.ts'
import { adam, emma, oscar, policy, rule, unreadable, vm } from './samples.ts'

const web = vm('web01')

describe('P4 who may know of a VM', () => {
  test.each([
    ['a requester', [rule('a')], emma, true],
    ['a requester for one of its ports', [rule('a', { when: { ports: [9999] } })], emma, true],
    ['somebody else', [rule('a')], oscar, false],
    ['everyone, if the rule says so', [rule('a', { requesters: ['everyone'] })], oscar, true],
    ['a requester of another VM', [rule('a', { when: { vm: { names: ['db*'] } } })], emma, false],
    ['somebody named by a deny only', [rule('a', { deny: 'closed' })], emma, false],
    ['nobody', [rule('a', { requesters: [] })], emma, false],
  ])('P4 %s', (_, rules, who, expected) => {
    const made = policy(rules)
    expect(mayKnow(made, who, web, membershipOf(made))).toBe(expected)
    expect(knownVms(made, who, membershipOf(made))(web)).toBe(expected)
  })

  test('P4 admins and auditors know of every VM', () => {
    for (const role of ['admins', 'auditors'] as const) {
      const made = policy([], { [role]: ['outsiders'] })
      expect(mayKnow(made, oscar, web, membershipOf(made))).toBe(true)
      expect(mayKnow(made, emma, web, membershipOf(made))).toBe(false)
      expect(knownVms(made, oscar, membershipOf(made))(web)).toBe(true)
      expect(knownVms(made, emma, membershipOf(made))(web)).toBe(false)
    }
  })

  test('P4 a group that cannot be read lets nobody know', () => {
    const made = policy([rule('a')])
    expect(mayKnow(made, emma, web, unreadable(membershipOf(made), 'platform'))).toBe(false)
    expect(knownVms(made, emma, unreadable(membershipOf(made), 'platform'))(web)).toBe(false)
    // Read again, it counts again: nothing is remembered of a person, only of what their groups allow.
    expect(knownVms(made, emma, membershipOf(made))(web)).toBe(true)
  })
})

test('an empty list of admins or auditors means nobody; neither is the other', () => {
  const none = policy([])
  const some = policy([], { admins: ['leads'] })
  expect(isAdmin(none, adam, membershipOf(none))).toBe(false)
  expect(isAuditor(none, adam, membershipOf(none))).toBe(false)
  expect(isAdmin(some, adam, membershipOf(some))).toBe(true)
  expect(isAdmin(some, emma, membershipOf(some))).toBe(false)
  expect(isAuditor(some, adam, membershipOf(some))).toBe(false)
  expect(isAdmin(some, adam, unreadable(membershipOf(some), 'leads'))).toBe(false)
})
