import { evaluate } from '../../../src/domain/access-policy/evaluate.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { RequestEvent } from '../../../src/domain/life-cycle/event.ts'
import { transition } from '../../../src/domain/life-cycle/transition.ts'
import type { NotFrom, Request } from '../../../src/domain/request.ts'
import { noon, pending } from '../../fixtures.ts'
import { ask, policy, rule } from '../access-policy/samples.ts'

const [home, vpn] = ['203.0.113.7/32', '198.51.100.0/24']
const hour = 3_600_000
const connection = { kind: 'public', address: '20.1.2.3', os: 'windows', ports: [] } as const
const seen = (notFrom?: NotFrom): RequestEvent => ({
  kind: 'seen open',
  target: 0,
  endsAt: noon + hour,
  connection,
  found: false,
  ...(notFrom ? { notFrom } : {}),
})
const accepted: Request = {
  ...pending({ source: { prefix: home, others: [{ prefix: vpn }] } }),
  state: 'opening',
  openings: [{ state: 'accepted', attempts: 1, round: 0, calledAt: noon, endsAt: noon + hour }],
}

function after(request: Request, event: RequestEvent) {
  const outcome = transition(request, event, noon + 1)
  if (outcome.kind !== 'change') throw new Error(outcome.kind)
  return outcome.change
}

test('what is open from one source and not from another says so, once, and is one window', () => {
  const shut = { sources: [vpn], why: 'Azure refused: x' }
  const partly = after(accepted, seen(shut))
  expect(partly.request).toMatchObject({ state: 'open', openings: [{ notFrom: shut }] })
  expect(partly.ledger.map(({ fact }) => fact)).toMatchObject([
    { type: 'opening open', source: home },
    { type: 'opening not from', sources: [vpn] },
  ])
  expect(transition(partly.request, seen(shut), noon + 2).kind).toBe('same')
  const whole = after(partly.request, seen())
  expect(whole.request.openings[0]).not.toHaveProperty('notFrom')
  expect(whole.ledger.map(({ fact }) => fact)).toMatchObject([{ type: 'opening not from', sources: [] }])
  expect({ jobs: whole.jobs, postings: whole.postings }).toEqual({ jobs: [], postings: [] })
  expect(transition(whole.request, seen(), noon + 3).kind).toBe('same')
})

test('the ledger names every source that Azure is asked for', () => {
  const approved: Request = { ...accepted, state: 'approved', openings: [{ state: 'waiting', attempts: 0, round: 0 }] }
  const called = after(approved, { kind: 'call', target: 0, endsAt: noon + hour })
  expect(called.ledger[0]?.fact).toMatchObject({ type: 'opening called', source: `${home}, ${vpn}` })
})

test('every source must satisfy the access policy: one that does not is named', () => {
  const rules = [rule('a', { sources: { networks: ['office'], narrowest: 28 } })]
  const made = { ...policy(rules), networks: { office: ['203.0.113.0/24'] } }
  const findings = (...prefixes: string[]) => {
    const [prefix = '', ...others] = prefixes
    const source = { prefix, others: others.map((other) => ({ prefix: other })) }
    return evaluate(made, { ...ask(), source }, membershipOf(made)).findings
  }
  expect(findings(home, '203.0.113.16/28')).toEqual([])
  expect(findings(home, '198.51.100.7/32')).toMatchObject([{ kind: 'source not allowed', source: '198.51.100.7/32' }])
  expect(findings('203.0.113.16/28', '203.0.113.0/27')).toMatchObject([
    { kind: 'source too wide', source: '203.0.113.0/27' },
  ])
})
