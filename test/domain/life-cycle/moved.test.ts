import fc from 'fast-check'
import { requestIdFrom } from '../../../src/domain/ids.ts'
import type { RequestEvent } from '../../../src/domain/life-cycle/event.ts'
import { standingOf, stoodMs } from '../../../src/domain/life-cycle/extension.ts'
import { isWithinSource, movedEnd, moverOf } from '../../../src/domain/life-cycle/moved.ts'
import { standing } from '../../../src/domain/life-cycle/standing.ts'
import { submit } from '../../../src/domain/life-cycle/submit.ts'
import { transition } from '../../../src/domain/life-cycle/transition.ts'
import type { Connection, Request } from '../../../src/domain/request.ts'
import { noOne } from '../../../src/words/reader.ts'
import { adam, emma, noon, pending, requirement, submission, target } from '../../fixtures.ts'

const hour = 3_600_000
const minute = 60_000
const now = { policyVersion: 'v1', requirement: requirement() }
const connection: Connection = { kind: 'public', address: '20.1.2.3', os: 'linux', ports: [] }
const by = requestIdFrom(Uint8Array.of(9, 9, 9, 9, 9))
const to = { prefix: '203.0.113.8/32' }
const moved = (index: number): RequestEvent => ({ kind: 'moved', target: index, by, to })
const shut = (index: number): RequestEvent => ({ kind: 'seen closed', target: index, why: 'moved' })

function after(request: Request, event: RequestEvent, at = noon): Request {
  const outcome = transition(request, event, at)
  return outcome.kind === 'change' ? outcome.change.request : request
}

/** Two machines, both open from noon for an hour. */
function open(): Request {
  const two = pending({ targets: [target('web01'), target('web02')] })
  const approved = after(two, { kind: 'approve', by: adam, groups: ['sre-leads'], now, sufficient: true })
  return [0, 1].reduce((request, index) => {
    const called = after(request, { kind: 'call', target: index, endsAt: noon + hour })
    return after(called, { kind: 'seen open', target: index, endsAt: noon + hour, connection, found: false })
  }, approved)
}

test('L1 what moved stays open until it is seen shut; then it ends without a word, and the ledger has both addresses', () => {
  const first = transition(open(), moved(0), noon + minute)
  expect(first).toMatchObject({
    kind: 'change',
    change: {
      request: { state: 'open', openings: [{ state: 'open', movedTo: by, closeAsked: { by: emma } }, {}] },
      jobs: [{ kind: 'close target', target: 0 }],
      postings: [],
      ledger: [{ fact: { type: 'address changed', by, from: { prefix: '203.0.113.7/32' }, to } }],
    },
  })
  expect(standingOf(after(open(), moved(0)))?.until).toBe(noon + hour)
  const both = after(after(open(), moved(0)), moved(1))
  expect(standingOf(both)).toBeUndefined()
  const last = transition(after(both, shut(0)), shut(1), noon + minute)
  expect(last).toMatchObject({ kind: 'change', change: { request: { state: 'closed' }, postings: [] } })
  const done = after(after(both, shut(0)), shut(1))
  expect(moverOf(done)).toBe(by)
  expect(standing(done, noOne)).toMatch(new RegExp(`moved to another address: it goes on as request ${by}`))
})

test('moved twice is moved once; where one machine stays, its end is told', () => {
  const once = after(open(), moved(0))
  expect(transition(once, moved(0), noon).kind).toBe('same')
  const ended = transition(after(once, shut(0)), shut(1), noon + hour)
  expect(ended).toMatchObject({ kind: 'change', change: { postings: [{ content: { notice: 'closed' } }] } })
  expect(moverOf(after(after(once, shut(0)), shut(1)))).toBeUndefined()
})

test('what is not open moves nowhere, and nothing moves to itself', () => {
  expect(transition(pending(), moved(0), noon).kind).toBe('refused')
  expect(transition(open(), { ...moved(0), by: open().id } as RequestEvent, noon).kind).toBe('same')
  expect(transition(open(), moved(7), noon).kind).toBe('same')
})

test('what moved is told of its end by the other request alone', () => {
  const both = after(after(open(), moved(0)), moved(1))
  expect(transition(both, { kind: 'warn' }, noon + hour - 5 * minute).kind).toBe('same')
})

test('a move never lasts longer than what it moves, nor than was granted, nor than one call may reach', () => {
  fc.assert(
    fc.property(fc.nat(24 * hour), fc.nat(24 * hour), fc.nat(24 * hour), (left, grantedMs, longestMs) => {
      const endsAt = movedEnd({ endsAt: noon + left }, { now: noon, grantedMs, longestMs })
      const most = Math.min(left, grantedMs, longestMs)
      if (endsAt === undefined) expect(most).toBeLessThan(5.5 * minute)
      else expect(endsAt - noon).toBe(most)
    }),
  )
})

test('moving adds nothing to the time in all, and lapses with what it moves', () => {
  const extension = { request: by, since: noon - hour, until: noon + hour, movedFrom: { prefix: '203.0.113.7/32' } }
  expect(stoodMs(extension, hour) + hour).toBe(2 * hour)
  const asked = submit(submission({ extends: extension, durationMs: hour, source: to }), noon)
  expect(asked.request.lapsesAt).toBe(noon + hour)
})

test('an address within what is open needs no move', () => {
  const old = { prefix: '203.0.113.0/24', others: [{ prefix: '198.51.100.7/32' }] }
  expect(isWithinSource(to, old)).toBe(true)
  expect(isWithinSource({ ...to, others: [{ prefix: '198.51.100.7/32' }] }, old)).toBe(true)
  expect(isWithinSource({ prefix: '203.0.112.0/23' }, old)).toBe(false)
  expect(isWithinSource({ prefix: '198.51.100.8/32' }, old)).toBe(false)
})
