import fc from 'fast-check'
import type { RequestEvent } from '../../../src/domain/life-cycle/event.ts'
import { standing } from '../../../src/domain/life-cycle/standing.ts'
import { submit } from '../../../src/domain/life-cycle/submit.ts'
import { transition } from '../../../src/domain/life-cycle/transition.ts'
import type { Connection, Request } from '../../../src/domain/request.ts'
import { noOne } from '../../../src/words/reader.ts'
import { adam, aisha, emma, noon, pending, requirement, submission, target } from '../../fixtures.ts'

const hour = 3_600_000
const minute = 60_000
const now = { policyVersion: 'v1', requirement: requirement() }
const connection: Connection = {
  kind: 'public',
  address: '20.1.2.3',
  os: 'windows',
  ports: [{ number: 3389, reachedAt: 3389 }],
}
const approve: RequestEvent = { kind: 'approve', by: adam, groups: ['sre-leads'], now, sufficient: true }

/** Plays events one after the other; an event that is refused throws. */
function play(request: Request, ...events: readonly [RequestEvent, number][]): Request {
  return events.reduce((state, [event, at]) => {
    const outcome = transition(state, event, at)
    if (outcome.kind === 'refused') throw new Error(`${event.kind}: ${standing(state, noOne)}`)
    return outcome.kind === 'change' ? outcome.change.request : state
  }, request)
}

const opened = (at: number): [RequestEvent, number][] => [
  [approve, at],
  [{ kind: 'call', target: 0, endsAt: at + hour }, at],
  [{ kind: 'accepted', target: 0, endsAt: at + hour, correlationId: 'c1' }, at],
  [{ kind: 'seen open', target: 0, endsAt: at + hour, connection, found: false }, at + 1000],
]

test('a request goes from pending through approved, opening and open to closed', () => {
  const states = [pending().state]
  let request = pending()
  for (const step of [
    ...opened(noon),
    [{ kind: 'seen closed', target: 0, why: 'expired' }, noon + hour] as [RequestEvent, number],
  ]) {
    request = play(request, step)
    states.push(request.state)
  }
  expect(states).toEqual(['pending', 'approved', 'opening', 'opening', 'open', 'closed'])
})

test('Azure’s 202 is not open: only what was seen is', () => {
  const request = play(pending(), ...opened(noon).slice(0, 3))
  expect(request.state).toBe('opening')
})

test('O1 approved at minute 50, one hour asked: the window is one hour from opening', () => {
  const request = play(pending(), ...opened(noon + 50 * minute))
  expect(request.openings[0]?.endsAt).toBe(noon + 110 * minute)
})

test('the policy asks nobody: approved from the start, and the opening is queued with it', () => {
  const change = submit(submission({ requirement: requirement({ approvals: [] }) }), noon)
  expect(change.request.state).toBe('approved')
  expect(change.jobs.map((job) => job.kind)).toEqual(['open target', 'lapse'])
  expect(change.ledger.map((entry) => entry.fact.type)).toEqual(['request submitted', 'request approved'])
})

test('one approval of two leaves it pending; the same person again changes nothing', () => {
  const half: RequestEvent = { ...approve, sufficient: false }
  const once = play(pending(), [half, noon])
  expect(once.state).toBe('pending')
  expect(transition(once, half, noon)).toEqual({ kind: 'same' })
  expect(once.decisions).toHaveLength(1)
})

test('S1 approving what is approved, denied, cancelled, lapsed or closed is a conflict that names who did it', () => {
  const denied = play(pending(), [{ kind: 'deny', by: aisha, groups: [], reason: 'freeze' }, noon])
  expect(transition(denied, approve, noon)).toEqual({ kind: 'refused' })
  expect(standing(denied, noOne)).toMatch(/already denied by Aisha Khan at 12:00: freeze/)
  const cancelled = play(pending(), [{ kind: 'cancel', by: emma }, noon])
  expect(standing(cancelled, noOne)).toMatch(/already cancelled by Emma Lindqvist/)
  const approved = play(pending(), [approve, noon])
  expect(transition(approved, { ...approve, by: aisha }, noon)).toEqual({ kind: 'refused' })
  expect(standing(approved, noOne)).toMatch(/already approved by Adam Novak at 12:00/)
  const lapsed = play(pending(), [{ kind: 'lapse' }, noon + 5 * hour])
  expect(standing(lapsed, noOne)).toMatch(/lapsed at 17:00: nobody decided in time/)
  const closed = play(pending(), ...opened(noon), [{ kind: 'seen closed', target: 0, why: 'expired' }, noon + hour])
  expect(transition(closed, { ...approve, by: aisha }, noon + hour)).toEqual({ kind: 'refused' })
  expect(standing(closed, noOne)).toMatch(/approved by Adam Novak and is closed since at 13:00/)
})

test('who approved before it was denied is told of the deny, not of a success', () => {
  const request = play(
    pending(),
    [{ ...approve, sufficient: false }, noon],
    [{ kind: 'deny', by: aisha, groups: [], reason: 'freeze' }, noon],
  )
  expect(transition(request, approve, noon)).toEqual({ kind: 'refused' })
})

test('a lapse that fires early does nothing; one that fires late ends what was never decided or never started', () => {
  expect(transition(pending(), { kind: 'lapse' }, noon + hour)).toEqual({ kind: 'same' })
  expect(play(pending(), [{ kind: 'lapse' }, noon + 4 * hour]).state).toBe('lapsed')
  const approved = play(pending(), [approve, noon + 4 * hour - minute])
  expect(transition(approved, { kind: 'lapse' }, noon + 4 * hour)).toEqual({ kind: 'same' })
  expect(play(approved, [{ kind: 'lapse' }, noon + 5 * hour])).toMatchObject({
    state: 'lapsed',
    end: { why: { en: expect.stringMatching(/could not be started/) } },
  })
})

