import fc from 'fast-check'
import type { RequiredApproval, Requirement } from '../../../src/domain/access-policy/analysis.ts'
import { mayDecideFor } from '../../../src/domain/access-policy/may-decide-for.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import { isApprover, standIn, standInsOn } from '../../../src/domain/access-policy/stand-in.ts'
import { remaining } from '../../../src/domain/access-policy/sufficiency.ts'
import type { Person } from '../../../src/domain/person.ts'
import type { Decision } from '../../../src/domain/request.ts'
import { requirement } from '../../fixtures.ts'
import { adam, aisha, emma, eva, oscar, person, policy, rule, unreadable } from './samples.ts'

// leads: Adam, Aisha; seconds: Aisha, Eva; outsiders: Oscar.
const made = policy([
  rule('prod', { approvals: [{ count: 1, from: ['leads'] }] }),
  rule('other', { approvals: [{ count: 1, from: ['outsiders'] }] }),
])
const membership = membershipOf(made)
const demand = (count: number, ...from: string[]): RequiredApproval => ({ rule: 'prod', count, from })
const needs = (...approvals: RequiredApproval[]): Requirement => requirement({ requester: emma.id, approvals })
const approved = (by: Person, ...standsFor: Person[]): Decision => ({
  by,
  verdict: 'approve',
  at: 0,
  groups: [],
  standsFor,
})
const met = (what: Requirement, ...decisions: Decision[]) => remaining(what, decisions, membership).met

test('whoever stands in counts where the one who is away could approve, and only as long as they could', () => {
  expect(met(needs(demand(1, 'leads')), approved(oscar, adam))).toBe(true)
  expect(met(needs(demand(1, 'leads')), approved(oscar))).toBe(false)
  expect(met(needs(demand(1, 'seconds')), approved(oscar, adam))).toBe(false)
  const later = membershipOf(policy([], { groups: { leads: { kind: 'people', people: [aisha.id] } } }))
  expect(remaining(needs(demand(1, 'leads')), [approved(oscar, adam)], later).met).toBe(false)
  expect(remaining(needs(demand(1, 'leads')), [approved(oscar, adam)], unreadable(membership, 'leads')).met).toBe(false)
})

test('whoever stands in for somebody of the groups that it was escalated to counts from then on, and not before', () => {
  const escalated: RequiredApproval = { ...demand(1, 'seconds'), escalate: { afterMs: 100, to: ['leads'] } }
  const what = needs(escalated)
  const waiting = (now: number) => ({ since: 0, now })
  expect(standIn(what, oscar.id, [adam], membership, waiting(99)).standsFor).toEqual([])
  expect(standIn(what, oscar.id, [adam], membership, waiting(100))).toEqual({ standsFor: [adam], groups: ['leads'] })
  const at = (ms: number) => [{ ...approved(oscar, adam), at: ms }]
  expect(remaining(what, at(100), membership, waiting(200)).met).toBe(true)
  expect(remaining(what, at(99), membership, waiting(200)).met).toBe(false)
  expect(remaining(what, at(100), membership).met).toBe(false)
  const only = policy([
    rule('prod', { approvals: [{ count: 1, from: ['leads'] }], escalate: { afterMs: 1, to: ['outsiders'] } }),
  ])
  expect(isApprover(only, oscar.id, membershipOf(only))).toBe(true)
  const given = [{ by: adam, to: oscar, since: 0, until: 1_000 }]
  expect(standInsOn(only, what, given, membership, waiting(100))).toEqual(given)
  expect(standInsOn(only, what, given, membership, waiting(99))).toEqual([])
})

test('P6 a place is taken once: neither beside the one who is away, nor by two who stand in for the same one', () => {
  const two = needs(demand(2, 'leads'))
  expect(met(two, approved(adam), approved(oscar, adam))).toBe(false)
  expect(met(two, approved(oscar, adam), approved(eva, adam))).toBe(false)
  expect(met(two, approved(oscar, adam), approved(aisha, adam))).toBe(true)
  expect(met(two, approved(oscar, adam, aisha))).toBe(false)
  expect(met(two, approved(oscar, adam, aisha), approved(eva, adam))).toBe(true)
})

test('P7 one approver counts for both of two demands, by themselves in one and for somebody else in the other', () => {
  expect(met(needs(demand(1, 'leads'), demand(1, 'outsiders')), approved(oscar, adam))).toBe(true)
})

test('the requester gives nothing to anybody and stands in for nobody; nothing is handed on', () => {
  const own = requirement({ requester: adam.id, approvals: [demand(1, 'leads')] })
  expect(standIn(own, oscar.id, [adam], membership).standsFor).toEqual([])
  expect(standIn(own, adam.id, [aisha], membership).standsFor).toEqual([])
  expect(standIn(needs(demand(1, 'leads')), emma.id, [adam], membership).standsFor).toEqual([])
  const mild = { ...needs(demand(1, 'leads')), selfApproval: true }
  expect(mayDecideFor(mild, emma, emma, membership, [adam])).toMatchObject({ yes: false })
  expect(mayDecideFor(own, adam, adam, membership, [aisha])).toEqual({ yes: false, why: 'own request' })
  expect(met(own, approved(oscar, adam))).toBe(false)
  const lax = { ...own, selfApproval: true }
  expect(met(lax, approved(oscar, adam))).toBe(false)
  // Oscar stands in for Eva, who stands in for Adam: that is nothing on Adam's groups.
  expect(standIn(needs(demand(1, 'leads')), oscar.id, [eva], membership).standsFor).toEqual([])
})

