import { breakTheGlass } from '../../../src/domain/life-cycle/break-glass.ts'
import type { RequestEvent } from '../../../src/domain/life-cycle/event.ts'
import { awaitsReview } from '../../../src/domain/life-cycle/review.ts'
import { transition } from '../../../src/domain/life-cycle/transition.ts'
import type { Request, RequestState } from '../../../src/domain/request.ts'
import { adam, aisha, emma, noon, requirement, submission } from '../../fixtures.ts'

const coolDownMs = 86_400_000
const skipped = [{ rule: 'production', count: 1, from: ['sre-leads'] }]
const used = () =>
  breakTheGlass(
    submission({ requirement: requirement({ approvals: [], rules: ['break-glass'] }) }),
    { skipped, reviewers: ['security'], coolDownMs },
    noon,
  )
const sign: RequestEvent = { kind: 'review', by: aisha, verdict: 'justified', comment: 'seen' }
const inState = (state: RequestState): Request => ({ ...used().request, state })

test('L1 it is approved from the start, told where approvers look, guarded by the cool-down, and stands in the ledger', () => {
  const change = used()
  expect(change.request).toMatchObject({ state: 'approved', decisions: [], breakGlass: { skipped } })
  expect(change.coolDownSince).toBe(noon - coolDownMs)
  expect(change.jobs.map(({ kind }) => kind)).toEqual(['open target', 'lapse'])
  expect(change.postings.map(({ to, held }) => [to.kind, held])).toEqual([
    ['conversation', true],
    ['conversation', true],
  ])
  expect(change.ledger.map(({ fact, actor }) => [fact.type, actor])).toEqual([
    ['request submitted', emma],
    ['break-glass used', emma],
  ])
})

test('it is signed once, when it is over, by somebody else', () => {
  for (const state of ['approved', 'opening', 'open', 'closing'] as const) {
    expect(awaitsReview(inState(state))).toBe(false)
    expect(transition(inState(state), sign, noon)).toEqual({ kind: 'refused' })
  }
  for (const state of ['closed', 'failed', 'lapsed'] as const) {
    expect(awaitsReview(inState(state))).toBe(true)
    expect(transition(inState(state), { ...sign, by: emma }, noon)).toEqual({ kind: 'refused' })
    const outcome = transition(inState(state), sign, noon)
    if (outcome.kind !== 'change') throw new Error('it can be signed')
    const { request, ledger } = outcome.change
    expect(request.breakGlass?.review).toEqual({ by: aisha, at: noon, verdict: 'justified', comment: 'seen' })
    expect(ledger.map(({ fact }) => fact)).toEqual([
      { type: 'break-glass reviewed', verdict: 'justified', comment: 'seen' },
    ])
    expect(transition(request, sign, noon)).toEqual({ kind: 'same' })
    expect(transition(request, { ...sign, verdict: 'not justified' }, noon)).toEqual({ kind: 'refused' })
    expect(transition(request, { ...sign, by: adam }, noon)).toEqual({ kind: 'refused' })
    expect(awaitsReview(request)).toBe(false)
  }
})

test('what is no break-glass is never signed for; what was signed for is not tried again', () => {
  const { breakGlass, ...usual } = inState('closed')
  expect(transition(usual, sign, noon)).toEqual({ kind: 'refused' })
  const failed = inState('failed')
  const now = { policyVersion: 'v1', requirement: failed.requirement }
  const again = transition(failed, { kind: 'retry', by: emma, now }, noon)
  expect(again).toMatchObject({ kind: 'change', change: { coolDownSince: noon - coolDownMs } })
  const review = { by: aisha, at: noon, verdict: 'justified', comment: '' } as const
  const signedFor = { ...failed, ...(breakGlass ? { breakGlass: { ...breakGlass, review } } : {}) }
  expect(transition(signedFor, { kind: 'retry', by: emma, now }, noon)).toEqual({ kind: 'refused' })
})