test('a cancel after the decision is refused', () => {
  expect(transition(play(pending(), [approve, noon]), { kind: 'cancel', by: emma }, noon)).toEqual({ kind: 'refused' })
})

test('O6 the notice before the end is for once, and not after the end', () => {
  const open = play(pending(), ...opened(noon))
  const warned = play(open, [{ kind: 'warn' }, noon + 50 * minute])
  expect(warned.warnedAt).toBe(noon + 50 * minute)
  expect(transition(warned, { kind: 'warn' }, noon + 51 * minute)).toEqual({ kind: 'same' })
  expect(transition(open, { kind: 'warn' }, noon + 2 * hour)).toEqual({ kind: 'same' })
})

test('opening queues the notice ten minutes before the end and the look at the end', () => {
  const outcome = transition(
    play(pending(), ...opened(noon).slice(0, 3)),
    { kind: 'seen open', target: 0, endsAt: noon + hour, connection, found: false },
    noon,
  )
  expect(outcome.kind === 'change' && outcome.change.jobs).toEqual([
    expect.objectContaining({ kind: 'warn', at: noon + 50 * minute }),
    expect.objectContaining({ kind: 'verify closed', at: noon + hour }),
  ])
})

test('of two targets one fails: the request is open, and closed at the end, not failed', () => {
  const two = pending({ targets: [target('web01'), target('web02')] })
  const request = play(two, ...opened(noon), [{ kind: 'give up', target: 1, why: 'Azure refused' }, noon])
  expect(request.state).toBe('open')
  expect(play(request, [{ kind: 'seen closed', target: 0, why: 'expired' }, noon + hour]).state).toBe('closed')
})

test('all targets fail: failed, with the reason, and only the requester’s retry leads on', () => {
  const failed = play(
    pending(),
    [approve, noon],
    [{ kind: 'call', target: 0, endsAt: noon + hour }, noon],
    [{ kind: 'give up', target: 0, why: 'not a subset' }, noon],
  )
  expect(failed).toMatchObject({ state: 'failed', end: { why: 'not a subset' } })
  const again = play(failed, [{ kind: 'retry', by: emma, now }, noon + minute])
  expect(again).toMatchObject({ state: 'approved', openings: [{ state: 'waiting', round: 1, attempts: 0 }] })
  expect(again.end).toBeUndefined()
})

test('past its end and still shown open: never called closed, told once', () => {
  const open = play(pending(), ...opened(noon))
  const late = play(open, [{ kind: 'seen still open', target: 0, why: 'Initiated', tell: false }, noon + hour])
  expect(late.state).toBe('closing')
  const told = transition(
    late,
    { kind: 'seen still open', target: 0, why: 'Initiated', tell: true },
    noon + hour + 5 * minute,
  )
  expect(told.kind === 'change' && told.change.postings.map((p) => p.content)).toEqual([
    expect.objectContaining({ notice: 'still open' }),
  ])
})

test('a forged target index changes nothing', () => {
  const approved = play(pending(), [approve, noon])
  for (const index of [1, -1, Number.NaN, 0.5]) {
    expect(transition(approved, { kind: 'call', target: index, endsAt: noon }, noon)).toEqual({ kind: 'same' })
  }
})

const anyEvent: fc.Arbitrary<RequestEvent> = fc.oneof(
  fc
    .constantFrom(adam, aisha)
    .chain((by) =>
      fc.boolean().map((sufficient): RequestEvent => ({ kind: 'approve', by, groups: ['g'], now, sufficient })),
    ),
  fc.constant<RequestEvent>({ kind: 'deny', by: aisha, groups: [], reason: 'no' }),
  fc.constant<RequestEvent>({ kind: 'cancel', by: emma }),
  fc.constant<RequestEvent>({ kind: 'lapse' }),
  fc.constant<RequestEvent>({ kind: 'warn' }),
  fc.constant<RequestEvent>({ kind: 'retry', by: emma, now }),
  fc
    .integer({ min: 0, max: 2 })
    .chain((index) =>
      fc.constantFrom<RequestEvent>(
        { kind: 'call', target: index, endsAt: noon + hour },
        { kind: 'accepted', target: index, endsAt: noon + hour },
        { kind: 'seen open', target: index, endsAt: noon + hour, connection, found: false },
        { kind: 'give up', target: index, why: 'no' },
        { kind: 'seen closed', target: index, why: 'expired' },
        { kind: 'seen still open', target: index, why: 'Initiated', tell: true },
      ),
    ),
)

test('whatever happens in whatever order: versions count up, final stays final, every change but a silent one is in the ledger', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 6 * hour })), { maxLength: 40 }), (events) => {
      let request = pending({ targets: [target('web01'), target('web02')] })
      let openedOnce = false
      for (const [event, after] of events) {
        const outcome = transition(request, event, noon + after)
        if (outcome.kind !== 'change') continue
        const { change } = outcome
        expect(change.request.version).toBe(request.version + 1)
        expect(['closed', 'denied', 'cancelled', 'lapsed']).not.toContain(request.state)
        if (request.state === 'failed') expect(event.kind).toBe('retry')
        expect(change.ledger.length).toBeGreaterThan(0)
        expect(change.request).toMatchObject({
          targets: request.targets,
          source: request.source,
          durationMs: request.durationMs,
        })
        openedOnce ||= event.kind === 'seen open'
        if (change.request.state === 'open') expect(openedOnce).toBe(true)
        if (change.request.openings.some((o) => o.state !== 'waiting')) {
          expect(change.request.decisions.some((d) => d.verdict === 'approve')).toBe(true)
        }
        request = change.request
      }
    }),
    { numRuns: 500 },
  )
})
