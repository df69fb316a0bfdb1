import type { RequestEvent } from '../../../src/domain/life-cycle/event.ts'
import { standing } from '../../../src/domain/life-cycle/standing.ts'
import { submit } from '../../../src/domain/life-cycle/submit.ts'
import { transition } from '../../../src/domain/life-cycle/transition.ts'
import type { Request } from '../../../src/domain/request.ts'
import { noOne } from '../../../src/words/reader.ts'
import { adam, aisha, emma, noon, pending, requirement, submission } from '../../fixtures.ts'

const minute = 60_000
const hour = 60 * minute
const now = { policyVersion: 'v1', requirement: requirement() }
const approve: RequestEvent = { kind: 'approve', by: adam, groups: ['sre-leads'], now, sufficient: true }

function changed(request: Request, event: RequestEvent, at: number) {
  const outcome = transition(request, event, at)
  if (outcome.kind !== 'change') throw new Error(`${event.kind} is ${outcome.kind}`)
  return outcome.change
}

describe('reminders', () => {
  test('at each quarter of the time unless the rule says when; none at or after the end', () => {
    expect(pending().remindAt).toEqual([1, 2, 3].map((hours) => noon + hours * hour))
    const said = requirement({ remind: [15 * minute, hour, 5 * hour] })
    expect(pending({ requirement: said }).remindAt).toEqual([noon + 15 * minute, noon + hour])
    expect(pending({ requirement: requirement({ remind: [] }) }).remindAt).toEqual([])
  })

  test('one message for each channel and moment, in the thread of its card, and the next one is queued', () => {
    const { request, postings, jobs, ledger } = changed(pending(), { kind: 'remind' }, noon + hour)
    expect(postings).toEqual([
      {
        key: `notice:${request.id}:reminder:1:19:ops@thread.tacv2`,
        to: { kind: 'conversation', id: '19:ops@thread.tacv2' },
        content: expect.objectContaining({
          notice: 'reminder',
          under: `card:${request.id}:approvers:19:ops@thread.tacv2`,
        }),
      },
    ])
    expect(jobs).toEqual([{ kind: 'remind', request: request.id, at: noon + 2 * hour }])
    expect(ledger.map(({ fact }) => fact)).toEqual([{ type: 'reminder sent', nth: 1, of: 3 }])
    expect(transition(request, { kind: 'remind' }, noon + hour)).toEqual({ kind: 'same' })
  })

  test('after a long absence one, not three; none when it is decided or over', () => {
    const { request, jobs } = changed(pending(), { kind: 'remind' }, noon + 3.5 * hour)
    expect(request.reminded).toBe(3)
    expect(jobs).toEqual([])
    expect(transition(pending(), { kind: 'remind' }, noon + 4 * hour)).toEqual({ kind: 'same' })
    const { request: approved } = changed(pending(), approve, noon)
    expect(transition(approved, { kind: 'remind' }, noon + hour)).toEqual({ kind: 'same' })
  })

  test('a request of an older version, which has no plan, is not reminded of', () => {
    const { remindAt: _none, channels: _nor, ...older } = pending()
    expect(transition(older, { kind: 'remind' }, noon + hour)).toEqual({ kind: 'same' })
  })
})

