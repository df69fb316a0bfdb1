import type { RequiredApproval, Requirement } from '../../../src/domain/access-policy/analysis.ts'
import { evaluate } from '../../../src/domain/access-policy/evaluate.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import { mayApprove, remaining } from '../../../src/domain/access-policy/sufficiency.ts'
import type { Person } from '../../../src/domain/person.ts'
import type { Decision } from '../../../src/domain/request.ts'
import { adam, aisha, ask, emma, eva, oscar, policy, rule, unreadable } from './samples.ts'

const membership = membershipOf(policy([]))

function demands(approvals: readonly Omit<RequiredApproval, 'rule'>[], change: Partial<Requirement> = {}): Requirement {
  const made = policy([rule('a', { approvals })])
  return { ...evaluate(made, ask(), membershipOf(made)).requirement, ...change }
}

function by(person: Person, verdict: Decision['verdict'] = 'approve'): Decision {
  return { by: person, verdict, at: 0, groups: [] }
}

describe('P6 two approvals from one group', () => {
  const two = demands([{ count: 2, from: ['leads'] }])

  test('P6 both: met', () => {
    expect(remaining(two, [by(adam), by(aisha)], membership)).toEqual({ met: true, missing: [] })
  })

  test('P6 somebody outside does not count', () => {
    expect(remaining(two, [by(adam), by(eva)], membership)).toEqual({
      met: false,
      missing: [{ approval: { rule: 'a', count: 2, from: ['leads'] }, stillNeeded: 1, people: [aisha.id] }],
    })
  })

  test('P6 the same approver twice counts once', () => {
    expect(remaining(two, [by(adam), by({ ...adam, name: 'Adam N.' })], membership).met).toBe(false)
  })

  test('a deny is no approval', () => {
    expect(remaining(two, [by(adam), by(aisha, 'deny')], membership).met).toBe(false)
  })

  test('P6 a group that cannot be read counts for nobody', () => {
    expect(remaining(two, [by(adam), by(aisha)], unreadable(membership, 'leads'))).toMatchObject({
      met: false,
      missing: [{ stillNeeded: 2, people: [] }],
    })
  })
})

test('P7 one person in the groups of two rules counts for both', () => {
  const both = demands([
    { count: 1, from: ['leads'] },
    { count: 1, from: ['seconds'] },
  ])
  expect(remaining(both, [by(aisha)], membership).met).toBe(true)
  expect(remaining(both, [by(adam)], membership).missing).toMatchObject([
    { approval: { from: ['seconds'] }, stillNeeded: 1 },
  ])
  expect(remaining(both, [by(adam), by(eva)], membership).met).toBe(true)
})

test('from an empty list nobody can approve', () => {
  for (const count of [1, 0, -1])
    expect(remaining(demands([{ count, from: [] }]), [by(adam), by(aisha)], membership).met).toBe(false)
})

test('nothing demanded is met by nothing', () => {
  expect(remaining(demands([]), [], membership)).toEqual({ met: true, missing: [] })
})

describe("P1 the requester's own approval", () => {
  const own = demands([{ count: 1, from: ['platform'] }])

  test('P1 counts for nothing, even if it was given when it still counted', () => {
    expect(remaining(own, [by(emma)], membership).met).toBe(false)
    expect(remaining({ ...own, selfApproval: true }, [by(emma)], membership).met).toBe(true)
  })

  test('P1 is not theirs to give, unless every rule says so', () => {
    expect(mayApprove(own, emma, emma, membership)).toEqual({ yes: false, why: 'own request' })
    expect(mayApprove({ ...own, selfApproval: true }, emma, emma, membership)).toEqual({
      yes: true,
      groups: ['platform'],
    })
    expect(mayApprove({ ...own, selfApproval: true }, oscar, oscar, membership)).toEqual({
      yes: false,
      why: 'not an approver',
    })
  })
})

describe('who may approve', () => {
  const both = demands([
    { count: 1, from: ['seconds', 'leads'] },
    { count: 1, from: ['leads'] },
  ])

  test('those in the groups, in the name of those groups', () => {
    expect(mayApprove(both, aisha, emma, membership)).toEqual({ yes: true, groups: ['leads', 'seconds'] })
    expect(mayApprove(both, adam, emma, membership)).toEqual({ yes: true, groups: ['leads'] })
    expect(mayApprove(both, oscar, emma, membership)).toEqual({ yes: false, why: 'not an approver' })
    expect(mayApprove(demands([]), adam, emma, membership)).toEqual({ yes: false, why: 'not an approver' })
  })

  test('a group that cannot be read lets nobody in and blames nobody', () => {
    expect(mayApprove(both, adam, emma, unreadable(membership, 'leads'))).toEqual({ yes: false, why: 'unknown group' })
    expect(mayApprove(both, aisha, emma, unreadable(membership, 'leads'))).toEqual({ yes: true, groups: ['seconds'] })
  })
})
