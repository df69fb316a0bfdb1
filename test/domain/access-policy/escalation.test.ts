import fc from 'fast-check'
import { stricter } from '../../../src/app/stricter.ts'
import type { Escalation, RequiredApproval } from '../../../src/domain/access-policy/analysis.ts'
import { groupsNow, nextEscalation, strictest } from '../../../src/domain/access-policy/escalation.ts'
import { evaluate } from '../../../src/domain/access-policy/evaluate.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import { progress } from '../../../src/domain/access-policy/progress.ts'
import { mayApprove, remaining } from '../../../src/domain/access-policy/sufficiency.ts'
import type { Decision } from '../../../src/domain/request.ts'
import { adam, aisha, ask, emma, eva, oscar, policy, rule } from './samples.ts'

const minute = 60_000
const membership = membershipOf(policy([]))
const people = [emma, eva, adam, aisha, oscar]
const groups = ['platform', 'leads', 'seconds', 'empty', 'outsiders']
const base = evaluate(policy([rule('a')]), ask(), membership).requirement

const escalation: fc.Arbitrary<Escalation> = fc.record({
  afterMs: fc.integer({ min: 0, max: 100 }),
  to: fc.uniqueArray(fc.constantFrom(...groups), { minLength: 1, maxLength: 2 }),
})
const approval: fc.Arbitrary<RequiredApproval> = fc
  .record({
    rule: fc.constantFrom('a', 'b'),
    count: fc.integer({ min: 1, max: 2 }),
    from: fc.uniqueArray(fc.constantFrom(...groups), { maxLength: 2 }),
    escalate: fc.option(escalation, { nil: undefined }),
  })
  .map(({ escalate, ...plain }) => (escalate ? { ...plain, escalate } : plain))
const decisions: fc.Arbitrary<Decision[]> = fc.array(
  fc.record({
    by: fc.constantFrom(...people),
    verdict: fc.constantFrom('approve' as const, 'deny' as const),
    at: fc.integer({ min: 0, max: 100 }),
    groups: fc.constant([]),
  }),
  { maxLength: 4 },
)
const requirementWith = (approvals: readonly RequiredApproval[]) => ({ ...base, approvals })
const without = ({ escalate: _none, ...plain }: RequiredApproval): RequiredApproval => plain

test('escalation never makes fewer approvals necessary: whatever suffices has as many different approvers as each demand counts', () => {
  fc.assert(
    fc.property(fc.array(approval, { maxLength: 3 }), decisions, fc.integer({ min: 0, max: 200 }), (all, made, now) => {
      const waiting = { since: 0, now }
      if (!remaining(requirementWith(all), made, membership, waiting).met) return
      for (const { count, from, escalate } of all) {
        const wide = [...from, ...(escalate?.to ?? [])]
        const approvers = new Set(
          made
            .filter(({ verdict, by }) => verdict === 'approve' && by.id !== base.requester)
            .filter(({ by }) => wide.some((group) => membership.has(by.id, group) === true))
            .map(({ by }) => by.id),
        )
        expect(approvers.size).toBeGreaterThanOrEqual(count)
      }
    }),
  )
})

test('before its time escalation changes nothing: neither who may approve, nor what suffices', () => {
  fc.assert(
    fc.property(fc.array(approval, { maxLength: 3 }), decisions, fc.constantFrom(...people), (all, made, person) => {
      const first = Math.min(...all.map(({ escalate }) => escalate?.afterMs ?? Number.POSITIVE_INFINITY))
      const waiting = { since: 0, now: Math.min(first - 1, 1_000) }
      const plain = requirementWith(all.map(without))
      expect(remaining(requirementWith(all), made, membership, waiting).met).toBe(
        remaining(plain, made, membership).met,
      )
      expect(mayApprove(requirementWith(all), person, emma, membership, waiting)).toEqual(
        mayApprove(plain, person, emma, membership),
      )
    }),
  )
})

test('it takes nobody’s word away: what suffices without it suffices with it', () => {
  fc.assert(
    fc.property(fc.array(approval, { maxLength: 3 }), decisions, fc.integer({ min: 0, max: 200 }), (all, made, now) => {
      if (!remaining(requirementWith(all.map(without)), made, membership).met) return
      expect(remaining(requirementWith(all), made, membership, { since: 0, now }).met).toBe(true)
    }),
  )
})

test('an approval that was given before its time does not count by it', () => {
  const demand = requirementWith([
    { rule: 'a', count: 1, from: ['leads'], escalate: { afterMs: 30 * minute, to: ['seconds'] } },
  ])
  const by = (at: number): Decision => ({ by: eva, verdict: 'approve', at, groups: [] })
  const waiting = { since: 0, now: 40 * minute }
  expect(remaining(demand, [by(29 * minute)], membership, waiting).met).toBe(false)
  expect(remaining(demand, [by(30 * minute)], membership, waiting).met).toBe(true)
  expect(mayApprove(demand, eva, emma, membership, { since: 0, now: 29 * minute })).toEqual({
    ...{ yes: false, why: 'not an approver' },
  })
  expect(mayApprove(demand, eva, emma, membership, waiting)).toEqual({ yes: true, groups: ['seconds'] })
  expect(mayApprove(demand, emma, emma, membership, waiting)).toMatchObject({ yes: false, why: 'own request' })
})

test('the stricter of then and now: a later time, fewer groups, none where the policy has none any more', () => {
  const one = { afterMs: 30, to: ['a', 'b'] }
  expect(strictest(one, { afterMs: 60, to: ['b', 'c'] })).toEqual({ afterMs: 60, to: ['b'] })
  expect(strictest(one, undefined)).toBeUndefined()
  expect(strictest(undefined, one)).toBeUndefined()
  expect(strictest(one, { afterMs: 1, to: ['c'] })).toBeUndefined()
  const of = (escalate?: Escalation) =>
    requirementWith([{ rule: 'a', count: 1, from: ['leads'], ...(escalate ? { escalate } : {}) }])
  expect(stricter(of(one), of()).approvals).toEqual(of().approvals)
  expect(stricter(of(), of(one)).approvals).toEqual(of().approvals)
  expect(stricter(of(one), of({ ...one, afterMs: 60 })).approvals).toEqual(of({ ...one, afterMs: 60 }).approvals)
})

test('a rule’s escalation is on each of its demands, and its next moment is known', () => {
  const escalate = { afterMs: 30 * minute, to: ['seconds'], notify: 'second-line' }
  const made = policy([rule('a', { escalate }), rule('b')])
  const { approvals } = evaluate(made, ask(), membershipOf(made)).requirement
  expect(approvals.map((each) => each.escalate)).toEqual([escalate, undefined])
  expect(groupsNow(approvals[0] as RequiredApproval, { since: 0, now: 31 * minute })).toEqual(['leads', 'seconds'])
  expect(nextEscalation(approvals, 100, 100)).toBe(100 + 30 * minute)
  expect(nextEscalation(approvals, 100, 100 + 30 * minute)).toBeUndefined()
})

test('the live list: who approved and who could yet, the requester left out', () => {
  const demand = requirementWith([{ rule: 'a', count: 2, from: ['platform'] }])
  const [each] = progress(demand, [{ by: adam, verdict: 'approve', at: 0, groups: [] }], membership)
  expect(each).toMatchObject({ given: [adam.id], couldCount: 2 })
  expect([...(each?.could ?? [])].sort()).toEqual([eva.id, aisha.id].sort())
})