describe('escalation', () => {
  const demand = requirement({
    approvals: [
      { rule: 'production', count: 1, from: ['sre-leads'], escalate: { afterMs: 30 * minute, to: ['on-call'] } },
    ],
  })
  const due = [{ rule: 'production', to: ['on-call'], afterMs: 30 * minute }]
  const to = [{ kind: 'conversation', id: '19:second@thread.tacv2' }] as const

  test('it is queued, told once with a card in its channel, and is in the ledger', () => {
    const change = submit(submission({ requirement: demand }), noon)
    expect(change.jobs).toContainEqual({ kind: 'escalate', request: change.request.id, at: noon + 30 * minute })
    const { request, postings, ledger } = changed(change.request, { kind: 'escalate', due, to }, noon + 30 * minute)
    expect(postings.map(({ key }) => key)).toEqual([`card:${request.id}:approvers:19:second@thread.tacv2`])
    expect(ledger.map(({ fact }) => fact)).toEqual([{ type: 'request escalated', ...due[0] }])
    expect(request.channels).toEqual(['19:ops@thread.tacv2', '19:second@thread.tacv2'])
    expect(transition(request, { kind: 'escalate', due, to }, noon + hour)).toEqual({ kind: 'same' })
  })

  test('where its channel has a card already, or none is named, a message in that thread says so', () => {
    const { request } = submit(submission({ requirement: demand }), noon)
    for (const places of [[], [{ kind: 'conversation', id: '19:ops@thread.tacv2' }] as const])
      expect(changed(request, { kind: 'escalate', due, to: places }, noon + 30 * minute).postings).toMatchObject([
        { to: { id: '19:ops@thread.tacv2' }, content: { notice: 'escalated', under: expect.any(String) } },
      ])
  })

  test('what is decided is not escalated', () => {
    const { request } = changed(pending({ requirement: demand }), approve, noon)
    expect(transition(request, { kind: 'escalate', due, to }, noon + hour)).toEqual({ kind: 'same' })
  })
})

describe('a start in the future', () => {
  const startsAt = noon + 10 * hour

  test('to be decided before it starts or within its time, whichever is first', () => {
    expect(pending({ startsAt }).lapsesAt).toBe(noon + 4 * hour)
    expect(pending({ startsAt: noon + hour }).lapsesAt).toBe(noon + hour)
    expect(transition(pending({ startsAt: noon + hour }), approve, noon + hour)).toMatchObject({
      change: { request: { state: 'lapsed' } },
    })
  })

  test('approved, it waits: the opening is queued for the start, the requester is told, it lapses a quarter of an hour after', () => {
    const { request, jobs, postings } = changed(pending({ startsAt }), approve, noon + hour)
    expect(request).toMatchObject({ state: 'approved', lapsesAt: startsAt + 15 * minute })
    expect(jobs).toMatchObject([
      { kind: 'open target', at: startsAt },
      { kind: 'lapse', at: startsAt + 15 * minute },
    ])
    expect(postings).toMatchObject([{ content: { notice: 'approved' } }])
    expect(standing(request, noOne)).toMatch(/already approved by Adam Novak at 13:00; it opens at 22:00/)
    expect(changed(request, { kind: 'lapse' }, startsAt + 15 * minute).request).toMatchObject({
      state: 'lapsed',
      end: { why: { en: expect.stringMatching(/could not be started in time/) } },
    })
  })

  test('where nobody has to agree it waits as well', () => {
    const { request, jobs } = submit(submission({ startsAt, requirement: requirement({ approvals: [] }) }), noon)
    expect(request).toMatchObject({ state: 'approved', lapsesAt: startsAt + 15 * minute })
    expect(jobs).toMatchObject([{ kind: 'open target', at: startsAt }, { kind: 'lapse' }])
  })

  test('it can be taken back until it starts, and not after Azure may have been asked', () => {
    const { request } = changed(pending({ startsAt }), approve, noon)
    const cancel: RequestEvent = { kind: 'cancel', by: emma }
    expect(changed(request, cancel, startsAt - 1).request.state).toBe('cancelled')
    expect(transition(request, cancel, startsAt)).toEqual({ kind: 'refused' })
    const called = changed(request, { kind: 'call', target: 0, endsAt: startsAt + hour }, startsAt).request
    expect(transition(called, cancel, startsAt - 1)).toEqual({ kind: 'refused' })
    expect(transition(changed(pending(), approve, noon).request, cancel, noon)).toEqual({ kind: 'refused' })
  })

  test('S1 a second approval of what waits for its start is a conflict that names who gave it', () => {
    const { request } = changed(pending({ startsAt }), approve, noon)
    expect(transition(request, { ...approve, by: aisha }, noon + hour)).toEqual({ kind: 'refused' })
  })
})
