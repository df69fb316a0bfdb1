import fc from 'fast-check'
import { requestIdFrom } from '../../../src/domain/ids.ts'
import type { RequestEvent } from '../../../src/domain/life-cycle/event.ts'
import {
  extendedEnd,
  extenderOf,
  extensionChoices,
  extensionLeftMs,
  standingOf,
} from '../../../src/domain/life-cycle/extension.ts'
import { standing } from '../../../src/domain/life-cycle/standing.ts'
import { transition } from '../../../src/domain/life-cycle/transition.ts'
import type { Connection, Request } from '../../../src/domain/request.ts'
import { noOne } from '../../../src/words/reader.ts'
import { adam, emma, noon, pending, requirement, target } from '../../fixtures.ts'

const hour = 3_600_000
const minute = 60_000
const now = { policyVersion: 'v1', requirement: requirement() }
const connection: Connection = { kind: 'public', address: '20.1.2.3', os: 'linux', ports: [] }
const other = requestIdFrom(Uint8Array.of(9, 9, 9, 9, 9))

function after(request: Request, event: RequestEvent, at: number): Request {
  const outcome = transition(request, event, at)
  return outcome.kind === 'change' ? outcome.change.request : request
}

/** Two machines, both open from noon for an hour. */
function open(): Request {
  const two = pending({ targets: [target('web01'), target('web02')] })
  const approved = after(two, { kind: 'approve', by: adam, groups: ['sre-leads'], now, sufficient: true }, noon)
  return [0, 1].reduce((request, index) => {
    const called = after(request, { kind: 'call', target: index, endsAt: noon + hour }, noon)
    return after(called, { kind: 'seen open', target: index, endsAt: noon + hour, connection, found: false }, noon)
  }, approved)
}

const extended = (index: number): RequestEvent => ({
  kind: 'extended',
  target: index,
  by: other,
  endsAt: noon + 2 * hour,
})

test('L1 what is extended is closed without a word to anybody, and the ledger has by which request', () => {
  const once = transition(open(), extended(0), noon + hour / 2)
  expect(once).toMatchObject({ kind: 'change', change: { request: { state: 'open' }, postings: [], jobs: [] } })
  const twice = transition(after(open(), extended(0), noon), extended(1), noon)
  expect(twice).toMatchObject({
    kind: 'change',
    change: {
      request: { state: 'closed', end: { why: { en: `extended by request ${other}` } } },
      postings: [],
      ledger: [{ fact: { type: 'opening extended', by: other } }, { fact: { type: 'request closed' } }],
    },
  })
  const done = after(after(open(), extended(0), noon), extended(1), noon)
  expect(extenderOf(done)).toBe(other)
  expect(standing(done, noOne)).toMatch(new RegExp(`was extended: it goes on as request ${other}`))
})

test('of two machines one is extended: the other runs to its end, which is told', () => {
  const half = after(open(), extended(0), noon)
  expect(extenderOf(half)).toBeUndefined()
  const end = transition(half, { kind: 'seen closed', target: 1, why: 'the window expired' }, noon + hour)
  expect(end).toMatchObject({ kind: 'change', change: { request: { state: 'closed' } } })
  expect(end.kind === 'change' && end.change.postings).toHaveLength(1)
})

test('a request never extends itself, nor what is not open', () => {
  const request = open()
  expect(transition(request, { ...extended(0), by: request.id } as RequestEvent, noon)).toEqual({ kind: 'same' })
  expect(transition(pending(), extended(0), noon)).toEqual({ kind: 'refused' })
  expect(transition(request, extended(7), noon)).toEqual({ kind: 'same' })
})

test('the old end timer never shuts, announces or reopens what was extended: nothing moves it any more', () => {
  const done = after(after(open(), extended(0), noon), extended(1), noon)
  const anything = fc.constantFrom<RequestEvent>(
    { kind: 'seen closed', target: 0, why: 'the window expired' },
    { kind: 'seen still open', target: 0, why: 'Initiated', tell: true },
    { kind: 'warn' },
    { kind: 'close', by: emma },
    { kind: 'shorten', target: 1, endsAt: noon + minute, why: 'x' },
    { kind: 'can not close', target: 1, why: 'x' },
    { kind: 'seen open', target: 0, endsAt: noon + 9 * hour, connection, found: true },
    { kind: 'give up', target: 0, why: 'x' },
    { kind: 'lapse' },
    extended(0),
  )
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 24 * hour }), (event, later) => {
      expect(transition(done, event, noon + later).kind).not.toBe('change')
    }),
  )
})

test('O5 an extension never shortens a window, leaves no gap, and never goes past what one call can reach', () => {
  const span = fc.integer({ min: 1, max: 24 * hour })
  fc.assert(
    fc.property(span, fc.integer({ min: -24 * hour, max: 24 * hour }), span, (durationMs, left, longestMs) => {
      const standsUntil = noon + left
      const endsAt = extendedEnd(durationMs, { standsUntil, now: noon, longestMs })
      if (endsAt === undefined) return expect(noon + longestMs).toBeLessThanOrEqual(standsUntil)
      expect(endsAt).toBeGreaterThan(standsUntil)
      expect(endsAt).toBeLessThanOrEqual(noon + longestMs)
      expect(endsAt).toBeLessThanOrEqual(Math.max(noon, standsUntil) + durationMs)
      return undefined
    }),
  )
})

test('after the end it opens anew, for as long as was asked', () => {
  expect(extendedEnd(hour, { standsUntil: noon - minute, now: noon, longestMs: 3 * hour })).toBe(noon + hour)
})

test('what is offered fits into the time in all, counted from the first opening of the chain', () => {
  const request = { ...open(), requirement: requirement({ maxTotal: { value: 4 * hour, rule: 'production' } }) }
  expect(standingOf(request)).toEqual({ request: request.id, since: noon, until: noon + hour })
  expect(extensionChoices(request)).toEqual([30 * minute, hour, 2 * hour])
  const second = { ...request, extends: { request: other, since: noon - 2.5 * hour, until: noon } }
  expect(extensionLeftMs(second)).toBe(30 * minute)
  expect(extensionChoices(second)).toEqual([30 * minute])
  const third = { ...request, extends: { request: other, since: noon - 2.75 * hour, until: noon } }
  expect(extensionChoices(third)).toEqual([15 * minute])
  const last = { ...request, extends: { request: other, since: noon - 3 * hour, until: noon } }
  expect(extensionChoices(last)).toEqual([])
})

test('a request of before there were extensions is bounded by its maximum duration; what is being closed is not extended', () => {
  expect(extensionLeftMs(open())).toBe(hour)
  const closing = after(open(), { kind: 'close', by: emma }, noon)
  expect(standingOf(closing)).toBeUndefined()
  expect(extensionChoices(closing)).toEqual([])
})

test('closed by another, the requester is told at once by whom; by themselves, nobody is', () => {
  const by = (person: typeof adam) => transition(open(), { kind: 'close', by: person }, noon)
  expect(by(adam)).toMatchObject({ change: { postings: [{ content: { notice: 'closing', mention: emma } }] } })
  expect(by(emma)).toMatchObject({ change: { postings: [] } })
})
