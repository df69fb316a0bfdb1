import { isAsApproved } from '../../src/domain/claim.ts'
import type { RecordedWindow } from '../../src/domain/drift.ts'
import type { Opening, Request } from '../../src/domain/request.ts'
import { must, noon, pending, target } from '../fixtures.ts'

const hour = 3_600_000
const request = (changes: Partial<Opening> = {}): Request => ({
  ...pending(),
  openings: [{ state: 'open', attempts: 1, round: 0, calledAt: noon, endsAt: noon + hour, ...changes }],
})
const part = { port: 3389, source: '203.0.113.7', endsAt: noon + hour }
const window = (changes: Partial<RecordedWindow> = {}, parts: RecordedWindow['parts'] = [part]): RecordedWindow => ({
  ...{ policy: target().policy, vm: target().vm, ports: [3389], sources: ['203.0.113.7'], startedAt: noon + 1_000 },
  ...{ endsAt: noon + hour, alive: true, allClaims: [pending().id], parts },
  ...changes,
})

test('what was approved and called is ours, also when it was called late or a second time', () => {
  expect(isAsApproved(window(), [request()])).toBe(true)
  expect(isAsApproved(window({ startedAt: noon + 30_000 }), [request()])).toBe(true)
})

test.each([
  ['another source', window({}, [{ ...part, source: '198.51.100.66' }])],
  ['another port', window({}, [{ ...part, port: 22 }])],
  ['one port more', window({}, [part, { ...part, port: 22 }])],
  ['a later end', window({}, [{ ...part, endsAt: noon + 3 * hour }])],
  ['another machine', window({ vm: target('web02').vm })],
  ['before it was asked for', window({ startedAt: noon - hour })],
])('the mark does not make it ours: %s', (_what, forged) => {
  expect(isAsApproved(forged, [request()])).toBe(false)
})

test('nor after it was closed, or before anything was called', () => {
  const again = window({ startedAt: noon + 20 * 60_000 }, [{ ...part, endsAt: noon + hour }])
  expect(isAsApproved(again, [request()])).toBe(true)
  expect(isAsApproved(again, [request({ state: 'closed', closedAt: noon + 5 * 60_000 })])).toBe(false)
  expect(isAsApproved(window(), [request({ state: 'waiting' })])).toBe(false)
  expect(isAsApproved(window(), [])).toBe(false)
})

test('of a call that carried on a window of somebody else, each port is granted by one of the two', () => {
  const other: Request = { ...request(), source: { prefix: '203.0.113.8/32' } }
  const both = window({}, [part, { ...part, source: '203.0.113.8' }])
  expect(isAsApproved(both, [request(), must(other)])).toBe(true)
  expect(isAsApproved(both, [request()])).toBe(false)
})

test('what was opened to all sources of a request, in one entry or in several, is ours; to one more it is not', () => {
  const several: Request = {
    ...request(),
    source: { prefix: '203.0.113.7/32', others: [{ prefix: '198.51.100.0/24' }] },
  }
  const vpn = { ...part, source: '198.51.100.0/24' }
  expect(isAsApproved(window({}, [part, vpn]), [several])).toBe(true)
  expect(isAsApproved(window({}, [{ ...part, source: '203.0.113.7, 198.51.100.0/24' }]), [several])).toBe(true)
  expect(isAsApproved(window({}, [part, vpn]), [request()])).toBe(false)
  expect(isAsApproved(window({}, [{ ...part, source: '203.0.113.7, 198.51.100.66' }]), [several])).toBe(false)
})