test('what is stored says only for whom it mattered', () => {
  const both = needs(demand(1, 'leads'), demand(1, 'seconds'))
  expect(standIn(both, eva.id, [adam, oscar], membership)).toEqual({ standsFor: [adam], groups: ['leads'] })
  expect(mayDecideFor(both, eva, emma, membership, [adam])).toEqual({
    ...{ yes: true, groups: ['leads', 'seconds'], standsFor: [adam] },
  })
  expect(standIn(needs(demand(1, 'leads')), aisha.id, [adam], membership).standsFor).toEqual([])
})

test('only approvers of the policy stand in, and are shown', () => {
  expect([adam, oscar, eva].map(({ id }) => isApprover(made, id, membership))).toEqual([true, true, false])
  const given = [oscar, eva].map((to) => ({ by: adam, to, since: 0, until: 1 }))
  expect(standInsOn(made, needs(demand(1, 'leads')), given, membership).map(({ to }) => to)).toEqual([oscar])
})

describe('whatever is delegated to whom', () => {
  const people = Array.from({ length: 7 }, (_, i) => person(20 + i))
  const some = fc.subarray(people)
  const story = fc
    .record({
      groups: fc.tuple(some, some, some),
      demands: fc.array(
        fc.record({ count: fc.integer({ min: 1, max: 4 }), from: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) }),
        { minLength: 1, maxLength: 3 },
      ),
      requester: fc.constantFrom(...people),
      selfApproval: fc.boolean(),
      decisions: fc.uniqueArray(fc.record({ by: fc.constantFrom(...people), standsFor: some }), {
        selector: ({ by }) => by.id,
        maxLength: 6,
      }),
    })
    .map(({ groups: [a, b, c], demands, requester, selfApproval, decisions }) => {
      const group = (of: readonly Person[]) => ({ kind: 'people' as const, people: of.map(({ id }) => id) })
      const own = policy([], { groups: { a: group(a), b: group(b), c: group(c) } })
      const what = requirement({
        requester: requester.id,
        selfApproval,
        approvals: demands.map((each) => ({ rule: 'r', ...each })),
      })
      return {
        members: membershipOf(own),
        what,
        decisions: decisions.map(({ by, standsFor }) => approved(by, ...standsFor)),
      }
    })

  test('it never makes more of a demand than different people, each with a place of their own in its groups', () => {
    fc.assert(
      fc.property(story, ({ members, what, decisions }) => {
        const left = remaining(what, decisions, members).missing
        for (const approval of what.approvals) {
          const inGroups = (id: Person['id']) => approval.from.some((name) => members.has(id, name) === true)
          const still = left.find((each) => each.approval === approval)?.stillNeeded ?? 0
          const counted = approval.count - still
          const approvers = decisions.filter(({ by }) => by.id !== what.requester || what.selfApproval)
          const seats = new Set(
            approvers
              .flatMap(({ by, standsFor = [] }) => [by, ...standsFor])
              .filter(({ id }) => inGroups(id))
              .map(({ id }) => id),
          )
          if (still > 0 || counted > 0) expect(Math.min(counted, approval.count)).toBeLessThanOrEqual(approvers.length)
          if (still === 0) expect(seats.size).toBeGreaterThanOrEqual(approval.count)
        }
      }),
    )
  })

  test('a request is never approved by its requester, nor by what its requester delegated', () => {
    fc.assert(
      fc.property(story, ({ members, what, decisions }) => {
        const strict = { ...what, selfApproval: false }
        const without = decisions
          .filter(({ by }) => by.id !== what.requester)
          .map((each) => ({ ...each, standsFor: (each.standsFor ?? []).filter(({ id }) => id !== what.requester) }))
        expect(remaining(strict, decisions, members).met).toBe(remaining(strict, without, members).met)
      }),
    )
  })

  test('without any delegation the answer is what it was; with one it never gets harder', () => {
    fc.assert(
      fc.property(story, ({ members, what, decisions }) => {
        const none = decisions.map(({ standsFor: _none, ...each }) => each)
        if (remaining(what, none, members).met) expect(remaining(what, decisions, members).met).toBe(true)
        const given = what.approvals.every(
          (approval) =>
            none.filter(
              ({ by }) =>
                (by.id !== what.requester || what.selfApproval) &&
                approval.from.some((name) => members.has(by.id, name) === true),
            ).length >= approval.count,
        )
        expect(remaining(what, none, members).met).toBe(given)
      }),
    )
  })
})
