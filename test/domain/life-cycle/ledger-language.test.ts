import { findingsInEnglish } from '../../../src/domain/access-policy/findings-in-english.ts'
import type { RequestEvent } from '../../../src/domain/life-cycle/event.ts'
import { transition } from '../../../src/domain/life-cycle/transition.ts'
import { logInEnglish } from '../../../src/domain/policy-drift.ts'
import type { Opening, Request, RequestState } from '../../../src/domain/request.ts'
import { adam, noon, pending } from '../../fixtures.ts'

const hour = 3_600_000
const why = { en: 'in English', de: 'auf Deutsch' }
const connection = { kind: 'public', address: '20.1.2.3', os: 'windows', ports: [] } as const
const seenOpen = { kind: 'seen open', target: 0, endsAt: noon + hour, connection, found: false } as const

function requestIn(state: RequestState, opening: Partial<Opening> & Pick<Opening, 'state'>): Request {
  return { ...pending(), state, openings: [{ attempts: 1, round: 0, calledAt: noon, endsAt: noon + hour, ...opening }] }
}

const open = requestIn('open', { state: 'open', closeAsked: { by: adam, at: noon } })
const opening = requestIn('opening', { state: 'accepted' })

test.each<[string, Request, RequestEvent]>([
  ['a failure', opening, { kind: 'give up', target: 0, why }],
  ['a source that is kept out', opening, { ...seenOpen, notFrom: { sources: ['203.0.113.7/32'], why } }],
  ['a proof by the record', opening, { ...seenOpen, proof: { by: 'record', why } }],
  ['a proof with an exception', opening, { ...seenOpen, proof: { by: 'rules', rules: ['a'], except: why } }],
  ['an end with a keeper', open, { kind: 'seen closed', target: 0, why, keptBy: { name: why, until: noon } }],
  ['what outlives its end', open, { kind: 'seen still open', target: 0, why, tell: true }],
  ['what can not be shut', open, { kind: 'can not close', target: 0, why }],
  ['what is shut sooner', open, { kind: 'shorten', target: 0, endsAt: noon + 1, why }],
])('%s is in the ledger in English alone, and in every language on the request', (_what, request, event) => {
  const outcome = transition(request, event, noon + 1)
  if (outcome.kind !== 'change') throw new Error(outcome.kind)
  expect(JSON.stringify(outcome.change.ledger)).toContain('in English')
  expect(JSON.stringify(outcome.change.ledger)).not.toContain('auf Deutsch')
  expect(JSON.stringify(outcome.change.request)).toContain('auf Deutsch')
})

test('what can not be shut is told once, whatever language it was stored in', () => {
  const told = {
    ...open,
    openings: open.openings.map((each) => ({ ...each, closeAsked: { by: adam, at: noon, note: 'in English' } })),
  }
  expect(transition(told, { kind: 'can not close', target: 0, why }, noon + 1).kind).toBe('same')
})

test('findings and what the activity log tells are in English there', () => {
  const broke = { kind: 'unreadable groups', groups: ['leads'], reasons: [why] } as const
  expect(findingsInEnglish([{ kind: 'rule broke', rule: 'a', why: broke }])).toEqual([
    { kind: 'rule broke', rule: 'a', why: { ...broke, reasons: ['in English'] } },
  ])
  expect(logInEnglish({ unknown: why })).toEqual({ unknown: 'in English' })
  expect(logInEnglish({ callers: ['adam'] })).toEqual({ callers: ['adam'] })
})
