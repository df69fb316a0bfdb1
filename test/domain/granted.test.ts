import fc from 'fast-check'
import { grantedMs, shorterTimes, whyNotFor } from '../../src/domain/granted.ts'
import type { RequestEvent } from '../../src/domain/life-cycle/event.ts'
import { transition } from '../../src/domain/life-cycle/transition.ts'
import type { Request } from '../../src/domain/request.ts'
import { adam, aisha, noon, pending, requirement } from '../fixtures.ts'

const minute = 60_000
const hour = 60 * minute
const now = { policyVersion: 'v1', requirement: requirement() }

function approved(request: Request, by = adam, forMs?: number, sufficient = false): Request | 'refused' {
  const given = forMs === undefined ? {} : { forMs }
  const event: RequestEvent = { kind: 'approve', by, groups: ['sre-leads'], ...given, now, sufficient }
  const outcome = transition(request, event, noon)
  return outcome.kind === 'change' ? outcome.change.request : 'refused'
}

test('what is granted is never longer than what was asked, nor than any approver gave, in whatever order they did', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.oneof(fc.integer({ min: -10, max: 600 }), fc.constant(Number.NaN))), { maxLength: 6 }),
      (minutes) => {
        let request = pending()
        const given: number[] = []
        for (const [i, each] of minutes.entries()) {
          const forMs = each === null ? undefined : each * minute
          const next = approved(request, { ...adam, id: `${adam.id}${i}` as typeof adam.id }, forMs)
          if (next === 'refused') continue
          request = next
          if (forMs !== undefined) given.push(forMs)
        }
        expect(grantedMs(request)).toBe(Math.min(request.durationMs, ...given))
        expect(grantedMs(request)).toBeLessThanOrEqual(request.durationMs)
        expect(grantedMs(request)).toBeGreaterThanOrEqual(5 * minute)
        expect(request.durationMs).toBe(pending().durationMs)
      },
    ),
  )
})

test('a longer time, none and garbage are refused by the life cycle itself', () => {
  for (const forMs of [hour + 1, 0, -hour, 4 * minute, Number.NaN, Number.POSITIVE_INFINITY])
    expect(approved(pending(), adam, forMs)).toBe('refused')
  const shortened = approved(pending(), adam, 30 * minute)
  if (shortened === 'refused') throw new Error('a shorter time was refused')
  expect(whyNotFor(shortened, hour)).toBe('too long')
  expect(approved(shortened, aisha, hour)).toBe('refused')
})

test('a deny with a time shortens nothing; only shorter times are offered', () => {
  const request = pending()
  const denied = {
    ...request,
    decisions: [{ by: adam, verdict: 'deny' as const, at: 0, groups: [], forMs: 5 * minute }],
  }
  expect(grantedMs(denied)).toBe(hour)
  expect(shorterTimes(request)).toEqual([30 * minute, 15 * minute, 5 * minute])
})

test('the ledger has what was granted and said', () => {
  const event: RequestEvent = {
    ...{ kind: 'approve', by: adam, groups: ['sre-leads'], now, sufficient: true },
    ...{ forMs: 30 * minute, comment: 'short is enough' },
  }
  const outcome = transition(pending(), event, noon)
  expect(outcome.kind === 'change' ? outcome.change.ledger.map(({ fact }) => fact) : []).toMatchObject([
    { type: 'approval given', forMs: 30 * minute, comment: 'short is enough' },
    { type: 'request approved', durationMs: 30 * minute },
  ])
})
